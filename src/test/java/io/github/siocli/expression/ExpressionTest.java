package io.github.siocli.expression;

import static io.github.siocli.expression.TestScope.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.testing.Property;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of rules, and texts and JSON with values in them. */
class ExpressionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                $1                          | {"text":"hé \\"x\\"","n":[1,{"deep":true}],"k-k":0,"length":7}
                $2                          | 12345678901234567890.50
                $3                          | null
                $9                          | null
                $1.text                     | "hé \\"x\\""
                $1.n[1].deep                | true
                $1.n.1.deep                 | true
                $1.n[7]                     | null
                $1.n[2]                     | null
                $1.n[123456789]             | null
                $1.n.12345678901            | null
                $1.n.x                      | null
                $1.n.length                 | 2
                $1.text.length              | 6
                $1.length                   | 7
                $1.k-k                      | 0
                ${1.k-k}                    | 0
                $1.text.more.still          | null
                $event                      | "say"
                $auth.user.name             | "ann"
                $auth.user.first-name       | "Ann"
                $header.User-Agent          | "test/1"
                $now                        | "2026-07-08T09:10:11.123Z"
                $env.HOME_DIR               | "/home/ann"
                $env.MISSING                | null
                $room_2                     | null
                "$1.text.length/$now"       | "6/2026-07-08T09:10:11.123Z"
                hex($1.text)                | "68c3a920227822"
                $random(2,2)                | 2
                {a: $random( 3, 3 ), b: "$random(4,4)-$pick('x')"} | {"a":3,"b":"4-x"}
                $sum(1,$9,2)                | 3
                $sum($2,0.5)                | 1.2345678901234567E19
                $sum(0.5,1)                 | 1.5
                $pick([7])                  | 7
                pick($9)                    | null
                "hex($2)"                   | "hex(12345678901234567890.50)"
                str:$2                      | "12345678901234567890.50"
                "hi $1.text!"               | "hi hé \\"x\\"!"
                'hi ${auth.user.name}s'     | "hi anns"
                hi-$auth.user.name-$2       | "hi-ann-12345678901234567890.50"
                "$3/$9/$1.n"                | "//[1,{\\"deep\\":true}]"
                "$auth.user.name."          | "ann."
                $$2                         | "$2"
                "5 $ and $$1 $"             | "5 $ and $1 $"
                {to: $2, all: $args, 'a$2': 'x$1.text'} | {"to":12345678901234567890.50,"all":[{"text":"hé \\"x\\"","n":[1,{"deep":true}],"k-k":0,"length":7},12345678901234567890.50,null],"a12345678901234567890.50":"xhé \\"x\\""}
                [ $2 , $1.n[0], "\\"$2\\\\$$" ] | [12345678901234567890.50,1,"\\"12345678901234567890.50\\\\$"]
                {n: $2, b: {$binary: "AA=="}} | {"n":12345678901234567890.50,"b":{"$binary":"AA=="}}
                text                        | "text"
                1e3                         | 1e3
                {"strict": [1, 2]}          | {"strict": [1, 2]}
                """)
    void valuesAreJson(String word, String json) throws SyntaxException {
        assertThat(sent(
                        word,
                        say(
                                "{\"text\":\"hé \\\"x\\\"\",\"n\":[1,{\"deep\":true}],\"k-k\":0,\"length\":7}",
                                "12345678901234567890.50",
                                "null")))
                .containsExactly(json);
    }

    @Test
    void producesJsonForAnyValue() {
        String[] parts = {
            "$1",
            "$2.a",
            "$args",
            "${3[0]}",
            "$$",
            "$",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            ":",
            ",",
            "a",
            "1",
            " ",
            "\\",
            "\\u0024",
            "é",
            "$event",
            ".",
            "-",
            "$uuid",
            "str:",
            "$now",
            "$auth.user",
            "$pick(1,'2')",
            "$hex($1)",
            "base64(",
            ")",
            "😀"
        };
        Property.holds(50_000, random -> {
            StringBuilder words = new StringBuilder(random.nextBoolean() ? "" : random.nextBoolean() ? "{a:" : "[\"");
            for (int i = random.nextInt(10); i > 0; i--) {
                words.append(parts[random.nextInt(parts.length)]);
            }
            words.append(words.indexOf("{a:") == 0 ? "}" : words.indexOf("[\"") == 0 ? "\"]" : "");
            try {
                for (String json :
                        sent(words.toString(), say("{a: 'x\"\\\\y', b: [1]}", "hex:00", "[[], '\\ud83d']"))) {
                    assertThat(Json.parse(json).text()).isEqualTo(json);
                }
            } catch (SyntaxException e) {
                assertThat(e.offset()).isBetween(0, words.length());
            } catch (JsonSyntaxException e) {
                throw new AssertionError(words + " became something else", e);
            }
        });
    }

    private static List<String> sent(String words, TestScope scope) throws SyntaxException {
        return scope.values(words);
    }

    @Test
    void leavesStringsAndWordsUnchangedWithoutTemplates() throws SyntaxException {
        assertThat(say("7").values("$1 {a: $1, 'b$1': \"$1\"} \"$1 $$\" str:$1 x-$1 $$ {\"$set\": \"$x\"}", false))
                .containsExactly(
                        "7",
                        "{\"a\":7,\"b$1\":\"$1\"}",
                        "\"$1 $$\"",
                        "\"$1\"",
                        "\"x-$1\"",
                        "\"$$\"",
                        "{\"$set\": \"$x\"}");
    }

    @Test
    void refusesTextDirectlyBehindJson() {
        assertThatThrownBy(() -> sent("{a: 1}} 2", say())).hasMessage("one } too many after the value");
        assertThatThrownBy(() -> sent("{a: 1}x", say())).hasMessage("a space is missing after the value");
    }

    @Test
    void drawsRandomValuesOfTheWholeRange() throws SyntaxException {
        Set<String> drawn = new TreeSet<>();
        TestScope scope = say();
        for (int i = 0; i < 200; i++) {
            drawn.addAll(sent("$random(-1,1) $pick(a,\"b c\")", scope));
        }
        assertThat(drawn).containsExactly("\"a\"", "\"b c\"", "-1", "0", "1");
        assertThatThrownBy(() -> sent("$random(1,$9)", scope))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("random takes whole numbers, not null");
    }

    @Test
    void spreadsArgs() throws SyntaxException {
        assertThat(sent("0 $args $2", say("1", "[2]"))).containsExactly("0", "1", "[2]", "[2]");
        assertThat(sent("$args", say())).isEmpty();
    }

    @Test
    void keepsBytes() throws SyntaxException {
        assertThat(sent("$2 hex:ff {a: $1, b: [$2, $args]} $args", say("hex:01", "b64:AgI=")))
                .containsExactly(
                        "{\"$binary\":\"AgI=\"}",
                        "{\"$binary\":\"/w==\"}",
                        "{\"a\":{\"$binary\":\"AQ==\"},\"b\":[{\"$binary\":\"AgI=\"},"
                                + "[{\"$binary\":\"AQ==\"},{\"$binary\":\"AgI=\"}]]}",
                        "{\"$binary\":\"AQ==\"}",
                        "{\"$binary\":\"AgI=\"}");
    }

    @Test
    void writesBytesInTextAsText() throws SyntaxException {
        assertThat(sent("\"<$1>\" \"<$2>\"", say("hex:01", "[1]")))
                .containsExactly("\"<{\\\"$binary\\\":\\\"AQ==\\\"}>\"", "\"<[1]>\"");
    }

    @Test
    void repeatsRandomValuesWithSeed() throws SyntaxException {
        assertThat(sent("$uuid $uuid", say(new Random(7)))).isEqualTo(sent("$uuid $uuid", say(new Random(7))));
        String uuid = sent("$uuid", say(new Random(7))).get(0);
        assertThat(uuid).matches("\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"");
    }

    @Test
    void boundsSizeOfResult() throws SyntaxException {
        TestScope scope = say(Json.string("x".repeat(1 << 20)).text());
        assertThatThrownBy(() -> sent("\"" + "$1".repeat(17) + "\"", scope)).isInstanceOf(EvaluationException.class);
        assertThatThrownBy(() -> sent("[" + "$1,".repeat(17) + "]", scope)).isInstanceOf(EvaluationException.class);
        assertThatThrownBy(() -> sent("$1 ".repeat(17), scope)).isInstanceOf(EvaluationException.class);
        assertThatThrownBy(() -> scope.meets("\"" + "$1".repeat(17) + "\" ~ x"))
                .isInstanceOf(EvaluationException.class);
        assertThatThrownBy(() -> scope.meets("[" + "$1,".repeat(17) + "] has x"))
                .isInstanceOf(EvaluationException.class);
        TestScope bytes = say("hex:" + "00".repeat(1 << 20));
        assertThatThrownBy(() -> sent("$1 ".repeat(17), bytes)).isInstanceOf(EvaluationException.class);
    }
}
