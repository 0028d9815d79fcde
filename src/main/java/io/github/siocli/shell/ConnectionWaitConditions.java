package io.github.siocli.shell;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.render.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The conditions that a line of a client can wait for. Used by one thread. */
public final class ConnectionWaitConditions extends WaitConditions {

    private final SessionState state;

    ConnectionWaitConditions(SessionState state) {
        super(state);
        this.state = state;
    }

    /**
     * Waits until a namespace is connected, as long as the client tries to connect it.
     *
     * @throws FailureException if the namespace is refused or the connection fails for good
     */
    public void awaitNamespace(String nsp) throws FailureException, InterruptedException {
        Optional<Failure> failure = state.await(view -> {
            if (view.namespaces().isConnected(nsp)) {
                return Optional.of(Optional.<Failure>empty());
            }
            Optional<Failure> namespaceFailure = view.namespaces().failure(nsp);
            return namespaceFailure.isPresent() ? Optional.of(namespaceFailure) : Optional.empty();
        });
        if (failure.isPresent()) {
            throw new FailureException(failure.get());
        }
    }

    /** Waits until all requested namespaces are connected. */
    public void awaitAllNamespaces() throws FailureException, InterruptedException {
        for (NamespaceState namespace : state.read(view -> view.namespaces().all())) {
            awaitNamespace(namespace.nsp());
        }
    }

    @Override
    public Optional<String> missingConnection() {
        return state.timeWithoutConnection().map(ConnectionWaitConditions::describe);
    }

    private static String describe(Duration time) {
        Duration rounded = time.compareTo(Duration.ofSeconds(1)) < 0 ? time : time.truncatedTo(ChronoUnit.SECONDS);
        return "there has been no connection for " + Durations.text(rounded);
    }

    /** Waits until a namespace is disconnected after it was left. */
    public void awaitDisconnect(String nsp) throws FailureException, InterruptedException {
        state.await(view -> view.namespaces().isConnected(nsp) ? Optional.empty() : Optional.of(nsp));
    }

    /**
     * Waits for the acknowledgement of an emission, if one was requested.
     *
     * @throws FailureException if the acknowledgement times out or the connection ends
     */
    public void awaitAck(EmittedEvent emitted) throws FailureException, InterruptedException {
        if (emitted.ackId().isEmpty()) {
            return;
        }
        AckKey key = AckKey.of(emitted.nsp(), emitted.ackId().getAsLong());
        state.await(view -> view.acks().isSettled(key) || view.namespaces().connectionState() == ConnectionState.OFFLINE
                ? Optional.of(key)
                : Optional.empty());
        Optional<Failure> failure = state.read(view -> view.acks().failure(key));
        if (failure.isPresent()) {
            throw new FailureException(failure.get());
        }
        if (!state.read(view -> view.acks().isSettled(key))) {
            throw new FailureException(Failure.of(
                    FailureKind.NOT_CONNECTED,
                    emitted.nsp(),
                    "the connection ended before the acknowledgement arrived"));
        }
    }

    /** Returns the arguments of the acknowledgement of an emission, if it is among the latest events. */
    Optional<Arguments> ackArguments(EmittedEvent emitted) {
        if (emitted.ackId().isEmpty()) {
            return Optional.empty();
        }
        long id = emitted.ackId().getAsLong();
        return state
                .read(view -> view.history()
                        .latest(
                                1,
                                event -> event instanceof AckReceived ack
                                        && ack.id() == id
                                        && ack.nsp().equals(emitted.nsp())))
                .stream()
                .findFirst()
                .map(event -> ((AckReceived) event).args());
    }

    /** Waits until each emitted event is sent or dropped. */
    public void awaitSent() throws FailureException, InterruptedException {
        state.await(view -> whenDoneOrOffline(view.unsentCount() <= 0, view));
    }

    /**
     * Waits until each emitted event is sent or dropped and no acknowledgement is pending.
     *
     * @throws FailureException if the output has failed
     */
    public void awaitSettled() throws FailureException, InterruptedException {
        state.await(
                view -> whenDoneOrOffline(view.unsentCount() <= 0 && view.acks().pendingCount() == 0, view));
    }

    private static Optional<Boolean> whenDoneOrOffline(boolean done, SessionState.View view) {
        return done || view.namespaces().connectionState() == ConnectionState.OFFLINE
                ? Optional.of(done)
                : Optional.empty();
    }
}
