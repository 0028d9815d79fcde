package io.github.siocli.render;

import static io.github.siocli.render.SampleEvents.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Event;
import io.github.siocli.testing.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusRendererTest {

    private static final TextStyle COLOR = new TextStyle(Palette.BASIC, true, true, () -> 80);
    private static final TextStyle ASCII = new TextStyle(null, false, true, () -> 80);

    @Test
    void showsEssentialEventsByDefault() {
        Golden.check("render/status.golden", rendered(new StatusRenderer(TextStyle.PLAIN, 0), SampleEvents.all()));
    }

    @Test
    void showsSessionsAndUpgradesIfVerbose() {
        Golden.check(
                "render/status-verbose.golden", rendered(new StatusRenderer(TextStyle.PLAIN, 1), SampleEvents.all()));
    }

    @Test
    void showsHandshakeOnceInPrompt() {
        Golden.check(
                "render/status-prompt.golden",
                rendered(StatusRenderer.ofPrompt(TextStyle.PLAIN, 0), SampleEvents.all()));
    }

    @Test
    void coloursRoutineAndProblemsDifferently() {
        String text = rendered(new StatusRenderer(COLOR, 1), SampleEvents.all());
        Golden.check("render/status-color.golden", Golden.visible(text));
        assertThat(text.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(rendered(new StatusRenderer(TextStyle.PLAIN, 1), SampleEvents.all()));
    }

    @Test
    void usesOnlyAsciiWithoutUnicode() {
        assertThat(rendered(new StatusRenderer(ASCII, 1), SampleEvents.all()).codePoints())
                .allMatch(c -> c < 0x7f);
    }

    @Test
    void showsHintOnceForConsecutiveFailures() {
        Event failed = SampleEvents.lifecycle().get(5);
        Event connected = SampleEvents.lifecycle().get(2);
        String text = rendered(new StatusRenderer(TextStyle.PLAIN, 0), List.of(failed, failed, connected, failed));
        assertThat(text.split("  try: ")).hasSize(3);
    }

    @Test
    void escapesTextFromTheNetwork() {
        String text = rendered(new StatusRenderer(TextStyle.PLAIN, 1), SampleEvents.attacks());
        Golden.check("render/status-attacks.golden", text);
        assertThat(text.replace("\n", "").codePoints()).allMatch(TerminalText::isSafe);
    }
}
