package io.github.siocli.shell;

import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** The conditions that any line can wait for. Used by one thread. */
public class WaitConditions {

    private final SessionState ledger;
    private long waitedUpTo;

    public WaitConditions(SessionState ledger) {
        this.ledger = ledger;
    }

    /**
     * Waits for a received event.
     *
     * @param fromNow true if only events from now on count; false if all events after the last match count
     * @param limit the timeout
     * @param fits the condition that the event must match
     * @return true if the event arrived in time
     */
    public final boolean forEvent(boolean fromNow, Duration limit, Predicate<EventReceived> fits)
            throws FailureException, InterruptedException {
        long from = fromNow ? ledger.read(view -> view.backlog().next()) : waitedUpTo;
        Optional<Long> found =
                ledger.await(Optional.of(limit), view -> view.backlog().find(from, fits));
        found.ifPresent(number -> waitedUpTo = number + 1);
        return found.isPresent();
    }

    /**
     * Waits for a time, but ends at once if the output fails.
     *
     * @throws FailureException if the output has failed
     */
    public final void sleep(Duration time) throws FailureException, InterruptedException {
        ledger.await(Optional.of(time), view -> Optional.empty());
    }
}
