package io.github.siocli.shell;

import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** The conditions that every line can wait for. Used by one thread. */
public class WaitConditions {

    private final SessionState ledger;
    private long waitedUpTo;

    public WaitConditions(SessionState ledger) {
        this.ledger = ledger;
    }

    /**
     * Waits for an event.
     *
     * @param fromNow true to consider only events from now on; false to consider all after the event that ended the
     *     last wait
     * @param limit maximum wait
     * @param fits matches the event
     * @return true if the event arrived
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
     * Waits for a time, or until the output fails.
     *
     * @throws FailureException if the output fails meanwhile
     */
    public final void sleep(Duration time) throws FailureException, InterruptedException {
        ledger.await(Optional.of(time), view -> Optional.empty());
    }
}
