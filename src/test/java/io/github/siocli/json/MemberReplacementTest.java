package io.github.siocli.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberReplacementTest {

    private static Json replace(Json value) {
        return value.replaceMembers(
                (utf8, from, to) -> new String(utf8, from, to - from, StandardCharsets.UTF_8).equals("key"), "\"***\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"key\":\"s\"}                               | {\"key\":\"***\"}",
                "{\"a\" : 1, \"key\" : \"s\\\"\" ,\"b\":[2 ]}  | {\"a\" : 1, \"key\" : \"***\" ,\"b\":[2 ]}",
                "[{\"a\":{\"key\":7}},{\"key\":-1.5e3}]        | [{\"a\":{\"key\":\"***\"}},{\"key\":\"***\"}]",
                "{\"key\":{\"key\":[{\"key\":1}]},\"key\":[2]} | {\"key\":\"***\",\"key\":\"***\"}",
                "{\"\\u006bey\":\"s\",\"k\\u0065y\":\"s\"}     | {\"\\u006bey\":\"***\",\"k\\u0065y\":\"***\"}",
                "\"{\\\"key\\\":\\\"s\\\",\\\"a\\\":1}\"       | \"{\\\"key\\\":\\\"***\\\",\\\"a\\\":1}\"",
                "{\"a\":\"[{\\\"key\\\" :7}]\"}                | {\"a\":\"[{\\\"key\\\" :\\\"***\\\"}]\"}",
                "{\"ключ\":\"ü\",\"key\":\"ü\",\"b\":\"ü\"}    | {\"ключ\":\"ü\",\"key\":\"***\",\"b\":\"ü\"}",
            })
    void replacesValueOfMatchingKeyAtAnyDepth(String json, String expected) {
        assertThat(replace(Json.literal(json)).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "\"key\"",
                "[\"key\",\":\",{}]",
                "{\"other\":\"key\",\"keys\":1,\"a\":\"key\\\":\"}",
                "{\"key\":true,\"a\":{\"key\":null},\"b\":[{\"key\":\"\"},{\"key\":{}},{\"key\":[]},{\"key\":false}]}",
                "{\"a\":\"{\\\"key\\\":no json\"}",
            })
    void returnsSameObjectIfNothingIsReplaced(String json) {
        Json value = Json.literal(json);
        assertThat(replace(value)).isSameAs(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " {\"key\":\"s\"}",
                "\n\t{\"key\":\"s\"}\n",
                "\ufeff{\"key\":\"s\"}",
                "{\"a\":1}\n{\"key\":\"s\"}\n",
                "{\"key\"\n:\n\"s\"}",
                "[\"{\\\"key\\\":\\\"s\\\"}\"]",
                "\"{\\\"key\\\":\\\"s\\\"}\"",
            })
    void replacesInStringsThatContainJson(String content) {
        Json masked = Json.string(content.replaceFirst("(\\\\?\")s(\\\\?\")", "$1***$2"));
        assertThat(replace(Json.string(content)).text()).isEqualTo(masked.text());
        assertThat(replace(Json.literal("[" + Json.string(content).text() + "]"))
                        .text())
                .isEqualTo("[" + masked.text() + "]");
        // As some serializers write them, for example that of .NET.
        String escaped = Json.string(content).text().replace("\\\"", "\\u0022").replace(":", "\\u003a");
        assertThat(replace(Json.literal(escaped)).text()).contains("***").doesNotContain("u0022s");
    }

    @Test
    void keepsStringsThatAreOnlyPartlyJson() {
        Json text = Json.string("{\"key\":\"s\"} and more");
        assertThat(replace(text)).isSameAs(text);
    }

    @Test
    void replacesSliceOfPacket() throws JsonSyntaxException {
        byte[] packet = "[{\"key\":\"s\"},{\"a\":1}]".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonScanner.elements(packet, 0).stream()
                        .map(MemberReplacementTest::replace)
                        .toList())
                .containsExactly(Json.literal("{\"key\":\"***\"}"), Json.literal("{\"a\":1}"));
    }

    @Test
    void readsDeepNestingInOnePass() {
        int depth = 200_000;
        String nested = "{\"key\":".repeat(depth) + "1" + "}".repeat(depth);
        assertThat(replace(Json.literal("[{\"a\":" + nested + "}]")).text()).isEqualTo("[{\"a\":{\"key\":\"***\"}}]");
    }
}
