package io.github.siocli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.siocli.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {

    private static final int DEEP = 1_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[[],{}]",
                "\"\"",
                "\"\\u00e9\\/\"",
                "0",
                "-0",
                "-0.0e-0",
                "10E+2",
                "true",
                "{ \"a\" : [ 1 , 2 ] , \"b\" : null }",
                "{\"z\":1,\"a\":2.0,\"big\":12345678901234567890.50,\"a\":3}"
            })
    void findsTheEndOfAValue(String json) throws JsonSyntaxException {
        assertThat(JsonScanner.skipValue(utf8(json), 0)).isEqualTo(json.length());
        assertThat(JsonScanner.skipValue(utf8("x" + json + ","), 1)).isEqualTo(json.length() + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{a:1}       | 1 | expected a key in double quotes",
                "{\"a\" 1}   | 5 | expected ':' after the key",
                "{\"a\":1 2} | 7 | expected ',' or '}'",
                "{\"a\":1,}  | 7 | expected a key in double quotes",
                "[1,]        | 3 | expected a value",
                "[1 2]       | 3 | expected ',' or ']'",
                "[1}         | 2 | expected ',' or ']'",
                "[,]         | 1 | expected a value",
                "nul!        | 3 | expected a value",
                "nope        | 1 | expected a value",
                "'a'         | 0 | expected a value",
                "+1          | 0 | expected a value",
                ".5          | 0 | expected a value",
                "1.e5        | 2 | expected a digit after the decimal point",
                "1e,         | 2 | expected a digit in the exponent",
                "\"\\x\"     | 2 | unknown escape",
                "\"\\u12g4\" | 5 | expected four hexadecimal digits",
                "/**/1       | 0 | expected a value"
            })
    void reportsThePositionAndTheProblem(String text, int offset, String message) {
        JsonSyntaxException error = errorIn(text);
        assertThat(error).hasMessage(message);
        assertThat(error.offset()).isEqualTo(offset);
        assertThat(error.incomplete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~          | expected a value",
                "{           | expected a key or '}'",
                "{\"a\":1,   | expected a key",
                "{\"a        | the string is not closed",
                "{\"a\"      | expected ':' after the key",
                "{\"a\":     | expected a value",
                "{\"a\":1    | the object is not closed",
                "[           | expected a value or ']'",
                "[1          | the array is not closed",
                "[1,         | expected a value",
                "tru         | expected a value",
                "-           | expected a value",
                "1.          | expected a digit after the decimal point",
                "1e+         | expected a digit in the exponent",
                "\"\\        | the string is not closed",
                "\"\\u12     | the string is not closed"
            })
    void reportsATextThatEndsTooEarlyAsIncomplete(String text, String message) {
        JsonSyntaxException error = errorIn(text);
        assertThat(error).hasMessage(message);
        assertThat(error.offset()).isEqualTo(text.length());
        assertThat(error.incomplete()).isTrue();
    }

    @Test
    void refusesControlCharactersInStrings() {
        JsonSyntaxException error = errorIn("\"a\u001b\"");
        assertThat(error).hasMessage("a control character in a string must be escaped");
        assertThat(error.offset()).isEqualTo(2);
    }

    @Test
    void keepsTheTextOfElements() throws JsonSyntaxException {
        assertThat(JsonScanner.elements(utf8("2[ 1.0 ,\"a,]\" , {\"b\" : [ ] }\n]\n"), 1))
                .extracting(Json::text)
                .containsExactly("1.0", "\"a,]\"", "{\"b\" : [ ] }");
        assertThat(JsonScanner.elements(utf8(" [ ]"), 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}     | 0 | expected an array         | false",
                "[1]x   | 3 | unexpected text after the array | false",
                "[1,]   | 3 | expected a value          | false",
                "[1 2]  | 3 | expected ',' or ']'       | false",
                "[1     | 2 | the array is not closed   | true",
                "[1,    | 3 | expected a value          | true"
            })
    void refusesTextAfterElements(String text, int offset, String message, boolean incomplete) {
        JsonSyntaxException error =
                catchThrowableOfType(JsonSyntaxException.class, () -> JsonScanner.elements(utf8(text), 0));
        assertThat(error).hasMessage(message);
        assertThat(error.offset()).isEqualTo(offset);
        assertThat(error.incomplete()).isEqualTo(incomplete);
    }

    @Test
    void readsAMillionLevels() throws JsonSyntaxException {
        String deep = "[".repeat(DEEP) + "]".repeat(DEEP);
        assertThat(JsonScanner.skipValue(utf8(deep), 0)).isEqualTo(2 * DEEP);
        assertThat(JsonScanner.elements(utf8(deep), 0)).hasSize(1);
        String objects = "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP);
        assertThat(JsonScanner.skipValue(utf8(objects), 0)).isEqualTo(objects.length());
        assertThat(errorIn("[".repeat(DEEP)).incomplete()).isTrue();
    }

    @Test
    void slicesValidJsonExactly() {
        Property.holds(20_000, random -> {
            RandomJson maker = new RandomJson(random);
            List<String> values = new ArrayList<>();
            StringBuilder array = new StringBuilder("[").append(maker.space());
            for (int i = random.nextInt(4); i >= 0; i--) {
                String value = maker.value();
                assertThat(JsonScanner.skipValue(utf8(value + " "), 0))
                        .as(value)
                        .isEqualTo(utf8(value).length);
                values.add(value);
                array.append(value)
                        .append(maker.space())
                        .append(i > 0 ? "," : "")
                        .append(maker.space());
            }
            assertThat(JsonScanner.elements(utf8(array.append(']').toString()), 0))
                    .extracting(Json::text)
                    .isEqualTo(values);
        });
    }

    @Test
    void reportsAnyPrefixOfAValueAsIncompleteUnlessItIsAValue() {
        Property.holds(5_000, random -> {
            String value = new RandomJson(random).value();
            String beginning = value.substring(0, random.nextInt(value.length()));
            try {
                Json.parse(beginning);
            } catch (JsonSyntaxException e) {
                assertThat(e.incomplete()).as(beginning).isTrue();
                assertThat(e.offset()).as(beginning).isEqualTo(beginning.length());
            }
        });
    }

    @Test
    void acceptsTheSameTextAsJackson() {
        int[] accepted = new int[2];
        int runs = Property.holds(40_000, random -> {
            RandomJson maker = new RandomJson(random);
            String text = maker.spoiled(maker.space() + maker.value() + maker.space());
            boolean ours = isJson(text);
            assertThat(ours).as(text).isEqualTo(JacksonParser.isJson(text));
            accepted[ours ? 1 : 0]++;
        });
        assertThat(accepted[0]).isGreaterThan(runs / 8);
        assertThat(accepted[1]).isGreaterThan(runs / 8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isJson(String text) {
        try {
            Json.parse(text);
            return true;
        } catch (JsonSyntaxException e) {
            assertThat(e.offset()).isBetween(0, text.length());
            return false;
        }
    }

    private static JsonSyntaxException errorIn(String text) {
        return catchThrowableOfType(JsonSyntaxException.class, () -> JsonScanner.skipValue(utf8(text), 0));
    }
}
