package io.github.siocli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.json.Json;
import io.github.siocli.text.Utf8Builder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AckValuesRendererTest {

    private static final TextStyle TERMINAL = new TextStyle(null, true, true, () -> 80);

    @Test
    void writesEachValueOnOneLine() {
        assertThat(rendered(TextStyle.PLAIN, false, false, "{\"a\":\n[1]}", "2"))
                .isEqualTo("{\"a\": [1]}\n2\n");
    }

    @Test
    void prettyPrintsInPipeToo() {
        String wide = "\"" + "x".repeat(80) + "\u009b\\u00e9\"";
        assertThat(rendered(TextStyle.PLAIN, false, true, "{\"a\":[1.0,{}]}", "{\"a\":" + wide + "}", "2"))
                .isEqualTo("{\"a\": [1.0, {}]}\n{\n  \"a\": " + wide + "\n}\n2\n");
    }

    @Test
    void showsReadableColouredValuesOnTerminalOnly() {
        TextStyle color = new TextStyle(Palette.BASIC, true, true, () -> 80);
        String value = "{\"name\":\"Jos\\u00e9\"}";
        assertThat(rendered(color, false, false, value))
                .contains(Palette.BASIC.start(TextRole.JSON_STRING) + "\"José\"");
        assertThat(rendered(TextStyle.PLAIN, false, false, value)).isEqualTo(value + "\n");
    }

    @Test
    void beginsEachValueWithTimestamp() {
        assertThat(rendered(TextStyle.PLAIN, true, false, "1", "2")).isEqualTo("00:00:00.000 1\n00:00:00.000 2\n");
    }

    /** A JSON string may contain U+009B raw, which begins a control sequence on some terminals. */
    @Test
    void escapesValuesOnTerminalOnly() {
        assertThat(rendered(TERMINAL, false, false, "\"\u009b2J\"")).isEqualTo("\"\\u009b2J\"\n");
        assertThat(rendered(TextStyle.PLAIN, false, false, "\"\u009b2J\"")).isEqualTo("\"\u009b2J\"\n");
    }

    private static String rendered(TextStyle style, boolean timestamps, boolean pretty, String... values) {
        Json[] args = new Json[values.length];
        for (int i = 0; i < values.length; i++) {
            args[i] = Json.literal(values[i]);
        }
        HumanOptions options = new HumanOptions(
                () -> ZoneOffset.UTC,
                timestamps ? Optional.of(TimestampFormat.TIME) : Optional.empty(),
                false,
                pretty,
                false,
                Optional.of("-v shows all"),
                false);
        Utf8Builder out = new Utf8Builder();
        new AckValuesRenderer(style, options, (event, text) -> text.append("other"))
                .render(new AckReceived(Instant.EPOCH, "/", 0, Arguments.of(args), Optional.empty()), out);
        return out.toString();
    }
}
