package io.github.siocli.shell;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import java.util.Optional;

/** What a line on a connection to a server can wait for. One thread uses it. */
public final class ConnectionWaitConditions extends WaitConditions {

    private final SessionState ledger;

    ConnectionWaitConditions(SessionState ledger) {
        super(ledger);
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

    private static Optional<Boolean> done(boolean done, SessionState.View view) {
        return done || view.links().phase() == ConnectionState.OFFLINE ? Optional.of(done) : Optional.empty();
    }
}
