package io.github.siocli.render;

import static io.github.siocli.render.SampleEvents.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Event;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.text.Utf8Builder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalSafeRendererTest {

    @Test
    void keepsJsonValuesOfLines() throws JsonSyntaxException {
        Renderer raw = new RawRenderer();
        Renderer safe = new TerminalSafeRenderer(raw);
        Event event = SampleEvents.received(
                "\u202e\u009b\n", "\"\u001f\u0080\udb40\udc41é😀\"".replace("\u001f", "\\u001f"), "[1,\t2]");
        assertThat(rendered(raw, event)).isEqualTo("[\"\u202e\u009b\\n\",\"\\u001f\u0080\udb40\udc41é😀\",[1,\t2]]\n");
        assertThat(rendered(safe, event))
                .isEqualTo("[\"\\u202e\\u009b\\n\",\"\\u001f\\u0080\\udb40\\udc41é😀\",[1, 2]]\n");
        assertThat(Json.parse("\"\\udb40\\udc41\\u009b\"").stringValue()).isEqualTo("\udb40\udc41\u009b");
    }

    @Test
    void escapesUnsafeCharactersAndKeepsLines() {
        for (Renderer renderer : List.of(new JsonRenderer(true), new RawRenderer())) {
            String text = rendered(new TerminalSafeRenderer(renderer), SampleEvents.attacks());
            assertThat(text.lines())
                    .hasSameSizeAs(rendered(renderer, SampleEvents.attacks()).split("\n"));
            assertThat(text.replace("\n", "").codePoints()).allMatch(TerminalText::isSafe);
        }
    }

    @Test
    void keepsEarlierTextOfBuilder() {
        Utf8Builder out = new Utf8Builder().append("\u001b[1m\n");
        new TerminalSafeRenderer(new RawRenderer()).render(SampleEvents.received("\u009b"), out);
        assertThat(out).hasToString("\u001b[1m\n[\"\\u009b\"]\n");
    }

    @Test
    void keepsSafeLinesUnchanged() {
        assertThat(rendered(new TerminalSafeRenderer(new JsonRenderer(true)), SampleEvents.data()))
                .isEqualTo(rendered(new JsonRenderer(true), SampleEvents.data()).replace('\t', ' '));
    }
}
