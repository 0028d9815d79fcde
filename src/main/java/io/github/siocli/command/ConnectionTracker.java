package io.github.siocli.command;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.ConnectRefused;
import io.github.siocli.event.LifecycleEvent.Connected;
import io.github.siocli.event.LifecycleEvent.ConnectionEvent;
import io.github.siocli.event.LifecycleEvent.ConnectionVisitor;
import io.github.siocli.event.LifecycleEvent.Disconnected;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.shell.ConnectionFailures;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Follows which namespaces are connected, and what ends a command for lack of a connection. */
final class ConnectionTracker implements ConnectionVisitor<Boolean> {

    private final ConnectOptions options;
    private final Set<String> connected = new HashSet<>();
    private final Set<String> begun = new HashSet<>();
    private boolean everAll;
    private Optional<Failure> failure = Optional.empty();
    private Optional<Failure> lastAttempt = Optional.empty();

    ConnectionTracker(ConnectOptions options) {
        this.options = options;
    }

    /** Takes an event; true where it made the last of the namespaces connected. */
    boolean on(Event event) {
        return event instanceof ConnectionEvent connection && connection.accept(this);
    }

    @Override
    public Boolean visit(Connected event) {
        connected.add(event.nsp());
        if (!event.recovery().equals(Optional.of(RecoveryOutcome.RECOVERED))) {
            begun.add(event.nsp());
        }
        boolean all = connected.size() == options.namespaces().size();
        everAll |= all;
        return all;
    }

    @Override
    public Boolean visit(ConnectRefused event) {
        failure = Optional.of(ConnectionFailures.of(event, options.auth().isPresent()));
        return false;
    }

    @Override
    public Boolean visit(ConnectFailed event) {
        lastAttempt = Optional.of(event.failure());
        boolean retried =
                options.reconnect().enabled() && (everAll || options.reconnect().first());
        if (!retried) {
            failure = lastAttempt;
        }
        return false;
    }

    @Override
    public Boolean visit(ReconnectScheduled event) {
        return false;
    }

    @Override
    public Boolean visit(ReconnectGivenUp event) {
        failure = everAll || lastAttempt.isEmpty() ? Optional.of(ConnectionFailures.of(event)) : lastAttempt;
        return false;
    }

    @Override
    public Boolean visit(Disconnected event) {
        connected.remove(event.nsp());
        boolean comesBack = options.reconnect().enabled() && !event.reason().isByServer();
        if (event.reason() == DisconnectReason.REFUSED) {
            failure = Optional.of(failure(event));
        } else if (!comesBack && (connected.isEmpty() || !options.reconnect().enabled())) {
            failure = Optional.of(ConnectionFailures.of(event));
        }
        return false;
    }

    /** The namespaces whose session at the server began since this was asked last: it knows nothing of what was before. */
    Set<String> takeBegun() {
        Set<String> taken = Set.copyOf(begun);
        begun.clear();
        return taken;
    }

    /** Whether all namespaces have been connected at some time. */
    boolean everAll() {
        return everAll;
    }

    /** The failure of a namespace that is no longer connected. */
    Failure failure(Disconnected gone) {
        return ConnectionFailures.of(gone, options.auth().isPresent());
    }

    /** Why there is no connection, and none will come. */
    Optional<Failure> failure() {
        return failure;
    }
}
