package io.github.siocli.shell;

import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** The conditions that any line can wait for. Used by one thread. */
public class WaitConditions {

    private final SessionState state;
    private final ConsumedEvents consumed = new ConsumedEvents();
    private final Expectations expectations;

    public WaitConditions(SessionState state) {
        this.state = state;
        this.expectations = new Expectations(state, consumed);
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
        long next = state.read(view -> view.history().nextNumber());
        LongPredicate isOpen = fromNow ? number -> number >= next : consumed::isOpen;
        Optional<EventHistory.Received> found =
                state.await(timeout, view -> view.history().findReceived(isOpen, matcher));
        found.ifPresent(received -> consumed.addUpTo(received.number()));
        return found.map(EventHistory.Received::event);
    }

    /** Returns the expectations of lines. */
    public final Expectations expectations() {
        return expectations;
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
