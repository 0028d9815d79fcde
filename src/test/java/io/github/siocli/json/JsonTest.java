package io.github.siocli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.siocli.testing.Property;
import io.github.siocli.text.Utf8Builder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void keepsTheTextWithoutSurroundingSpace() throws JsonSyntaxException {
        String text = "{\"z\":1, \"a\" :2.0,\"big\":12345678901234567890.50,\"a\":\"\\u0041\"}";
        Json json = Json.parse("\r\n\t " + text + " \n");
        assertThat(json.text()).isEqualTo(text);
        assertThat(json).hasToString(text).isEqualTo(Json.parse(text)).hasSameHashCodeAs(Json.parse(text));
        assertThat(json).isNotEqualTo(Json.parse("{}"));
    }

    @Test
    void refusesTextAfterTheValue() {
        assertThatThrownBy(() -> Json.parse("01")).isInstanceOfSatisfying(JsonSyntaxException.class, e -> {
            assertThat(e).hasMessage("unexpected text after the value");
            assertThat(e.offset()).isEqualTo(1);
            assertThat(e.incomplete()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | OBJECT",
                "[] | ARRAY",
                "\"\" | STRING",
                "-1 | NUMBER",
                "0 | NUMBER",
                "true | BOOLEAN",
                "false | BOOLEAN",
                "null | NULL"
            })
    void returnsTheKind(String text, Json.Kind kind) throws JsonSyntaxException {
        assertThat(Json.parse(text).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "-0", "-1.50", "12e3", "12345678901234567890"})
    void recognizesNumbers(String text) {
        assertThat(Json.isNumber(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "01", "1 ", " 1", "1x", "/", ":", "a", "[1]", "\"1\"", "true"})
    void takesNoOtherTextForANumber(String text) {
        assertThat(Json.isNumber(text)).isFalse();
    }

    @Test
    void readsTheMembersOfASliceInTheirOrderAndTheLastValueOfAKey() throws JsonSyntaxException {
        Json object = Json.parse("[{ \"b\" : [1,{}] , \"\\u0061 }\" :\"}\",\"b\":2 },{ }]")
                .elements()
                .get(0);
        assertThat(object.members())
                .containsExactly(entry("b", Json.literal("2")), entry("a }", Json.literal("\"}\"")));
        assertThat(Json.literal("{ }").members()).isEmpty();
    }

    @Test
    void findsAsciiTextInsideOfTheSliceOnly() throws JsonSyntaxException {
        Json value = Json.parse("[\"x\", \"aaab\",\"c\"]").elements().get(1);
        assertThat(value.size()).isEqualTo(6);
        for (String present : new String[] {"\"aaab\"", "aab", "b\"", "\""}) {
            assertThat(value.contains(present)).as(present).isTrue();
        }
        for (String absent : new String[] {" \"a", "b\",", "ab,", "aaaa", "x", ","}) {
            assertThat(value.contains(absent)).as(absent).isFalse();
        }
    }

    @Test
    void escapesOnlyWhatJsonRequires() {
        assertThat(Json.string("a\"\\/\b\f\n\r\t\u0000\u001b\u007fé😀").text())
                .isEqualTo("\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001b\u007fé😀\"");
        assertThat(Json.string("\ud800x\udc00\ud83d\ude00\ud800").text()).isEqualTo("\"\\ud800x\\udc00😀\\ud800\"");
    }

    @Test
    void decodesEscapes() throws JsonSyntaxException {
        assertThat(Json.parse("\"x\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\uD83D\\uDE00y\"")
                        .stringValue())
                .isEqualTo("x\"\\/\b\f\n\r\tA😀y");
    }

    @Test
    void refusesToReadAValueAsOneOfAnotherKind() {
        Json number = Json.literal("1");
        assertThatThrownBy(number::stringValue).hasMessage("not of kind STRING: 1");
        assertThatThrownBy(number::members).hasMessage("not of kind OBJECT: 1");
        assertThatThrownBy(number::elements).hasMessage("not of kind ARRAY: 1");
        assertThatThrownBy(() -> Json.literal("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void restoresQuotedStrings() {
        Property.holds(20_000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                int range = new int[] {0x30, 0x80, 0x3000, 0x10000}[random.nextInt(4)];
                text.append((char) (random.nextBoolean() ? random.nextInt(range) : 0xd7f0 + random.nextInt(0x900)));
            }
            String quoted = Json.string(text.toString()).text();
            assertThat(Json.parse(quoted).stringValue()).isEqualTo(text.toString());
            assertThat(JacksonParser.isJson(quoted)).as(quoted).isTrue();
        });
    }

    @Test
    void replacesLineBreaksBetweenTokensBySpaces() throws JsonSyntaxException {
        Json json = Json.parse("[1,\r\n\t\"a\\n\"\n]");
        assertThat(json.oneLine()).isEqualTo("[1,  \t\"a\\n\" ]");
        Utf8Builder line = new Utf8Builder().append("\n");
        json.appendOneLineTo(line);
        assertThat(line).hasToString("\n[1,  \t\"a\\n\" ]");
    }
}
