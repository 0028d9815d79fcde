package io.github.siocli.shell;

import io.github.siocli.client.diagnosis.NamespaceDiagnosis;
import io.github.siocli.client.option.ConnectOptions;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derives the state of the connection and of each namespace from events, and the failures because of which they are not
 * connected. One thread at a time uses it.
 */
public final class NamespaceStates implements ConnectionVisitor<ConnectionState> {

    private sealed interface Status permits Requested, Rejoining, Joined, Failed {}

    private record Requested() implements Status {}

    /**
     * Requested again with another auth payload, while the disconnection of the former socket is still to be reported.
     */
    private record Rejoining() implements Status {}

    private record Joined(String sid) implements Status {}

    private record Failed(Failure failure) implements Status {}

    /**
     * The request of a session for connections.
     *
     * @param namespaces the namespaces to connect at the start
     * @param urlNamespace the namespace that is the path of the URL; null if the URL has none
     * @param sendsAuth true if the session sends an auth payload to each namespace
     * @param reconnect what happens when the connection is lost
     */
    record Request(
            List<String> namespaces, @Nullable String urlNamespace, boolean sendsAuth, ReconnectSettings reconnect) {}

    private static final Request NOTHING = new Request(List.of(), null, false, ReconnectSettings.NEVER);

    private final Map<String, Status> statuses = new LinkedHashMap<>();
    /** The namespaces that were requested with an auth payload of their own. */
    private final Set<String> withAuth = new HashSet<>();

    private Request request = NOTHING;
    private ConnectionState connectionState = ConnectionState.OFFLINE;
    private boolean everConnected;
    private boolean everFullyConnected;
    /** Failure of the last attempt to connect that failed; null if none failed in the session. */
    private @Nullable Failure lastAttempt;
    /** Failure of the namespace that failed last; null if none failed in the session. */
    private @Nullable Failure lastFailure;
    /** Failure of the namespace that the server refused or did not answer; null if there is none. */
    private @Nullable Failure refusal;

    /** Returns the states of a session that is about to connect. */
    public static NamespaceStates of(ConnectOptions options, @Nullable String urlNamespace) {
        NamespaceStates states = new NamespaceStates();
        states.startSession(request(options, urlNamespace));
        return states;
    }

    /** Returns what a session with the given options requests. */
    static Request request(ConnectOptions options, @Nullable String urlNamespace) {
        return new Request(options.namespaces(), urlNamespace, options.auth().isPresent(), options.reconnect());
    }

    /** Resets the state for a new session. */
    void startSession(Request newRequest) {
        statuses.clear();
        withAuth.clear();
        newRequest.namespaces().forEach(nsp -> statuses.put(nsp, new Requested()));
        request = newRequest;
        connectionState = ConnectionState.CONNECTING;
        everConnected = false;
        everFullyConnected = false;
        lastAttempt = null;
        lastFailure = null;
        refusal = null;
    }

    /** Notes that an auth payload of its own is sent to a namespace. */
    void authSent(String nsp) {
        withAuth.add(nsp);
    }

    /**
     * Notes that a namespace was requested.
     *
     * @param isWithAuth true if an auth payload of its own is sent to it
     */
    void namespaceRequested(String nsp, boolean isWithAuth) {
        withAuth.remove(nsp);
        if (isWithAuth) {
            withAuth.add(nsp);
        }
        if (!(statuses.get(nsp) instanceof Joined)) {
            statuses.put(nsp, new Requested());
            connectionState = connectionState == ConnectionState.OFFLINE ? ConnectionState.CONNECTING : connectionState;
        }
    }

    /** Notes that an expected namespace is left and requested again, with an auth payload of its own. */
    void rejoinRequested(String nsp) {
        withAuth.add(nsp);
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
        lastFailure = null;
    }

    /** Processes an event. */
    public void handle(Event event) {
        if (event instanceof ConnectionEvent connection) {
            connectionState = connection.accept(this);
        }
    }

    @Override
    public ConnectionState visit(NamespaceConnected event) {
        statuses.put(event.nsp(), new Joined(event.sid()));
        everConnected = true;
        everFullyConnected |= isFullyConnected();
        return ConnectionState.CONNECTED;
    }

    @Override
    public ConnectionState visit(NamespaceRefused event) {
        refusal = NamespaceDiagnosis.of(event, sendsAuth(event.nsp()), request.urlNamespace());
        markFailed(event.nsp(), refusal);
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
        failPending(everFullyConnected || lastAttempt == null ? ConnectionFailures.of(event) : lastAttempt);
        return connectionState;
    }

    @Override
    public ConnectionState visit(NamespaceDisconnected event) {
        handleDisconnect(event);
        return connectionState;
    }

    private void handleConnectFailure(Failure failure) {
        lastAttempt = failure;
        String nsp = failure.facts().isEmpty() ? "" : failure.facts().get(0);
        boolean isOneNamespace = failure.kind() == FailureKind.NAMESPACE_SILENT && isAnyJoined();
        if (isOneNamespace) {
            refusal = failure;
            markFailed(nsp, failure);
        } else if (!request.reconnect().enabled()
                || !everConnected && !request.reconnect().retryFirst()) {
            failPending(failure);
        }
    }

    private void handleDisconnect(NamespaceDisconnected disconnected) {
        Failure failure = failure(disconnected);
        boolean isReconnecting = request.reconnect().enabled() && !isFinal(disconnected.reason());
        if (statuses.get(disconnected.nsp()) instanceof Rejoining) {
            statuses.put(disconnected.nsp(), new Requested());
            return;
        }
        if (disconnected.reason() == DisconnectReason.CLIENT_DISCONNECT) {
            statuses.remove(disconnected.nsp());
        } else {
            statuses.put(disconnected.nsp(), isReconnecting ? new Requested() : failed(failure));
            if (disconnected.reason() == DisconnectReason.REFUSED) {
                refusal = failure;
            }
        }
        connectionState = isReconnecting ? ConnectionState.RECONNECTING : connectionState;
        goOfflineIfAllFailed();
    }

    private static boolean isFinal(DisconnectReason reason) {
        return reason.isByServer() || reason == DisconnectReason.CLIENT_DISCONNECT;
    }

    private void markFailed(String nsp, Failure failure) {
        statuses.put(nsp, failed(failure));
        goOfflineIfAllFailed();
    }

    private void failPending(Failure failure) {
        statuses.replaceAll(
                (nsp, status) -> status instanceof Requested || status instanceof Rejoining ? failed(failure) : status);
        goOfflineIfAllFailed();
    }

    private Failed failed(Failure failure) {
        lastFailure = failure;
        return new Failed(failure);
    }

    private boolean sendsAuth(String nsp) {
        return request.sendsAuth() || withAuth.contains(nsp);
    }

    /** Returns the failure to report for a namespace that was disconnected. */
    public Failure failure(NamespaceDisconnected disconnected) {
        return NamespaceDiagnosis.of(disconnected, sendsAuth(disconnected.nsp()));
    }

    private void goOfflineIfAllFailed() {
        if (statuses.values().stream().allMatch(status -> status instanceof Failed)) {
            connectionState = ConnectionState.OFFLINE;
        }
    }

    private boolean isAnyJoined() {
        return statuses.values().stream().anyMatch(status -> status instanceof Joined);
    }

    /** Returns true if all requested namespaces are connected. */
    public boolean isFullyConnected() {
        return statuses.values().stream().allMatch(status -> status instanceof Joined);
    }

    /** Returns true if all requested namespaces were connected at the same time at least once. */
    public boolean wasFullyConnected() {
        return everFullyConnected;
    }

    /**
     * Returns the failure that ends a command which needs all its namespaces: one is refused, or will not be connected
     * any more. Empty while all of them are connected or attempted.
     */
    public Optional<Failure> failure() {
        boolean isLost = connectionState == ConnectionState.OFFLINE
                || !request.reconnect().enabled();
        return Optional.ofNullable(refusal == null && isLost ? lastFailure : refusal);
    }

    /** Returns the failure of the last namespace that failed; empty unless there is no connection because of failures. */
    Optional<Failure> offlineFailure() {
        return Optional.ofNullable(connectionState == ConnectionState.OFFLINE ? lastFailure : null);
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
