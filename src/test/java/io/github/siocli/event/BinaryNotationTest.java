package io.github.siocli.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.json.Json;
import io.github.siocli.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryNotationTest {

    private static final List<String> KEYS = List.of(
            "\"$binary\"",
            "\"$escape\"",
            "\"\\u0024binary\"",
            "\"$\\u0065scape\"",
            "\"_placeholder\"",
            "\"num\"",
            "\"a\"");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"$binary":"AQ=="}                    | {"$escape":{"$binary":"AQ=="}}
                    {"$binary":"no Base64"}               | {"$escape":{"$binary":"no Base64"}}
                    { "\\u0024binary" : "" }              | {"$escape":{ "\\u0024binary" : "" }}
                    [{"x":{"$binary":"AQ=="}}]            | [{"x":{"$escape":{"$binary":"AQ=="}}}]
                    {"$escape":{}}                        | {"$escape":{"$escape":{}}}
                    {"$escape":{"$binary":"AQ=="}}        | {"$escape":{"$escape":{"$escape":{"$binary":"AQ=="}}}}
                    {"$binary":7}                         | {"$binary":7}
                    {"$binary":"AQ==","b":1}              | {"$binary":"AQ==","b":1}
                    {"$escape":[1]}                       | {"$escape":[1]}
                    "{\\"$binary\\":\\"AQ==\\"}"          | "{\\"$binary\\":\\"AQ==\\"}"
                    """)
    void escapesOrdinaryObjectsThatLookLikeBinaryValues(String ordinary, String written) throws Base64Exception {
        Arguments args = Arguments.of(Json.literal(ordinary));
        assertThat(args.toTexts()).containsExactly(written);
        assertThat(Arguments.ofText(List.of(Json.literal(written)))).isEqualTo(args);
    }

    @Test
    void writesBinaryValuesAtAnyDepth() throws Base64Exception {
        Attachment one = new Attachment(new byte[] {1});
        Arguments args = new Arguments(
                List.of(
                        Json.literal("{\"a\":[{\"_placeholder\":true,\"num\":0}],\"$binary\":\"AQ==\"}"),
                        Json.literal("{\"$binary\":\"AQ==\"}"),
                        Json.literal("{\"$escape\":{\"_placeholder\":true,\"num\":1}}")),
                List.of(one, one));
        List<String> written = List.of(
                "{\"a\":[{\"$binary\":\"AQ==\"}],\"$binary\":\"AQ==\"}",
                "{\"$escape\":{\"$binary\":\"AQ==\"}}",
                "{\"$escape\":{\"$escape\":{\"$binary\":\"AQ==\"}}}");
        assertThat(args.toTexts()).isEqualTo(written);
        assertThat(Arguments.ofText(written.stream().map(Json::literal).toList()))
                .isEqualTo(args);
    }

    @Test
    void readsBackEveryWrittenValue() {
        Property.holds(20_000, random -> {
            List<Attachment> attachments = new ArrayList<>();
            boolean binary = random.nextBoolean();
            List<Json> values = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                StringBuilder value = new StringBuilder();
                value(random, 5, binary, value, attachments);
                values.add(Json.literal(value.toString()));
            }
            Arguments args = new Arguments(
                    attachments.isEmpty()
                            ? values
                            : values.stream().map(BinaryNotationTest::respelled).toList(),
                    attachments);
            List<Json> written = args.toTexts().stream().map(Json::literal).toList();
            assertThat(Arguments.ofText(written)).isEqualTo(args);
        });
    }

    /** Returns the value with ordinary placeholders respelled; the test marks these by {@code "num":99}. */
    private static Json respelled(Json value) {
        return Json.literal(
                value.text().replace("\"_placeholder\":true,\"num\":99", "\"\\u005fplaceholder\":true,\"num\":99"));
    }

    private static void value(
            Random random, int depth, boolean binary, StringBuilder out, List<Attachment> attachments) {
        switch (random.nextInt(depth == 0 ? 3 : 7)) {
            case 0 -> out.append("\"AQ==\"");
            case 1 -> out.append(random.nextInt(3));
            case 2 -> {
                if (binary) {
                    out.append(Arguments.placeholder(attachments.size()).text());
                    attachments.add(new Attachment(new byte[] {(byte) random.nextInt()}));
                } else {
                    out.append("{\"_placeholder\":true,\"num\":99}");
                }
            }
            case 3 -> {
                out.append('[');
                value(random, depth - 1, binary, out, attachments);
                out.append(", ");
                value(random, depth - 1, binary, out, attachments);
                out.append(']');
            }
            default -> {
                out.append('{');
                for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0; i--) {
                    out.append(KEYS.get(random.nextInt(random.nextBoolean() ? 2 : KEYS.size() - 3)));
                    out.append(random.nextBoolean() ? ":" : " : ");
                    value(random, depth - 1, binary, out, attachments);
                    out.append(i > 1 ? "," : "");
                }
                out.append('}');
            }
        }
    }

    @Test
    void doesNotTakeOrdinaryPlaceholderForAttachment() throws Base64Exception {
        Json ordinary = Json.literal("{\"_placeholder\":true,\"num\":0}");
        assertThat(Arguments.ofText(List.of(ordinary)).values()).containsExactly(ordinary);
        Arguments mixed = Arguments.ofText(List.of(ordinary, Json.literal("{\"$binary\":\"AQ==\"}")));
        assertThat(mixed.attachments()).containsExactly(new Attachment(new byte[] {1}));
        assertThat(mixed.toTexts())
                .containsExactly("{\"\\u005fplaceholder\":true,\"num\":0}", "{\"$binary\":\"AQ==\"}");
        assertThat(mixed.isAmbiguous()).isTrue();
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(strings = {"{\"$escape\":", "[", "{\"a\":"})
    void takesLinearTimeForDeepNesting(String open) throws Base64Exception {
        int depth = 200_000;
        Json deep = Json.literal(
                open.repeat(depth) + "{\"$binary\":\"AQ==\"}" + (open.equals("[") ? "]" : "}").repeat(depth));
        Arguments args = Arguments.of(deep);
        assertThat(Arguments.ofText(List.of(Json.literal(args.toTexts().get(0)))))
                .isEqualTo(args);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    A!==      | unexpected "!" at character 2 of the Base64
                    AQ==AQ==  | unexpected "=" at character 3 of the Base64
                    AQ        | the padding is wrong at character 3 of the Base64
                    AQ=       | the padding is wrong at character 3 of the Base64
                    =         | the padding is wrong at character 1 of the Base64
                    AR==      | stray bits at character 2 of the Base64
                    AQJ=      | stray bits at character 3 of the Base64
                    A-_=      | unexpected "-" at character 2 of the Base64
                    `AQ==\n`  | unexpected "=" at character 3 of the Base64
                    `AQID\nAQ==` | unexpected "\\n" at character 5 of the Base64
                    A         | the padding is wrong at character 2 of the Base64
                    """)
    void rejectsInvalidBase64(String text, String problem) {
        String base64 = text.replace("\\n", "\n");
        assertThatThrownBy(() -> Attachment.ofBase64(base64))
                .isInstanceOf(Base64Exception.class)
                .hasMessage(problem);
    }

    @Test
    void readsBackWrittenBase64() {
        Property.holds(2_000, random -> {
            byte[] bytes = new byte[random.nextInt(50)];
            random.nextBytes(bytes);
            Attachment attachment = new Attachment(bytes);
            assertThat(Attachment.ofBase64(attachment.base64())).isEqualTo(attachment);
        });
    }
}
