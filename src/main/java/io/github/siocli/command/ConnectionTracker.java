package io.github.siocli.command;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.ConnectionEvent;
import io.github.siocli.event.LifecycleEvent.ConnectionVisitor;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.shell.ConnectionFailures;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tracks which namespaces are connected, and the failure that ends a command without a connection. */
final class ConnectionTracker implements ConnectionVisitor<Boolean> {

    private final ConnectOptions options;
    /** The namespace that is the path of the URL; null if the URL has none. */
    private final @Nullable String urlNamespace;

    private final Set<String> connected = new HashSet<>();
    private final Set<String> newSessions = new HashSet<>();
    private boolean wasFullyConnected;
    /** Failure because of which there is no connection any more; null if one exists or is still attempted. */
    private @Nullable Failure failure;
    /** Failure of the last attempt to connect that failed; null if none failed. */
    private @Nullable Failure lastAttempt;

    /**
     * @param urlNamespace the namespace that is the path of the URL; null if the URL has none
     */
    ConnectionTracker(ConnectOptions options, @Nullable String urlNamespace) {
        this.options = options;
        this.urlNamespace = urlNamespace;
    }

    /** Processes an event. Returns true if it connects the last of the namespaces. */
    boolean handle(Event event) {
        return event instanceof ConnectionEvent connection && connection.accept(this);
    }

    @Override
    public Boolean visit(NamespaceConnected event) {
        connected.add(event.nsp());
        if (!event.recovery().equals(Optional.of(RecoveryOutcome.RECOVERED))) {
            newSessions.add(event.nsp());
        }
        boolean all = connected.size() == options.namespaces().size();
        wasFullyConnected |= all;
        return all;
    }

    @Override
    public Boolean visit(NamespaceRefused event) {
        failure = ConnectionFailures.of(event, options.auth().isPresent(), urlNamespace);
        return false;
    }

    @Override
    public Boolean visit(ConnectFailed event) {
        lastAttempt = event.failure();
        boolean retried = options.reconnect().enabled()
                && (wasFullyConnected || options.reconnect().retryFirst());
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
        failure = wasFullyConnected || lastAttempt == null ? ConnectionFailures.of(event) : lastAttempt;
        return false;
    }

    @Override
    public Boolean visit(NamespaceDisconnected event) {
        connected.remove(event.nsp());
        boolean reconnects = options.reconnect().enabled() && !event.reason().isByServer();
        if (event.reason() == DisconnectReason.REFUSED) {
            failure = failure(event);
        } else if (!reconnects && (connected.isEmpty() || !options.reconnect().enabled())) {
            failure = ConnectionFailures.of(event);
        }
        return false;
    }

    /**
     * Returns the namespaces in which the server has started a new session since the last call.
     *
     * <p>The server has no state of an earlier session in them; a recovered session is not new.
     */
    Set<String> takeNewSessions() {
        Set<String> taken = Set.copyOf(newSessions);
        newSessions.clear();
        return taken;
    }

    /** Returns true if all namespaces were connected at the same time at least once. */
    boolean wasFullyConnected() {
        return wasFullyConnected;
    }

    /** Returns the failure to report for a namespace that was disconnected. */
    Failure failure(NamespaceDisconnected disconnected) {
        return ConnectionFailures.of(disconnected, options.auth().isPresent());
    }

    /** Returns the failure because of which there is no connection any more; empty if one exists or is still attempted. */
    Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }
}
