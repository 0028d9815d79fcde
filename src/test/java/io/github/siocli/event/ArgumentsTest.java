package io.github.siocli.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.text.Utf8Builder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    private static final Attachment THREE = new Attachment(new byte[] {1, 2, 3});
    private static final Attachment NOTHING = new Attachment(new byte[0]);

    @Test
    void keepsTextOfTheWireWithoutBinaryValues() throws JsonSyntaxException {
        Arguments args = args(List.of(), "{\"_placeholder\":true,\"num\":0}", "2.0");
        assertThat(args.isBinary()).isFalse();
        assertThat(args.texts(Attachment::base64)).containsExactly("{\"_placeholder\":true,\"num\":0}", "2.0");
    }

    @Test
    void replacesPlaceholderByAttachmentWithItsNumber() throws JsonSyntaxException {
        Arguments args = args(
                List.of(THREE, NOTHING),
                "{\"a\":{\"_placeholder\":true,\"num\":1},\"z\":2.0}",
                "\"text\"",
                "[{\"_placeholder\":true,\"num\":0}]");
        assertThat(args.isBinary()).isTrue();
        assertThat(args.texts(attachment -> "<" + attachment.size() + ">"))
                .containsExactly("{\"a\":<0>,\"z\":2.0}", "\"text\"", "[<3>]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"num\":0,\"_placeholder\":true}",
                "{\"_placeholder\":true,\"more\":[{}],\"num\":0}",
                "{ \"_placeholder\" : true ,\n\"num\" : 0 }",
                "{\t\"num\":\r\n0 , \"_placeholder\":true }"
            })
    void findsPlaceholderWithAnyOrderSpaceAndOtherMembers(String placeholder) throws JsonSyntaxException {
        assertThat(args(List.of(THREE), placeholder).texts(Attachment::base64)).containsExactly("AQID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true,\"num\":1}",
                "{\"_placeholder\":true,\"num\":-1}",
                "{\"_placeholder\":true,\"num\":99999999999}",
                "{\"_placeholder\":false,\"num\":0}",
                "{\"_placeholder\":true,\"num\":0.5}",
                "\"{\\\"_placeholder\\\":true,\\\"num\\\":0}\""
            })
    void keepsObjectsThatOnlyLookLikePlaceholders(String text) throws JsonSyntaxException {
        assertThat(args(List.of(THREE), text).texts(Attachment::base64)).containsExactly(text);
    }

    @Test
    void insertsReplacementLiterally() throws JsonSyntaxException {
        assertThat(args(List.of(THREE), "{\"_placeholder\":true,\"num\":0}").texts(attachment -> "$1\\"))
                .containsExactly("$1\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true,\"num\":0}",
                "{\"_placeholder\":true,\"num\":1}",
                "{\"_placeholder\":true,\"num\":7}",
                "{\"_placeholder\":true,\"num\":12345678901}",
                "{\"_placeholder\":true,\"num\":0\n}",
                "{\"num\":1,\"_placeholder\":true}",
                "{\"a\":\n[{\"_placeholder\":true,\"num\":1},{\"$binary\":\"AA==\"}]}",
                "{\"$binary\":\"AA==\"}",
                "\"{\"",
                "[]"
            })
    void appendsTheTextOfAnArgumentOnOneLine(String json) throws JsonSyntaxException {
        Json value = Json.parse(json);
        for (List<Attachment> attachments : List.of(List.<Attachment>of(), List.of(THREE), List.of(THREE, NOTHING))) {
            Arguments args = new Arguments(List.of(value), attachments);
            Utf8Builder out = new Utf8Builder().append("x");
            args.appendText(value, out);
            assertThat(out).hasToString("x" + args.toText(value).replace('\n', ' '));
        }
    }

    @Test
    void copiesItsLists() {
        List<Json> values = new ArrayList<>(List.of(Json.string("a")));
        Arguments args = new Arguments(values, List.of());
        values.clear();
        assertThat(args).isEqualTo(Arguments.of(Json.string("a")));
        assertThat(Arguments.NONE.values()).isEmpty();
    }

    @Test
    void comparesAttachmentsByTheirBytes() {
        assertThat(THREE)
                .isEqualTo(new Attachment(new byte[] {1, 2, 3}))
                .hasSameHashCodeAs(new Attachment(new byte[] {1, 2, 3}))
                .isNotEqualTo(NOTHING)
                .hasToString("3 bytes");
    }

    private static Arguments args(List<Attachment> attachments, String... values) throws JsonSyntaxException {
        List<Json> parsed = new ArrayList<>();
        for (String value : Arrays.asList(values)) {
            parsed.add(Json.parse(value));
        }
        return new Arguments(parsed, attachments);
    }
}
