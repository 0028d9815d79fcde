package io.github.siocli.expression;

import static io.github.siocli.expression.TestScope.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.siocli.event.Arguments;
import io.github.siocli.testing.Property;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static TestScope scope() {
        return say(
                "{\"text\":\"hi\",\"n\":2,\"no\":false,\"zero\":0.0,\"empty\":\"\",\"list\":[]}",
                "10",
                "\"b\"",
                "hex:00ff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$1",
                "$1.text",
                "not $1.no",
                "not $1.zero",
                "not $1.empty",
                "$1.list",
                "not $9",
                "not not $1",
                "not($9)",
                "$1.text == \"hi\"",
                "$1.text==hi",
                "$1.text == 'hi' and $2 == 10",
                "$2 == 10.0",
                "$2 == 1e1",
                "0 == -0",
                "$2>9",
                "$2 >= 10",
                "$2 < 10.5",
                "$2<=10",
                "$3 > a",
                "not $3 > 1",
                "not $3 <= 1",
                "$2 != \"10\"",
                "$9 == null",
                "$1.no == false",
                "$1.list == []",
                "$1 == {n: 2.0, no: false, zero: 0, list: [], text: 'hi', empty: ''}",
                "{a: $2} == {\"a\": 10}",
                "$event ~ s*",
                "$event ~ \"s?y\"",
                "not $event~x*",
                "$2 ~ 1?",
                "$9 or $1",
                "$9 and $9 or $1",
                "$1 or $9 and $9",
                "not $9 and $1",
                "($9 or $1) and ($2 == 10)",
                "not ($1 and $9)",
                "not ($9 or $1.no)",
                "((($1)))",
                "$auth.admin == true",
                "[1, 10] has $2",
                "['10'] has '10'",
                "not ['10'] has $2",
                "$1 has text and $1.text has i",
                "not $1 has x",
                "not $9 has x",
                "100%",
                "not 0%",
                "not $2 < 10",
                "not $2 > 10",
                "not $2 <= 9",
                "not $2 >= 11",
                "not $3 < b",
                "not $3 > b",
                "$3 <= b and $3 >= b",
                "not $1.text == ho",
                "not [1, 2] == [1, 3]",
                "not [1, 2] == [1]",
                "[[1], {a: 2}] == [[1.0], {a: 2e0}]",
                "not {a: 1} == {a: 2}",
                "not {a: 1} == {b: 1}",
                "not {a: 1} == {a: 1, b: 1}",
                "not true == false",
                "$4 is bytes",
                "not $1 is bytes and $1 is object and $1.text is string and $2 is number",
                "$1.no is boolean and $1.list is array and $9 is null",
                "$4 == hex:00ff",
                "not $4 == hex:00fe",
                "[1, {b: $4}] has {b: $4} and not [$4] has {b: $4}",
                "$4.length == 2",
                "hex($4) == 00ff",
                "$hex( $4 ) == \"00ff\"",
                "base64($4)==\"AP8=\"",
                "$env.HOME_DIR ~ /home/*",
                "$pick(a, \"b c\", 'd') ~ ?*",
                "$random(3,3) == 3"
            })
    void theseHold(String condition) throws SyntaxException {
        assertThat(scope().meets(condition)).as(condition).isTrue();
        assertThat(scope().meets("not (" + condition + ")")).as(condition).isFalse();
    }

    @Test
    void samplesProbability() throws SyntaxException {
        Random random = new Random(3);
        int times = 0;
        for (int i = 0; i < 10_000; i++) {
            times += say(random).meets("12.5%") ? 1 : 0;
        }
        assertThat(times).isBetween(1100, 1400);
    }

    @Test
    void comparesDeeplyNestedValues() throws SyntaxException {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        assertThat(say(deep, deep).meets("$1 == $2")).isTrue();
        assertThat(say(deep, "[" + deep + "]").meets("$1 == $2")).isFalse();
        assertThat(say(nested(5000, "1"), nested(5000, "1.0")).meets("$1 == $2"))
                .isFalse();
        assertThat(say(nested(30, "1"), nested(30, "1.0")).meets("$1 == $2")).isTrue();
    }

    private static String nested(int depth, String number) {
        return "[{\"a\":".repeat(depth) + number + "}]".repeat(depth);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``               | 0  | a value is missing
                $1 ==            | 5  | a value is missing
                $1 = 2           | 3  | "=" is not a comparison
                $1 == 2 $2       | 8  | the condition ends before this
                ($1 == 2         | 8  | a closing parenthesis is missing
                $foo == 1        | 0  | unknown value $foo
                $1 == {a: $foo}  | 10 | unknown value $foo
                $1 == {a: }      | 10 | the value is invalid: expected a value
                $1 == {a: 1      | 6  | this value is not closed
                $1 is text       | 6  | there is no type "text"
                text             | 0  | "text" is not a condition
                "10%"            | 0  | ""10%"" is not a condition
                101%             | 0  | "101%" is not a condition
                hex($1           | 6  | a closing parenthesis is missing
                hex() == a       | 4  | a value is missing before ")"
                hex(1,2) == a    | 4  | hex does not take 2 values
                $1 == hex:0      | 6  | the argument is not hexadecimal
                """)
    void marksPositionOfError(String condition, int offset, String message) {
        SyntaxException error = catchThrowableOfType(SyntaxException.class, () -> scope().meets(condition));
        assertThat(error).hasMessageStartingWith(message);
        assertThat(error.offset()).isEqualTo(offset);
    }

    @Test
    void suggestsASimilarName() {
        SyntaxException error = catchThrowableOfType(SyntaxException.class, () -> scope().meets("$evnet == a"));
        assertThat(error.hint()).startsWith("$event? $1 $2 …, $args $auth ").contains(" $header");
    }

    @Test
    void knowsArgumentsOnlyIfTheScopeHasThem() {
        ExpressionParser parser = new ExpressionParser(word -> Arguments.NONE, List.of("n"), true);
        for (String value : List.of("$1", "$2.name", "$args", "\"no. $1\"")) {
            SyntaxException error = catchThrowableOfType(SyntaxException.class, () -> parser.condition(value));
            assertThat(error).hasMessageStartingWith("unknown value $");
            assertThat(error.hint()).isEqualTo("$n $now $uuid $env; $$ is a dollar sign");
        }
    }

    @Test
    void readsAnyNumberOfParenthesesThatAreNotNested() throws SyntaxException {
        assertThat(scope().meets("($1) and ".repeat(1000) + "$1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "hex(", "$pick(1,", "[", "{a:"})
    void boundsNesting(String opening) {
        assertThatThrownBy(() -> scope().meets(opening.repeat(100_000))).isInstanceOf(SyntaxException.class);
    }

    @Test
    void parsesOrFailsWithSyntaxError() {
        String[] parts = {
            "$1",
            "$",
            "${",
            "}",
            "{a:",
            "[",
            "]",
            "\"",
            "'",
            "(",
            ")",
            ",",
            " ",
            "not ",
            " and ",
            " or ",
            "==",
            "=",
            "~",
            "<=",
            " is ",
            " has ",
            "bytes",
            "hex(",
            "$random(",
            "$pick(",
            "1",
            "a",
            "10%",
            "\\",
            "é",
            "😀",
            "hex:0",
            "$env.x",
            "str:",
            "#",
            "\t",
            "\n",
            "((((((((((((((((((((((((",
            "pick(pick(pick(pick(pick(pick("
        };
        Property.holds(50_000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                say("{a: 1}", "hex:00").meets(text.toString());
            } catch (SyntaxException e) {
                assertThat(e.offset()).isBetween(0, text.length());
            } catch (EvaluationException e) {
                assertThat(e).hasMessageContaining("random takes whole numbers");
            }
        });
    }
}
