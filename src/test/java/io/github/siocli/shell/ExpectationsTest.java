package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.Transport;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.json.Json;
import io.github.siocli.shell.Expectations.Pattern;
import io.github.siocli.text.Glob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Expectations with a clock that the tests set. */
class ExpectationsTest {

    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong();
    private final SessionState state = new SessionState(now::get);
    private final Expectations expectations = new Expectations(state, new ConsumedEvents());

    @BeforeEach
    void connect() {
        state.startSession(new NamespaceStates.Request(List.of("/"), null, false, ReconnectSettings.NEVER));
        Handshake handshake = new Handshake("x", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());
        process(new NamespaceConnected(Instant.EPOCH, "/", "sid", Transport.POLLING, handshake));
    }

    private void process(Event event) {
        state.process(event);
        state.markShown();
    }

    private void receive(String name, String argument) {
        Arguments args = Arguments.of(Json.literal(argument));
        process(new EventReceived(Instant.EPOCH, "/", EventName.of(name), args, OptionalLong.empty()));
    }

    /** Lets time pass, and wakes waiting threads as the event loop does. */
    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        state.markShown();
    }

    private static Pattern pattern(String name) {
        return new Pattern(Occurrence.Kind.EVENT, new Glob(name), Optional.empty(), Optional.empty());
    }

    private static Pattern pattern(String name, String condition) throws SyntaxException {
        ValueSources sources = ValueSources.of(Clock.systemUTC(), Map.of());
        EventCondition parsed = EventCondition.parse(condition, word -> Arguments.of(Json.literal(word)), sources);
        return new Pattern(Occurrence.Kind.EVENT, new Glob(name), Optional.empty(), Optional.of(parsed));
    }

    /** Starts a wait and returns when it waits. */
    private static <T> FutureTask<T> start(Callable<T> wait) {
        FutureTask<T> task = new FutureTask<>(wait);
        Thread thread = new Thread(task, "expects");
        thread.setDaemon(true);
        thread.start();
        // The clock must not change before the wait has begun.
        while (thread.getState() != Thread.State.TIMED_WAITING && !task.isDone()) {
            Thread.onSpinWait();
        }
        return task;
    }

    private static <T> T result(FutureTask<T> task) throws ExecutionException, InterruptedException, TimeoutException {
        return task.get(20, TimeUnit.SECONDS);
    }

    private static List<String> args(List<Occurrence> occurrences) {
        return occurrences.stream()
                .map(occurrence -> occurrence.args().values().get(0).text())
                .toList();
    }

    @Test
    void consumesEachEventOnceInAnyOrder() throws Exception {
        receive("b", "1");
        receive("a", "2");
        receive("b", "3");
        assertThat(args(expectations.await(pattern("a"), 1, WITHIN))).containsExactly("2");
        assertThat(args(expectations.await(pattern("b"), 1, WITHIN))).containsExactly("1");
        assertThat(args(expectations.await(pattern("b"), 1, WITHIN))).containsExactly("3");
        assertThat(expectations.open()).isEmpty();
    }

    @Test
    void keepsEventsThatAreTooFew() throws Exception {
        receive("a", "1");
        assertThat(expectations.await(pattern("a"), 2, Duration.ZERO)).hasSize(1);
        receive("a", "2");
        assertThat(args(expectations.await(pattern("a"), 2, WITHIN))).containsExactly("1", "2");
    }

    @Test
    void selectsEventsByCondition() throws Exception {
        receive("a", "1");
        receive("a", "2");
        assertThat(args(expectations.await(pattern("a", "$1 > 1"), 1, WITHIN))).containsExactly("2");
        assertThat(args(expectations.open())).containsExactly("1");
    }

    @Test
    void waitsForEventUntilTimeIsUp() throws Exception {
        FutureTask<List<Occurrence>> late = start(() -> expectations.await(pattern("a"), 1, WITHIN));
        pass(WITHIN);
        assertThat(result(late)).isEmpty();
        FutureTask<List<Occurrence>> inTime = start(() -> expectations.await(pattern("a"), 1, WITHIN));
        receive("a", "1");
        assertThat(args(result(inTime))).containsExactly("1");
    }

    @Test
    void findsUnwantedEventBeforeAndDuringTheQuietTime() throws Exception {
        receive("a", "1");
        assertThat(expectations.awaitNone(pattern("a"), WITHIN)).isPresent();
        expectations.skipAll();
        FutureTask<Optional<Occurrence>> disturbed = start(() -> expectations.awaitNone(pattern("a"), WITHIN));
        receive("a", "2");
        assertThat(result(disturbed)).isPresent();
        expectations.skipAll();
        FutureTask<Optional<Occurrence>> quiet = start(() -> expectations.awaitNone(pattern("a"), WITHIN));
        receive("b", "3");
        pass(WITHIN);
        assertThat(result(quiet)).isEmpty();
    }

    @Test
    void countsEventsOfWholeTime() throws Exception {
        FutureTask<List<Occurrence>> range = start(() -> expectations.awaitBetween(pattern("a"), 1, 2, WITHIN));
        receive("a", "1");
        receive("a", "2");
        pass(WITHIN);
        assertThat(result(range)).hasSize(2);
        assertThat(expectations.open()).isEmpty();
        receive("a", "3");
        receive("a", "4");
        assertThat(expectations.awaitBetween(pattern("a"), 0, 1, WITHIN)).hasSize(2);
        assertThat(expectations.open()).hasSize(2);
    }

    @Test
    void findsEventsInOrderWithOthersBetween() throws Exception {
        for (String name : List.of("b", "a", "x", "b", "c")) {
            receive(name, "0");
        }
        assertThat(expectations.awaitOrder(List.of(pattern("a"), pattern("b"), pattern("c")), WITHIN))
                .hasSize(3);
        assertThat(expectations.open()).extracting(open -> open.name().text()).containsExactly("b", "x");
        assertThat(expectations.awaitOrder(List.of(pattern("x"), pattern("b")), Duration.ZERO))
                .hasSize(1);
    }

    @Test
    void waitsForAcknowledgementOnlyWhileOneIsPending() throws Exception {
        Pattern ack = new Pattern(Occurrence.Kind.ACK, new Glob("*"), Optional.of("/other"), Optional.empty());
        assertThat(expectations.await(ack, 1, WITHIN)).isEmpty();
        EventName name = EventName.of("a");
        process(new EventSent(Instant.EPOCH, "/", name, Arguments.NONE, OptionalLong.of(1)));
        FutureTask<List<Occurrence>> pending = start(() -> expectations.await(ack, 1, WITHIN));
        process(new AckReceived(Instant.EPOCH, "/", 1, Arguments.NONE, Optional.empty()));
        assertThat(result(pending)).isEmpty();
    }

    @Test
    void endsWaitWhenTheConnectionHasEnded() throws Exception {
        state.endSession();
        assertThat(expectations.await(pattern("a"), 1, WITHIN)).isEmpty();
        assertThat(expectations.isConnected()).isFalse();
    }
}
