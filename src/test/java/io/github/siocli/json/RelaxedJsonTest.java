package io.github.siocli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.siocli.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelaxedJsonTest {

    private static final int DEEP = 1_000_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{a:1}                  | {\"a\":1}",
                "{a-b: 1.50, $c_1: -0}  | {\"a-b\":1.50,\"$c_1\":-0}",
                "{ключ: true, 1: null}  | {\"ключ\":true,\"1\":null}",
                "{'a': 'it\\'s \"x\"'}  | {\"a\":\"it's \\\"x\\\"\"}",
                "'\\u0041\\n'           | \"A\\n\"",
                "['\\ud800']            | [\"\\ud800\"]",
                "{a: \"\\u0041\"}       | {\"a\":\"\\u0041\"}",
                "[1, 2, ]               | [1,2]",
                "{a:1 , }               | {\"a\":1}",
                "[ ' ' , [ ] , { } , ]  | [\" \",[],{}]",
                "/* x */ [1 /**/, // y] | ~~",
                "[1/*, 2*/,/**/3,/*]*/] | [1,3]",
                "[/**/]                 | []",
                "{/**/a/**/:/**/1/**/}  | {\"a\":1}"
            })
    void convertsRelaxedToStrictJson(String typed, String strict) throws JsonSyntaxException {
        if (strict.isEmpty()) {
            assertThat(RelaxedJson.parse(typed + "\n]").text()).isEqualTo("[1]");
        } else {
            assertThat(RelaxedJson.parse(typed).text()).isEqualTo(strict);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ \"a\" : 1.0 , \"a\" : 12345678901234567890.50 }", "[ ]", "\"'\"", "-0.0"})
    void keepsStrictJson(String strict) throws JsonSyntaxException {
        assertThat(RelaxedJson.parse(strict).text()).isEqualTo(strict);
        assertThat(RelaxedJson.parse(" // before\n" + strict + " /* behind */ ").text())
                .isEqualTo(strict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{a:1                 | 4 | the object is not closed | true",
                "{                    | 1 | expected a key or '}'    | true",
                "{a                   | 2 | expected ':' after the key | true",
                "['a                  | 3 | the string is not closed | true",
                "[1, // x             | 8 | expected a value         | true",
                "[1, /* x             | 8 | the comment is not closed | true",
                "[1,,2]               | 3 | expected a value         | false",
                "[,]                  | 1 | expected a value         | false",
                "{,}                  | 1 | expected a key           | false",
                "{a:}                 | 3 | expected a value         | false",
                "{a 1}                | 3 | expected ':' after the key | false",
                "{a:1 b:2}            | 5 | expected ',' or '}'      | false",
                "[hello]              | 1 | expected a value; a text needs quotes | false",
                "[true1]              | 1 | expected a value; a text needs quotes | false",
                "[1a]                 | 2 | this does not belong to a number | false",
                "[01]                 | 2 | this does not belong to a number | false",
                "[1 / 2]              | 3 | unexpected '/'           | false",
                "[1 /                 | 3 | unexpected '/'           | false",
                "['a\u001b']          | 3 | a control character in a string must be escaped | false",
                "['\\x']              | 3 | unknown escape           | false",
                "{a:1} x              | 6 | unexpected text after the value | false"
            })
    void reportsThePositionAndTheProblem(String text, int offset, String message, boolean incomplete) {
        JsonSyntaxException error = catchThrowableOfType(JsonSyntaxException.class, () -> RelaxedJson.parse(text));
        assertThat(error).hasMessage(message);
        assertThat(error.offset()).isEqualTo(offset);
        assertThat(error.incomplete()).isEqualTo(incomplete);
    }

    @Test
    void readsAValueAtTheBeginningOfAText() throws JsonSyntaxException {
        RelaxedJson.Template prefix = RelaxedJson.readTemplate("emit  {a:[1,]} 'b'", 4);
        assertThat(prefix.text()).isEqualTo("{\"a\":[1]}");
        assertThat(prefix.end()).isEqualTo(14);
    }

    @Test
    void keepsVariablesOfTemplates() throws JsonSyntaxException {
        RelaxedJson.Template template =
                RelaxedJson.readTemplate("x {a: $1.b-c[0], $d: ['$2', $args,], e: ${ f } } y", 2);
        assertThat(template.text()).isEqualTo("{\"a\":$1.b-c[0],\"$d\":[\"$2\",$args],\"e\":${ f }}");
        assertThat(template.end()).isEqualTo(48);
        String call = "{a: $pick( 'x)', \"y(\", $2 ), b: 1}";
        assertThat(RelaxedJson.readTemplate(call, 0).text()).isEqualTo("{\"a\":$pick( 'x)', \"y(\", $2 ),\"b\":1}");
        assertThat(RelaxedJson.readTemplate("{ \"a\" : 1 }", 0).text()).isEqualTo("{ \"a\" : 1 }");
        assertThat(catchThrowableOfType(JsonSyntaxException.class, () -> RelaxedJson.readTemplate("[${a", 0))
                        .incomplete())
                .isTrue();
        assertThat(catchThrowableOfType(JsonSyntaxException.class, () -> RelaxedJson.parse("[$1]")))
                .hasMessageStartingWith("expected a value");
    }

    @Test
    void readsVariablesWithNamesThatAreNotAscii() throws JsonSyntaxException {
        RelaxedJson.Template template = RelaxedJson.readTemplate("[$ключ.é, $語] x", 0);
        assertThat(template.text()).isEqualTo("[$ключ.é,$語]");
        assertThat(template.end()).isEqualTo(13);
    }

    @Test
    void readsTemplatesOfAnyLengthFromAnyPlaceOfALongText() throws JsonSyntaxException {
        for (int length : new int[] {100, 254, 255, 256, 257, 1_023, 5_000}) {
            String value = "['" + "x".repeat(length - 6) + "😀']";
            String strict = value.replace('\'', '"');
            for (String before : new String[] {"", " ".repeat(200)}) {
                for (String after : new String[] {"", " y", " ".repeat(20_000)}) {
                    RelaxedJson.Template template = RelaxedJson.readTemplate(before + value + after, before.length());
                    assertThat(template.text()).isEqualTo(strict);
                    assertThat(template.end()).isEqualTo(before.length() + length);
                }
            }
        }
    }

    @Test
    void reportsThePlaceOfAnErrorInTheWholeText() {
        String begin = "emit [" + "1,".repeat(500);
        JsonSyntaxException error = catchThrowableOfType(
                JsonSyntaxException.class, () -> RelaxedJson.readTemplate(begin + ",2]" + " ".repeat(500), 5));
        assertThat(error).hasMessage("expected a value");
        assertThat(error.offset()).isEqualTo(begin.length());
    }

    @Test
    void readsAMillionLevels() throws JsonSyntaxException {
        String deep = "[".repeat(DEEP) + "1," + "]".repeat(DEEP);
        assertThat(RelaxedJson.parse(deep).text()).hasSize(2 * DEEP + 1);
        String objects = "{a:".repeat(DEEP) + "'x'" + "}".repeat(DEEP);
        assertThat(RelaxedJson.parse(objects).text()).hasSize(6 * DEEP + 3);
        assertThat(catchThrowableOfType(JsonSyntaxException.class, () -> RelaxedJson.parse("[".repeat(DEEP)))
                        .incomplete())
                .isTrue();
    }

    @Test
    void keepsAnyStrictJson() {
        Property.holds(10_000, random -> {
            String value = new RandomJson(random).value();
            assertThat(RelaxedJson.parse(value).text()).isEqualTo(value);
        });
    }

    @Test
    void producesJsonThatJacksonAccepts() {
        int[] accepted = new int[2];
        int runs = Property.holds(40_000, random -> {
            RandomJson maker = new RandomJson(random);
            String text = relaxed(maker.value(), random);
            if (random.nextInt(3) > 0) {
                // Half of a surrogate pair, which UTF-8 cannot encode, becomes a question mark.
                text = new String(maker.spoiled(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
            try {
                String strict = RelaxedJson.parse(text).text();
                assertThat(JacksonParser.isJson(strict))
                        .as(text + " -> " + strict)
                        .isTrue();
                if (JacksonParser.isJson(text)) {
                    assertThat(strict).isEqualTo(text.strip());
                }
                accepted[1]++;
            } catch (JsonSyntaxException e) {
                assertThat(e.offset()).as(text).isBetween(0, text.length());
                assertThat(JacksonParser.isJson(text)).as(text).isFalse();
                accepted[0]++;
            }
        });
        assertThat(accepted[0]).isGreaterThan(runs / 8);
        assertThat(accepted[1]).isGreaterThan(runs / 8);
    }

    /** Rewrites parts of it as people type them. May also change the content of strings, which the test tolerates. */
    private static String relaxed(String json, Random random) {
        String text = json;
        if (random.nextBoolean()) {
            text = text.replace("\"a\"", random.nextBoolean() ? "'a'" : "a");
        }
        if (random.nextBoolean()) {
            text = text.replace("}", ",}").replace("{,", "{").replace("]", random.nextBoolean() ? ",]" : " ]");
        }
        if (random.nextBoolean()) {
            text = text.replace(",", random.nextBoolean() ? ",/*,*/" : " , // x\n");
        }
        return text;
    }
}
