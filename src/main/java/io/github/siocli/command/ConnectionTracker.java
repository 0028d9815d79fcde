package io.github.siocli.command;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.ConnectRefused;
import io.github.siocli.event.LifecycleEvent.Connected;
import io.github.siocli.event.LifecycleEvent.Disconnected;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.shell.ConnectionFailures;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Follows which namespaces are connected, and what ends a command for lack of a connection. */
final class ConnectionTracker {

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
        if (event instanceof Connected now) {
            connected.add(now.nsp());
            if (!now.recovery().equals(Optional.of(RecoveryOutcome.RECOVERED))) {
                begun.add(now.nsp());
            }
            boolean all = connected.size() == options.namespaces().size();
            everAll |= all;
            return all;
        }
        if (event instanceof ConnectRefused refused) {
            failure = Optional.of(ConnectionFailures.of(refused, options.auth().isPresent()));
        } else if (event instanceof ConnectFailed failed) {
            lastAttempt = Optional.of(failed.failure());
            boolean retried = options.reconnect().enabled()
                    && (everAll || options.reconnect().first());
            if (!retried) {
                failure = lastAttempt;
            }
        } else if (event instanceof ReconnectGivenUp givenUp) {
            failure = everAll || lastAttempt.isEmpty() ? Optional.of(ConnectionFailures.of(givenUp)) : lastAttempt;
        } else if (event instanceof Disconnected gone) {
            connected.remove(gone.nsp());
            boolean comesBack = options.reconnect().enabled() && !gone.reason().isByServer();
            if (gone.reason() == DisconnectReason.REFUSED) {
                failure = Optional.of(failure(gone));
            } else if (!comesBack
                    && (connected.isEmpty() || !options.reconnect().enabled())) {
                failure = Optional.of(ConnectionFailures.of(gone));
            }
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
