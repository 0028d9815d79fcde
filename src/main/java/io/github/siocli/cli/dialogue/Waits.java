package io.github.siocli.cli.dialogue;

import io.github.siocli.event.EventReceived;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** What a line can wait for. One thread uses it. */
public final class Waits {

    private final Ledger ledger;
    private long waitedUpTo;

    Waits(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Waits until a namespace is connected, for as long as it may still come.
     *
     * @throws FailureException where it is refused or there will be no connection
     */
    public void forNamespace(String nsp) throws FailureException, InterruptedException {
        Optional<Failure> failure = ledger.await(Optional.empty(), view -> {
                    if (view.links().isConnected(nsp)) {
                        return Optional.of(Optional.<Failure>empty());
                    }
                    Optional<Failure> broken = view.links().failure(nsp);
                    return broken.isPresent() ? Optional.of(broken) : Optional.empty();
                })
                .orElseThrow();
        if (failure.isPresent()) {
            throw new FailureException(failure.get());
        }
    }

    /** Waits until all namespaces that were asked for are connected. */
    public void forNamespaces() throws FailureException, InterruptedException {
        for (NamespaceState state : ledger.read(view -> view.links().all())) {
            forNamespace(state.nsp());
        }
    }

    /** Waits until a namespace that was left is gone. */
    public void forLeaving(String nsp) throws FailureException, InterruptedException {
        ledger.await(Optional.empty(), view -> view.links().isConnected(nsp) ? Optional.empty() : Optional.of(nsp));
    }

    /**
     * Waits for the acknowledgement of what was emitted, where one was asked for.
     *
     * @throws FailureException where it does not come
     */
    public void forAnswer(Emitted emitted) throws FailureException, InterruptedException {
        if (emitted.ackId().isEmpty()) {
            return;
        }
        long id = emitted.ackId().getAsLong();
        ledger.await(
                Optional.empty(),
                view -> view.answers().isOver(emitted.nsp(), id) || view.links().phase() == Phase.OFFLINE
                        ? Optional.of(id)
                        : Optional.empty());
        Optional<Failure> failure = ledger.read(view -> view.answers().failure(emitted.nsp(), id));
        if (failure.isPresent()) {
            throw new FailureException(failure.get());
        }
        if (!ledger.read(view -> view.answers().isOver(emitted.nsp(), id))) {
            throw new FailureException(Failure.of(
                    FailureKind.NOT_CONNECTED, emitted.nsp(), "the connection ended before the acknowledgement came"));
        }
    }

    /** Waits until everything that was emitted is sent, or will never be. */
    public void untilSent() throws FailureException, InterruptedException {
        ledger.await(Optional.empty(), view -> done(view.unsent() <= 0, view));
    }

    /**
     * Waits until everything that was emitted is sent and answered, as far as that can be.
     *
     * @throws FailureException where something cannot be sent or is not answered
     */
    public void untilQuiet() throws FailureException, InterruptedException {
        ledger.await(
                Optional.empty(),
                view -> done(view.unsent() <= 0 && view.answers().pending() == 0, view));
    }

    private static Optional<Boolean> done(boolean done, Ledger.View view) {
        return done || view.links().phase() == Phase.OFFLINE ? Optional.of(done) : Optional.empty();
    }

    /**
     * Waits for an event.
     *
     * @param fromNow whether only events from now on count; otherwise all behind the one that the last wait ended with
     * @param limit how long to wait
     * @param fits which event is meant
     * @return whether it came
     */
    public boolean forEvent(boolean fromNow, Duration limit, Predicate<EventReceived> fits)
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
    public void sleep(Duration time) throws FailureException, InterruptedException {
        ledger.await(Optional.of(time), view -> Optional.empty());
    }
}
