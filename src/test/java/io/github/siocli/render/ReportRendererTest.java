package io.github.siocli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.json.Json;
import io.github.siocli.render.Report.Field;
import io.github.siocli.text.Utf8Builder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportRendererTest {

    private static final Report TABLE = new Report(
            "namespace",
            List.of(
                    List.of(Field.of("nsp", "/"), Field.of("sid", "abc"), Field.of("state", "connected")),
                    List.of(Field.of("nsp", "/日本"), Field.of("sid", ""), Field.of("state", "refused \u001b[31m"))),
            "none");
    private static final Report LIST = Report.of(
            "status",
            List.of(
                    Field.of("max_payload", "976.6 KiB").withValue(Json.literal("1000000")),
                    Field.of("reconnections", 2)));

    @Test
    void rendersRowsAsTable() {
        assertThat(text(TABLE, TextStyle.PLAIN, false)).isEqualTo("""
                nsp    sid  state
                /      abc  connected
                /日本       refused \\u001b[31m
                """);
    }

    @Test
    void rendersSingleRowAsList() {
        assertThat(text(LIST, TextStyle.PLAIN, false)).isEqualTo("""
                max payload    976.6 KiB
                reconnections  2
                """);
    }

    @Test
    void rendersEmptyTextWithoutRows() {
        assertThat(text(new Report("x", List.of(), "no settings"), TextStyle.PLAIN, false))
                .isEqualTo("no settings\n");
        assertThat(text(new Report("x", List.of(), "no settings"), TextStyle.PLAIN, true))
                .isEmpty();
    }

    @Test
    void rendersRowsAsJsonObjects() {
        assertThat(text(TABLE, TextStyle.PLAIN, true)).isEqualTo("""
                {"type":"namespace","nsp":"/","sid":"abc","state":"connected"}
                {"type":"namespace","nsp":"/日本","sid":"","state":"refused \\u001b[31m"}
                """);
        assertThat(text(LIST, TextStyle.PLAIN, true))
                .isEqualTo("{\"type\":\"status\",\"max_payload\":1000000,\"reconnections\":2}\n");
    }

    @Test
    void prettyPrintsJsonThatDoesNotFit() {
        Utf8Builder out = new Utf8Builder();
        new ReportRenderer(new TextStyle(null, true, true, () -> 60), true, true).render(TABLE, out);
        assertThat(out).hasToString("""
                {
                  "type": "namespace",
                  "nsp": "/",
                  "sid": "abc",
                  "state": "connected"
                }
                {
                  "type": "namespace",
                  "nsp": "/日本",
                  "sid": "",
                  "state": "refused \\u001b[31m"
                }
                """);
    }

    @Test
    void coloursTablesLikeEvents() {
        TextStyle color = new TextStyle(Palette.BASIC, true, true, () -> 80);
        String text = text(TABLE, color, false) + text(LIST, color, false);
        assertThat(text)
                .contains(Palette.BASIC.start(TextRole.NAMESPACE) + "/日本")
                .contains(Palette.BASIC.start(TextRole.CLIENT) + "abc")
                .contains(Palette.BASIC.start(TextRole.JSON_NUMBER) + "2");
        assertThat(text.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(text(TABLE, color.withoutColor(), false) + text(LIST, color.withoutColor(), false));
    }

    @Test
    void cutsLinesOnNarrowTerminal() {
        TextStyle narrow = new TextStyle(null, true, true, () -> 14);
        assertThat(text(TABLE, narrow, false).lines()).allMatch(line -> DisplayWidth.of(line) <= 14);
        assertThat(text(LIST, narrow, false)).startsWith("max payload");
    }

    private static String text(Report report, TextStyle style, boolean json) {
        Utf8Builder out = new Utf8Builder();
        new ReportRenderer(style, json, false).render(report, out);
        return out.toString();
    }
}
