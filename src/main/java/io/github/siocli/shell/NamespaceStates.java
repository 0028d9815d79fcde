package io.github.siocli.shell;

import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.ConnectionEvent;
import io.github.siocli.event.LifecycleEvent.ConnectionVisitor;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Derives the state of the connection and of each namespace from events. Guarded by the session state. */
final class NamespaceStates implements ConnectionVisitor<ConnectionState> {

    private sealed interface Status permits Requested, Rejoining, Joined, Failed {}

    private record Requested() implements Status {}

    /**
     * Requested again with another auth payload, while the disconnection of the former socket is still to be reported.
     */
    private record Rejoining() implements Status {}

    private record Joined(String sid) implements Status {}

    private record Failed(Failure failure) implements Status {}

    private final Map<String, Status> statuses = new LinkedHashMap<>();
    /** The namespace that is the path of the URL; null if the URL has none. */
    private @Nullable String urlNamespace;

    private ReconnectSettings reconnect = ReconnectSettings.NEVER;
    private ConnectionState connectionState = ConnectionState.OFFLINE;
    private boolean everConnected;
    /** Failure of the last attempt to connect that failed; null if none failed in the session. */
    private @Nullable Failure lastFailure;

    /**
     * Resets the state for a new session.
     *
     * @param newUrlNamespace the namespace that is the path of the URL; null if the URL has none
     */
    void startSession(List<String> namespaces, @Nullable String newUrlNamespace, ReconnectSettings newReconnect) {
        statuses.clear();
        namespaces.forEach(nsp -> statuses.put(nsp, new Requested()));
        urlNamespace = newUrlNamespace;
        reconnect = newReconnect;
        connectionState = ConnectionState.CONNECTING;
        everConnected = false;
        lastFailure = null;
    }

    /** Notes that a namespace was requested. */
    void namespaceRequested(String nsp) {
        if (!(statuses.get(nsp) instanceof Joined)) {
            statuses.put(nsp, new Requested());
            connectionState = connectionState == ConnectionState.OFFLINE ? ConnectionState.CONNECTING : connectionState;
        }
    }

    /** Notes that an expected namespace is left and requested again. */
    void rejoinRequested(String nsp) {
        statuses.put(nsp, new Rejoining());
    }

    /** Notes that a namespace was left. A joined one stays in the list until the session reports its disconnection. */
    void namespaceLeft(String nsp) {
        if (!(statuses.get(nsp) instanceof Joined)) {
            statuses.remove(nsp);
            goOfflineIfAllFailed();
        }
    }

    /** Notes that the user closed the session. */
    void endSession() {
        statuses.replaceAll((nsp, status) -> status instanceof Failed
                ? status
                : new Failed(
                        Failure.of(FailureKind.DISCONNECTED, DisconnectReason.CLIENT_DISCONNECT.description(), "")));
        connectionState = ConnectionState.OFFLINE;
    }

    void handle(Event event) {
        if (event instanceof ConnectionEvent connection) {
            connectionState = connection.accept(this);
        }
    }

    @Override
    public ConnectionState visit(NamespaceConnected event) {
        statuses.put(event.nsp(), new Joined(event.sid()));
        everConnected = true;
        return ConnectionState.CONNECTED;
    }

    @Override
    public ConnectionState visit(NamespaceRefused event) {
        markFailed(event.nsp(), ConnectionFailures.of(event, urlNamespace));
        return connectionState;
    }

    @Override
    public ConnectionState visit(ConnectFailed event) {
        handleConnectFailure(event.failure());
        return connectionState;
    }

    @Override
    public ConnectionState visit(ReconnectScheduled event) {
        return ConnectionState.RECONNECTING;
    }

    @Override
    public ConnectionState visit(ReconnectGivenUp event) {
        failPending(lastFailure == null ? ConnectionFailures.of(event) : lastFailure);
        return connectionState;
    }

    @Override
    public ConnectionState visit(NamespaceDisconnected event) {
        handleDisconnect(event);
        return connectionState;
    }

    private void handleConnectFailure(Failure failure) {
        lastFailure = failure;
        String nsp = failure.facts().isEmpty() ? "" : failure.facts().get(0);
        boolean isOneNamespace = failure.kind() == FailureKind.NAMESPACE_SILENT && isAnyJoined();
        if (isOneNamespace) {
            markFailed(nsp, failure);
        } else if (!reconnect.enabled() || !everConnected && !reconnect.retryFirst()) {
            failPending(failure);
        }
    }

    private void handleDisconnect(NamespaceDisconnected disconnected) {
        Failure failure = ConnectionFailures.of(disconnected);
        boolean isReconnecting = reconnect.enabled() && !isFinal(disconnected.reason());
        if (statuses.get(disconnected.nsp()) instanceof Rejoining) {
            statuses.put(disconnected.nsp(), new Requested());
            return;
        }
        if (disconnected.reason() == DisconnectReason.CLIENT_DISCONNECT) {
            statuses.remove(disconnected.nsp());
        } else {
            statuses.put(disconnected.nsp(), isReconnecting ? new Requested() : new Failed(failure));
        }
        connectionState = isReconnecting ? ConnectionState.RECONNECTING : connectionState;
        goOfflineIfAllFailed();
    }

    private static boolean isFinal(DisconnectReason reason) {
        return reason.isByServer() || reason == DisconnectReason.CLIENT_DISCONNECT;
    }

    private void markFailed(String nsp, Failure failure) {
        statuses.put(nsp, new Failed(failure));
        goOfflineIfAllFailed();
    }

    private void failPending(Failure failure) {
        statuses.replaceAll((nsp, status) ->
                status instanceof Requested || status instanceof Rejoining ? new Failed(failure) : status);
        goOfflineIfAllFailed();
    }

    private void goOfflineIfAllFailed() {
        if (statuses.values().stream().allMatch(status -> status instanceof Failed)) {
            connectionState = ConnectionState.OFFLINE;
        }
    }

    private boolean isAnyJoined() {
        return statuses.values().stream().anyMatch(status -> status instanceof Joined);
    }

    ConnectionState connectionState() {
        return connectionState;
    }

    boolean isConnected(String nsp) {
        return statuses.get(nsp) instanceof Joined;
    }

    /** Returns true if the namespace is joined or being joined. */
    boolean isExpected(String nsp) {
        Status status = statuses.get(nsp);
        return status instanceof Joined || status instanceof Requested || status instanceof Rejoining;
    }

    /** Returns the failure because of which the namespace will not be connected. */
    Optional<Failure> failure(String nsp) {
        return statuses.get(nsp) instanceof Failed broken ? Optional.of(broken.failure()) : Optional.empty();
    }

    /** Returns the namespaces that are joined or being joined, in the order of the requests. */
    List<String> expected() {
        List<String> expected = new ArrayList<>();
        statuses.keySet().stream().filter(this::isExpected).forEach(expected::add);
        return expected;
    }

    /** Returns all requested namespaces that were not left, with their state. */
    List<NamespaceState> all() {
        List<NamespaceState> all = new ArrayList<>();
        statuses.forEach((nsp, status) -> {
            if (status instanceof Joined joined) {
                all.add(new NamespaceState(nsp, "connected", joined.sid()));
            } else if (status instanceof Failed broken) {
                all.add(new NamespaceState(nsp, broken.failure().message(), ""));
            } else {
                all.add(new NamespaceState(
                        nsp, connectionState == ConnectionState.RECONNECTING ? "reconnecting" : "connecting", ""));
            }
        });
        return all;
    }
}
