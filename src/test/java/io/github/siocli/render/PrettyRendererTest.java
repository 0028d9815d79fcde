package io.github.siocli.render;

import static io.github.siocli.render.SampleEvents.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrettyRendererTest {

    @Test
    void addsOnlyWhiteSpaceToLinesOfPipe() {
        for (Renderer lines : List.of(new JsonRenderer(true), new RawRenderer())) {
            String plain = rendered(lines, SampleEvents.all()) + rendered(lines, SampleEvents.attacks());
            Renderer pretty = new PrettyRenderer(lines, TextStyle.PLAIN);
            String text = rendered(pretty, SampleEvents.all()) + rendered(pretty, SampleEvents.attacks());
            assertThat(text.replaceAll("\\s", "")).isEqualTo(plain.replaceAll("\\s", ""));
            assertThat(text.lines().count()).isGreaterThan(plain.lines().count());
        }
    }

    @Test
    void keepsLinesThatFit() {
        Renderer pretty = new PrettyRenderer(new RawRenderer(), TextStyle.PLAIN);
        assertThat(rendered(pretty, SampleEvents.received("hello", SampleEvents.KEPT)))
                .isEqualTo("[\"hello\", {\"z\": 1, \"a\": 2.0, \"big\": 12345678901234567890.50, \"a\": 3}]\n");
    }

    @Test
    void coloursAndEscapesOnTerminal() {
        TextStyle terminal = new TextStyle(Palette.BASIC, true, true, () -> 80);
        String text = rendered(new PrettyRenderer(new JsonRenderer(false), terminal), SampleEvents.attacks());
        assertThat(text).contains(Palette.BASIC.start(TextRole.JSON_KEY) + "\"time\"");
        assertThat(text.replaceAll("\u001b\\[[0-9;]*m|\n", "").codePoints()).allMatch(TerminalText::isSafe);
    }
}
