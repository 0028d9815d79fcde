package io.github.siocli.shell;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import java.util.Optional;

/** The conditions that a line of a client can wait for. Used by one thread. */
public final class ConnectionWaitConditions extends WaitConditions {

    private final SessionState ledger;

    ConnectionWaitConditions(SessionState ledger) {
        super(ledger);
        this.ledger = ledger;
    }

    /**
     * Waits until a namespace is connected, as long as the client tries to connect it.
     *
     * @throws FailureException if the namespace is refused or the connection fails for good
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

    /** Waits until all requested namespaces are connected. */
    public void forNamespaces() throws FailureException, InterruptedException {
        for (NamespaceState state : ledger.read(view -> view.links().all())) {
            forNamespace(state.nsp());
        }
    }

    /** Waits until a namespace is disconnected after it was left. */
    public void forLeaving(String nsp) throws FailureException, InterruptedException {
        ledger.await(Optional.empty(), view -> view.links().isConnected(nsp) ? Optional.empty() : Optional.of(nsp));
    }

    /**
     * Waits for the acknowledgement of an emission, if one was requested.
     *
     * @throws FailureException if the acknowledgement times out or the connection ends
     */
    public void forAnswer(EmittedEvent emitted) throws FailureException, InterruptedException {
        if (emitted.ackId().isEmpty()) {
            return;
        }
        AckKey id = AckKey.of(emitted.nsp(), emitted.ackId().getAsLong());
        ledger.await(
                Optional.empty(),
                view -> view.answers().isOver(id) || view.links().phase() == ConnectionState.OFFLINE
                        ? Optional.of(id)
                        : Optional.empty());
        Optional<Failure> failure = ledger.read(view -> view.answers().failure(id));
        if (failure.isPresent()) {
            throw new FailureException(failure.get());
        }
        if (!ledger.read(view -> view.answers().isOver(id))) {
            throw new FailureException(Failure.of(
                    FailureKind.NOT_CONNECTED,
                    emitted.nsp(),
                    "the connection ended before the acknowledgement arrived"));
        }
    }

    /** Waits until each emitted event is sent or dropped. */
    public void untilSent() throws FailureException, InterruptedException {
        ledger.await(Optional.empty(), view -> done(view.unsent() <= 0, view));
    }

    /**
     * Waits until each emitted event is sent or dropped and no acknowledgement is pending.
     *
     * @throws FailureException if the output has failed
     */
    public void untilQuiet() throws FailureException, InterruptedException {
        ledger.await(
                Optional.empty(),
                view -> done(view.unsent() <= 0 && view.answers().pending() == 0, view));
    }

    private static Optional<Boolean> done(boolean done, SessionState.View view) {
        return done || view.links().phase() == ConnectionState.OFFLINE ? Optional.of(done) : Optional.empty();
    }
}
