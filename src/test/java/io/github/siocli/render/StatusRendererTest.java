package io.github.siocli.render;

import static io.github.siocli.render.SampleEvents.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.event.Transport;
import io.github.siocli.testing.Golden;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StatusRendererTest {

    private static final TextStyle COLOR = new TextStyle(Palette.BASIC, true, false, () -> 0);
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
    void showsOneLineForEachConnectionInPrompt() {
        Golden.check(
                "render/status-prompt.golden",
                rendered(StatusRenderer.ofPrompt(TextStyle.PLAIN, 0), SampleEvents.all()));
    }

    @Test
    void namesPendingUpgradeAndServerOnceInPrompt() {
        Event connected = upgrading("7Y07rnGDZqVhJTxvAAAB");
        String text = rendered(StatusRenderer.ofPrompt(TextStyle.PLAIN, 0), List.of(connected, connected));
        assertThat(text).isEqualTo("""
                connected to / (polling → websocket, Socket.IO 4.5+, sid 7Y07rn…)
                connected to / (polling → websocket, sid 7Y07rn…)
                """);
        assertThat(rendered(new StatusRenderer(TextStyle.PLAIN, 0), connected))
                .isEqualTo("connected to / (polling, sid 7Y07rnGDZqVhJTxvAAAB)\n");
    }

    private static Event upgrading(String sid) {
        NamespaceConnected sample =
                (NamespaceConnected) SampleEvents.lifecycle().get(2);
        return new NamespaceConnected(
                sample.time(),
                "/",
                sid,
                Transport.POLLING,
                sample.handshake(),
                Optional.empty(),
                Optional.of(Transport.WEBSOCKET));
    }

    @Test
    void showsEndOfAllNamespacesAndReconnectionOnOneLineInPrompt() {
        Event scheduled = new ReconnectScheduled(SampleEvents.NOON, 1, OptionalInt.of(5), Duration.ofMillis(1_200));
        Event failed = SampleEvents.lifecycle().get(5);
        List<Event> events =
                List.of(lost("/", 1), lost("/chat", 2), scheduled, failed, scheduled, failed, lost("/", 0));
        assertThat(rendered(StatusRenderer.ofPrompt(TextStyle.PLAIN, 0), events))
                .isEqualTo("""
                disconnected from /, /chat: the server closed the session, 3 acks will not arrive; \
                retrying in 1.2 s (attempt 1 of 5)
                could not connect: TCP: nothing listens on 127.0.0.1:3999 (connection refused); \
                retrying in 1.2 s (attempt 1 of 5)
                  try: start the server or correct the port; a container must publish its port
                could not connect: TCP: nothing listens on 127.0.0.1:3999 (connection refused)
                disconnected from /: the server closed the session (transport close)
                """);
    }

    private static Event lost(String nsp, int pendingAcks) {
        return new NamespaceDisconnected(SampleEvents.NOON, nsp, DisconnectReason.SESSION_CLOSED, "", pendingAcks);
    }

    @Test
    void coloursRoutineAndProblemsDifferently() {
        String text = rendered(new StatusRenderer(COLOR, 1), SampleEvents.all());
        Golden.check("render/status-color.golden", Golden.visible(text));
        assertThat(text.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(rendered(new StatusRenderer(TextStyle.PLAIN, 1), SampleEvents.all()));
    }

    @Test
    void breaksLongLinesOfTerminalBetweenWords() {
        TextStyle terminal = new TextStyle(null, true, true, () -> 80);
        String plain = rendered(new StatusRenderer(TextStyle.PLAIN, 1), SampleEvents.lifecycle());
        String text = rendered(new StatusRenderer(terminal, 1), SampleEvents.lifecycle());
        assertThat(text.lines().filter(line -> DisplayWidth.of(line) > 80)).allMatch(line -> line.contains("4444"));
        assertThat(text.replaceAll("\\s+", " ")).isEqualTo(plain.replaceAll("\\s+", " "));
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
