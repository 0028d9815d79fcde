package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.command.option.OutputOptions.DataSettings;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.OutputOptions.OutputFormat;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Interrupts;
import io.github.siocli.output.StandardStreams;
import io.github.siocli.output.TerminalInfo;
import io.github.siocli.secret.Redaction;
import io.github.siocli.shell.Interpreter;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PromptDisplayTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final RecordingPrompt prompt = new RecordingPrompt();
    private final PromptDisplay display;

    PromptDisplayTest() throws FailureException {
        display = PromptDisplay.open(environment(), prompt, output(OutputFormat.HUMAN));
    }

    @Test
    void printsEventsAbovePromptInWholeLines() throws FailureException {
        display.show(event("hello"), true);
        display.show(event("hidden"), false);
        assertThat(prompt.text).isEmpty();
        display.flush();
        assertThat(prompt.text).hasToString("<- hello 1\n");
        assertThat(prompt.prints).isEqualTo(1);
    }

    @Test
    void countsSuppressedEventsAtTheirPlace() throws FailureException {
        AtomicLong now = new AtomicLong();
        PromptDisplay timed = PromptDisplay.open(environment(), prompt, output(OutputFormat.HUMAN), now::get);
        for (int i = 0; i < 105; i++) {
            timed.show(event("a"), true);
        }
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        for (int i = 0; i < 12; i++) {
            timed.show(event("b"), true);
        }
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        timed.show(event("c"), true);
        timed.flush();
        String note = " more events, not shown; last 50 shows some, record FILE keeps all\n";
        assertThat(prompt.text)
                .hasToString(
                        "<- a 1\n".repeat(100) + "... 5" + note + "<- b 1\n".repeat(10) + "... 2" + note + "<- c 1\n");
    }

    @Test
    void suppressesNoAcknowledgementInFloodOfEvents() throws FailureException {
        PromptDisplay timed = PromptDisplay.open(environment(), prompt, output(OutputFormat.HUMAN), () -> 0);
        for (int i = 0; i < 105; i++) {
            timed.show(event("a"), true);
        }
        timed.show(new AckReceived(NOON, "/", 7, Arguments.of(Json.literal("1")), Optional.empty()), true);
        timed.show(
                new AckTimedOut(
                        NOON,
                        "/",
                        8,
                        EventName.of("late"),
                        0,
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        Optional.empty()),
                true);
        timed.flush();
        assertThat(prompt.text.toString())
                .startsWith("<- a 1\n".repeat(100) + "<- ack 7 1 (")
                .contains("no ack 8 for late");
    }

    @Test
    void countsSuppressedEventsBeforeTheEndOfTheConnection() throws FailureException {
        PromptDisplay timed = PromptDisplay.open(environment(), prompt, output(OutputFormat.HUMAN), () -> 0);
        for (int i = 0; i < 105; i++) {
            timed.show(event("a"), true);
        }
        timed.show(new NamespaceDisconnected(NOON, "/", DisconnectReason.DROPPED, "dropped", 0), true);
        timed.flush();
        timed.flush();
        assertThat(prompt.text.toString())
                .contains("... 5 more events, not shown; last 50 shows some, record FILE keeps all\ndisconnected");
    }

    @Test
    void countsSuppressedTraceLinesAndKeepsEvents() throws FailureException {
        AtomicLong now = new AtomicLong();
        PromptDisplay timed = PromptDisplay.open(environment(), prompt, output(OutputFormat.HUMAN), now::get);
        for (int i = 0; i < 10_000; i++) {
            timed.show(traced("2"), true);
        }
        timed.show(event("hello"), true);
        timed.flush();
        String lines = prompt.text.toString();
        assertThat(lines.lines().filter(line -> line.endsWith("eio  ping 2"))).hasSize(100);
        assertThat(lines).endsWith("\n<- hello 1\n");
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        timed.flush();
        assertThat(prompt.text)
                .hasToString(lines + "... 9,900 more lines of the trace, not shown; trace to FILE keeps all\n");
    }

    @Test
    void printsNotesAndFailuresImmediatelyInOrder() throws FailureException {
        display.show(event("before"), true);
        display.showNote("a note");
        display.showFailure("line 2", Failure.of(FailureKind.NOT_CONNECTED, "/", "why"));
        assertThat(prompt.text).hasToString("""
                <- before 1
                a note
                sio: line 2: Socket.IO: not connected to /: why
                     try: connect
                """);
    }

    @Test
    void changesOutputFormat() throws FailureException {
        display.setOutput(output(OutputFormat.JSON));
        display.show(event("hello"), true);
        display.flush();
        assertThat(prompt.text)
                .hasToString("{\"time\":\"2026-01-01T12:00:00.000Z\",\"dir\":\"in\",\"type\":\"event\",\"nsp\":\"/\","
                        + "\"event\":\"hello\",\"args\":[1]}\n");
    }

    @Test
    void showsServerOnceAndNamespacesFromSecondOn() throws FailureException {
        display.show(event("alone"), true);
        display.show(connected("/"), true);
        display.show(connected("/chat"), true);
        display.show(event("together"), true);
        display.flush();
        assertThat(prompt.text).hasToString("""
                <- alone 1
                connected to / (polling, Socket.IO 3.x or 4.x, sid a)
                connected to /chat (polling, sid a)
                <- / together 1
                """);
    }

    @Test
    void showsEndOfConnectionAndReconnectionOnOneLine() throws FailureException {
        NamespaceDisconnected lost = new NamespaceDisconnected(NOON, "/", DisconnectReason.DROPPED, "dropped", 0);
        display.show(lost, true);
        display.flush();
        display.show(new ReconnectScheduled(NOON, 1, OptionalInt.empty(), Duration.ofSeconds(1)), true);
        display.flush();
        display.show(lost, true);
        display.show(event("then"), true);
        display.show(lost, true);
        display.flush();
        display.flush();
        assertThat(prompt.text).hasToString("""
                disconnected from /: you dropped the connection; retrying in 1 s
                disconnected from /: you dropped the connection (transport error)
                <- then 1
                disconnected from /: you dropped the connection (transport error)
                """);
    }

    private static NamespaceConnected connected(String nsp) {
        Handshake handshake = new Handshake(
                "session", List.of(), Duration.ofSeconds(25), Duration.ofSeconds(20), OptionalLong.empty());
        return new NamespaceConnected(NOON, nsp, "a", Transport.POLLING, handshake, Optional.empty());
    }

    private static TraceEvent traced(String packet) {
        return new TraceEvent(NOON, TraceEvent.Direction.IN, 1, new TraceEvent.EngineTextPacket(packet));
    }

    private static EventReceived event(String name) {
        return new EventReceived(NOON, "/", EventName.of(name), Arguments.of(Json.literal("1")), OptionalLong.empty());
    }

    private static OutputConfig output(OutputFormat form) {
        return new OutputConfig(
                new DataSettings(form, Optional.empty(), Optional.empty(), false, false, Optional.empty()),
                false,
                0,
                ColorChoice.AUTOMATIC,
                Redaction.DEFAULT);
    }

    private static Environment environment() {
        return new Environment(
                new StandardStreams(
                        InputStream.nullInputStream(), new ByteArrayOutputStream(), new ByteArrayOutputStream()),
                TerminalInfo.NONE,
                Map.of(),
                Path.of("").toAbsolutePath(),
                Clock.fixed(NOON, ZoneOffset.UTC),
                Interrupts.NONE);
    }

    /** A prompt that stores the text printed above it. */
    private static final class RecordingPrompt implements Prompt {

        private final StringBuilder text = new StringBuilder();
        private int prints;

        @Override
        public void print(String lines) {
            text.append(lines);
            prints++;
        }

        @Override
        public void refresh() {
            // Nothing to do: the test has no prompt text.
        }

        @Override
        public void clear() {
            text.setLength(0);
        }

        @Override
        public int columns() {
            return 80;
        }

        @Override
        public void run(Interpreter<?> interpreter, Runnable painted) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing to do: the test has no terminal.
        }
    }
}
