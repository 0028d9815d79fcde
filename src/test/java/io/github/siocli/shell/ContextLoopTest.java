package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.ClientEvent;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.json.Json;
import io.github.siocli.output.Display;
import io.github.siocli.secret.Redaction;
import io.github.siocli.server.RawClient;
import io.github.siocli.text.Glob;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the event loop of a context. The thread of a test is the one that runs the lines. */
class ContextLoopTest {

    private static final TraceEvent TRACE =
            new TraceEvent(Instant.EPOCH, Direction.IN, 1, new TraceEvent.EngineTextPacket("4traced"));

    private final EventQueue queue = new EventQueue(1 << 20);
    private final SessionState state = new SessionState();
    private final SessionState ofAnn = new SessionState();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Display display = (Display) Proxy.newProxyInstance(
            Display.class.getClassLoader(), new Class<?>[] {Display.class}, (proxy, method, args) -> {
                if (method.getName().equals("show")) {
                    show((Event) args[0], (boolean) args[1]);
                }
                return null;
            });

    @TempDir
    private Path directory;

    private ContextLoop loop;

    private void show(Event event, boolean isShown) throws FailureException {
        if (event instanceof EventReceived received && received.name().text().equals("full")) {
            throw new FailureException(Failure.of(FailureKind.USAGE, "the disk is full"));
        }
        if (event instanceof EventReceived received && received.name().text().equals("broken")) {
            throw new IllegalStateException("a bug");
        }
        log.add((isShown ? "show " : "hide ") + label(event));
    }

    private static String label(Event event) {
        String name = event.withoutClient() instanceof EventReceived received
                ? received.name().text()
                : "trace";
        return event.client().isEmpty() ? name : event.client() + " " + name;
    }

    private void start(StopCondition condition) {
        EventFilter filter = new EventFilter(new FilterConfig(List.of(), List.of(new Glob("hidden"))));
        loop = new ContextLoop(
                queue,
                state,
                condition,
                event -> log.add("tap " + label(event)),
                new ContextLoop.Output(
                        display, filter, output -> assertThat(output).isSameAs(display), () -> log.add("changed")));
        loop.addClient("ann", ofAnn);
        loop.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        loop.stop();
        // The next test must not see the interrupt of this one.
        Thread.interrupted();
    }

    private static Event received(String name) {
        return new EventReceived(Instant.EPOCH, "/", EventName.of(name), Arguments.NONE, OptionalLong.empty());
    }

    private void process(Event... events) {
        for (Event event : events) {
            queue.accept(event);
        }
        loop.awaitProcessed();
    }

    private static List<String> history(SessionState state) {
        return state.read(view -> view.history().latest(9, event -> true)).stream()
                .map(ContextLoopTest::label)
                .toList();
    }

    @Test
    void handsEventsToTheStateOfTheirClientAndShowsThem() {
        start(StopCondition.never());
        process(
                received("a"),
                new ClientEvent("ann", received("b")),
                new ClientEvent("nobody", received("c")),
                received("hidden"),
                TRACE);
        assertThat(history(state)).containsExactly("a", "hidden");
        assertThat(history(ofAnn)).containsExactly("b");
        assertThat(log).containsSubsequence("tap a", "show a", "tap ann b", "show ann b", "show nobody c");
        assertThat(log).containsSubsequence("hide hidden", "tap trace", "show trace", "changed");
        queue.accept(new ClientEvent("ann", received("last")));
        loop.removeClient("ann");
        process(new ClientEvent("ann", received("late")));
        assertThat(history(ofAnn)).containsExactly("b", "last");
    }

    @Test
    void reportsAChangeOnlyAfterEvents() {
        start(StopCondition.never());
        loop.awaitProcessed();
        loop.awaitProcessed();
        assertThat(log).isEmpty();
        process(received("a"));
        loop.awaitProcessed();
        assertThat(log).containsExactly("tap a", "show a", "changed");
    }

    @Test
    void recordsAndTracesToFilesUntilTheyAreClosed() throws FailureException, IOException {
        start(StopCondition.never());
        Path recording = directory.resolve("recording");
        Path trace = directory.resolve("trace");
        process(received("before"), TRACE);
        loop.record(recording, Redaction.NONE);
        loop.traceTo(trace, Redaction.NONE);
        assertThat(loop.recording()).contains(recording);
        assertThat(loop.traceFile()).contains(trace);
        queue.accept(received("recorded"));
        queue.accept(TRACE);
        queue.accept(new ClientEvent("ann", TRACE));
        loop.stopRecording();
        loop.traceToDisplay();
        assertThat(loop.recording()).isEmpty();
        assertThat(loop.traceFile()).isEmpty();
        process(received("after"), TRACE);
        assertThat(Files.readAllLines(recording)).singleElement().asString().contains("\"event\":\"recorded\"");
        assertThat(Files.readString(trace)).containsSubsequence("4traced", "4traced");
        assertThat(log.stream().filter("show trace"::equals))
                .as("before and after the file")
                .hasSize(2);
        assertThat(loop.recordFailure()).isEmpty();
    }

    @Test
    void opensNoFileThatCannotBeWritten() throws FailureException {
        start(StopCondition.never());
        Path missing = directory.resolve("missing").resolve("file");
        assertThatThrownBy(() -> loop.record(missing, Redaction.NONE)).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> loop.traceTo(missing, Redaction.NONE)).isInstanceOf(FailureException.class);
        assertThat(loop.recording()).isEmpty();
        loop.stopRecording();
        loop.traceToDisplay();
    }

    @Test
    void interruptsTheLinesOnceWhenTheConditionIsReached() throws InterruptedException {
        AtomicInteger checks = new AtomicInteger();
        start(new StopCondition() {
            @Override
            public boolean isReached() {
                checks.incrementAndGet();
                return !history(state).isEmpty();
            }

            @Override
            public long nanosUntilChange() {
                return Long.MAX_VALUE;
            }
        });
        loop.awaitProcessed();
        assertThat(Thread.interrupted()).isFalse();
        queue.accept(received("a"));
        awaitInterrupt();
        int checksBefore = checks.get();
        process(received("b"));
        assertThat(history(state)).containsExactly("a", "b");
        assertThat(Thread.interrupted()).isFalse();
        assertThat(checks).hasValue(checksBefore);
    }

    private static void awaitInterrupt() {
        assertThatThrownBy(() -> new CountDownLatch(1).await(RawClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void processesAllEventsBeforeItStops() throws InterruptedException {
        start(StopCondition.never());
        for (int i = 0; i < 1_000; i++) {
            queue.accept(received("e" + i));
        }
        loop.stop();
        assertThat(log).contains("show e999");
        process(received("late"));
        assertThat(log).doesNotContain("show late");
        assertThat(dropsEverything()).isTrue();
    }

    /** Returns true if the queue accepts more than it has room for, because it drops all events. */
    private boolean dropsEverything() {
        Event large = new EventReceived(
                Instant.EPOCH,
                "/",
                EventName.of("large"),
                Arguments.of(Json.string("x".repeat(1 << 20))),
                OptionalLong.empty());
        return queue.offer(large, false) && queue.offer(large, false);
    }

    @ParameterizedTest
    @CsvSource({"full, the disk is full", "broken, a bug"})
    void failsTheLinesOfAllClientsWhenTheOutputFails(String event, String message) throws InterruptedException {
        start(StopCondition.never());
        queue.accept(received(event));
        awaitInterrupt();
        loop.stop();
        for (SessionState failed : List.of(state, ofAnn)) {
            assertThatThrownBy(failed::checkOutput).hasMessage(message);
        }
        assertThat(dropsEverything()).isTrue();
    }
}
