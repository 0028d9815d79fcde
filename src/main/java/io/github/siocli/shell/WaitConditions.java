package io.github.siocli.shell;

import io.github.siocli.event.EventReceived;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** What any line can wait for. One thread uses it. */
public class WaitConditions {

    private final SessionState ledger;
    private long waitedUpTo;

    public WaitConditions(SessionState ledger) {
        this.ledger = ledger;
    }

    /**
     * Waits for an event.
     *
     * @param fromNow whether only events from now on count; otherwise all behind the one that the last wait ended with
     * @param limit how long to wait
     * @param fits which event is meant
     * @return whether it came
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
     * Waits for some time, and no longer than the output works.
     *
     * @throws FailureException where the output fails meanwhile
     */
    public final void sleep(Duration time) throws FailureException, InterruptedException {
        ledger.await(Optional.of(time), view -> Optional.empty());
    }
}
