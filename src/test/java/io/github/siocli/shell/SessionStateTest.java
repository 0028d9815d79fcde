package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionStateTest {

    private static final Event REQUEST =
            new EventReceived(Instant.EPOCH, "/", EventName.of("question"), Arguments.NONE, OptionalLong.of(7));

    private static final Set<Thread.State> ASLEEP = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final SessionState state = new SessionState();

    /** A reader of the output may react to an event before the thread that printed it continues. */
    @Test
    void readsStateBeforeEventsAreShown() {
        state.process(REQUEST);
        assertThat(state.<List<AckKey>>read(view -> view.acks().requested())).containsExactly(AckKey.of("/", 7));
    }

    @Test
    void measuresTimeSinceConnectionWasLost() {
        AtomicLong now = new AtomicLong(1_000);
        SessionState timed = new SessionState(now::get);
        ReconnectSettings reconnect = new ReconnectSettings(true, false, OptionalInt.empty());
        timed.startSession(new NamespaceStates.Request(List.of("/"), null, false, reconnect));
        timed.process(connected());
        now.addAndGet(7);
        assertThat(timed.timeWithoutConnection()).isEmpty();
        timed.process(new NamespaceDisconnected(Instant.EPOCH, "/", DisconnectReason.CONNECTION_LOST, "", 0));
        now.addAndGet(5);
        timed.process(REQUEST);
        assertThat(timed.timeWithoutConnection()).contains(Duration.ofNanos(5));
        timed.endSession();
        assertThat(timed.timeWithoutConnection()).contains(Duration.ofNanos(5));
    }

    @Test
    void countsEventsThatWereNeverSent() {
        startSession();
        for (int i = 0; i < 4; i++) {
            state.update(SessionState.View::countSubmitted);
        }
        state.process(new EventSent(Instant.EPOCH, "/", EventName.of("a"), Arguments.NONE, OptionalLong.empty()));
        state.process(new EventDropped(Instant.EPOCH, "/", EventName.of("a"), OptionalLong.empty(), DropReason.LEFT));
        assertThat(state.<Long>read(SessionState.View::unsentCount)).isEqualTo(2);
        assertThat(state.<Long>read(SessionState.View::droppedCount)).isEqualTo(1);
        state.endSession();
        assertThat(state.<Long>read(SessionState.View::unsentCount)).isZero();
        assertThat(state.<Long>read(SessionState.View::droppedCount)).isEqualTo(3);
    }

    @Test
    void forgetsThePreviousSession() {
        for (Runnable next : List.<Runnable>of(this::startSession, state::endSession)) {
            startSession();
            state.process(connected());
            state.update(view -> view.acks().expect(AckKey.of("/", 0), EventName.of("a")));
            assertThat(state.timeWithoutConnection()).isEmpty();
            next.run();
            assertThat(state.<Integer>read(view -> view.acks().pendingCount())).isZero();
            assertThat(state.timeWithoutConnection()).isPresent();
        }
        assertThat(state.<ConnectionState>read(view -> view.namespaces().connectionState()))
                .isEqualTo(ConnectionState.OFFLINE);
    }

    @Test
    void wakesWaitingThreadsForActionsOfThisSide() throws Exception {
        startSession();
        List<Runnable> actions = List.of(
                () -> state.update(view -> view.acks().expect(AckKey.of("/", 0), EventName.of("a"))),
                state::endSession);
        for (Runnable action : actions) {
            int before = state.read(view -> view.acks().pendingCount());
            FutureTask<Boolean> waiting = new FutureTask<>(() ->
                    state.await(view -> view.acks().pendingCount() == before ? Optional.empty() : Optional.of(true)));
            awaitAsleep(start(waiting));
            action.run();
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void waitsUntilEventsAreShown() throws Exception {
        FutureTask<Long> waiting = new FutureTask<>(waitForRequest());
        Thread thread = start(waiting);
        state.process(REQUEST);
        awaitAsleep(thread);
        assertThat(waiting.isDone()).isFalse();
        state.markShown();
        assertThat(waiting.get()).isZero();
    }

    @Test
    void processesEventsOnThreadThatRunsLines() throws Exception {
        Thread lineThread = Thread.currentThread();
        AtomicLong wakes = new AtomicLong();
        state.processEventsWith(new SessionState.EventProcessor() {
            @Override
            public boolean isOnLineThread() {
                return Thread.currentThread() == lineThread;
            }

            @Override
            public void processEvents(long nanos) {
                state.process(REQUEST);
                state.markShown();
            }

            @Override
            public void wakeLineThread() {
                wakes.incrementAndGet();
            }
        });
        assertThat(waitForRequest().call()).isZero();
        assertThat(wakes).hasValue(0);
        Thread other = start(state::markShown);
        other.join();
        assertThat(wakes).hasValue(1);
    }

    @Test
    void failsWaitWhenOutputFails() throws Exception {
        FutureTask<Long> waiting = new FutureTask<>(waitForRequest());
        Thread thread = start(waiting);
        state.process(REQUEST);
        awaitAsleep(thread);
        state.failOutput(new FailureException(Failure.of(FailureKind.USAGE, "the disk is full")));
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(FailureException.class);
    }

    @Test
    void rethrowsErrorOfEventThreadInWaitingThread() {
        Error error = new OutOfMemoryError();
        state.crashThread(error);
        assertThatThrownBy(() -> waitForRequest().call()).isSameAs(error);
    }

    @Test
    void returnsEmptyWhenWaitTimesOut() throws Exception {
        assertThat(state.<Long>await(Duration.ofMillis(1), view -> Optional.empty()))
                .isEmpty();
    }

    private void startSession() {
        state.startSession(new NamespaceStates.Request(List.of("/"), null, false, ReconnectSettings.NEVER));
    }

    private static Event connected() {
        Handshake handshake = new Handshake("x", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());
        return new NamespaceConnected(Instant.EPOCH, "/", "sid", Transport.POLLING, handshake);
    }

    private Callable<Long> waitForRequest() {
        return () -> state.await(view ->
                view.history().findReceived(number -> true, event -> true).map(EventHistory.Received::number));
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "waits");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitAsleep(Thread thread) {
        while (!ASLEEP.contains(thread.getState())) {
            Thread.onSpinWait();
        }
    }
}
