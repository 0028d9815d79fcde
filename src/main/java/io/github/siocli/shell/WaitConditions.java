package io.github.siocli.shell;

import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** The conditions that any line can wait for. Used by one thread. */
public class WaitConditions {

    private final SessionState state;
    private long nextEventNumber;

    public WaitConditions(SessionState state) {
        this.state = state;
    }

    /**
     * Waits for a received event.
     *
     * @param fromNow true if only events from now on count; false if all events after the last match count
     * @param timeout the timeout
     * @param matcher the condition that the event must match
     * @return the event; empty if it did not arrive in time
     */
    public final Optional<EventReceived> awaitEvent(boolean fromNow, Duration timeout, Predicate<EventReceived> matcher)
            throws FailureException, InterruptedException {
        long from = fromNow ? state.read(view -> view.history().nextNumber()) : nextEventNumber;
        Optional<EventHistory.Received> found =
                state.await(timeout, view -> view.history().findReceived(from, matcher));
        found.ifPresent(received -> nextEventNumber = received.number() + 1);
        return found.map(EventHistory.Received::event);
    }

    /** Returns how long there has been no connection, as a sentence; empty if there is one. Any thread may call. */
    public Optional<String> missingConnection() {
        return Optional.empty();
    }

    /**
     * Waits for a time, but ends at once if the output fails.
     *
     * @throws FailureException if the output has failed
     */
    public final void sleep(Duration time) throws FailureException, InterruptedException {
        state.await(time, view -> Optional.empty());
    }
}
