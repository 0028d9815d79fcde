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

/** Derives the state of the connection and of each namespace from events. Guarded by the session state. */
final class NamespaceStates implements ConnectionVisitor<ConnectionState> {

    private sealed interface Link permits Asked, AskedAgain, Joined, Broken {}

    private record Asked() implements Link {}

    /**
     * Requested again with another auth payload, while the disconnection of the former socket is still to be reported.
     */
    private record AskedAgain() implements Link {}

    private record Joined(String sid) implements Link {}

    private record Broken(Failure failure) implements Link {}

    private final Map<String, Link> links = new LinkedHashMap<>();
    private ReconnectSettings reconnect = ReconnectSettings.NEVER;
    private ConnectionState phase = ConnectionState.OFFLINE;
    private boolean everConnected;
    private Optional<Failure> lastFailure = Optional.empty();

    /** Resets the state for a new session. */
    void begin(List<String> namespaces, ReconnectSettings how) {
        links.clear();
        namespaces.forEach(nsp -> links.put(nsp, new Asked()));
        reconnect = how;
        phase = ConnectionState.CONNECTING;
        everConnected = false;
        lastFailure = Optional.empty();
    }

    /** Notes that a namespace was requested. */
    void asked(String nsp) {
        if (!(links.get(nsp) instanceof Joined)) {
            links.put(nsp, new Asked());
            phase = phase == ConnectionState.OFFLINE ? ConnectionState.CONNECTING : phase;
        }
    }

    /** Notes that an expected namespace is left and requested again. */
    void askedAgain(String nsp) {
        links.put(nsp, new AskedAgain());
    }

    /** Notes that a namespace was left. A joined one stays in the list until the session reports its disconnection. */
    void left(String nsp) {
        if (!(links.get(nsp) instanceof Joined)) {
            links.remove(nsp);
            offlineIfNothingIsLeft();
        }
    }

    /** Notes that the user closed the session. */
    void end() {
        links.replaceAll((nsp, link) -> link instanceof Broken
                ? link
                : new Broken(
                        Failure.of(FailureKind.DISCONNECTED, DisconnectReason.CLIENT_DISCONNECT.description(), "")));
        phase = ConnectionState.OFFLINE;
    }

    void on(Event event) {
        if (event instanceof ConnectionEvent connection) {
            phase = connection.accept(this);
        }
    }

    @Override
    public ConnectionState visit(NamespaceConnected event) {
        links.put(event.nsp(), new Joined(event.sid()));
        everConnected = true;
        return ConnectionState.CONNECTED;
    }

    @Override
    public ConnectionState visit(NamespaceRefused event) {
        broken(event.nsp(), ConnectionFailures.of(event));
        return phase;
    }

    @Override
    public ConnectionState visit(ConnectFailed event) {
        failed(event.failure());
        return phase;
    }

    @Override
    public ConnectionState visit(ReconnectScheduled event) {
        return ConnectionState.RECONNECTING;
    }

    @Override
    public ConnectionState visit(ReconnectGivenUp event) {
        offline(lastFailure.orElseGet(() -> ConnectionFailures.of(event)));
        return phase;
    }

    @Override
    public ConnectionState visit(NamespaceDisconnected event) {
        disconnected(event);
        return phase;
    }

    private void failed(Failure failure) {
        lastFailure = Optional.of(failure);
        String nsp = failure.facts().isEmpty() ? "" : failure.facts().get(0);
        boolean onlyOne = failure.kind() == FailureKind.NAMESPACE_SILENT && isAnyJoined();
        if (onlyOne) {
            broken(nsp, failure);
        } else if (!reconnect.enabled() || !everConnected && !reconnect.retryFirst()) {
            offline(failure);
        }
    }

    private void disconnected(NamespaceDisconnected gone) {
        Failure failure = ConnectionFailures.of(gone);
        boolean comesBack = reconnect.enabled() && !isFinal(gone.reason());
        if (links.get(gone.nsp()) instanceof AskedAgain) {
            links.put(gone.nsp(), new Asked());
            return;
        }
        if (gone.reason() == DisconnectReason.CLIENT_DISCONNECT) {
            links.remove(gone.nsp());
        } else {
            links.put(gone.nsp(), comesBack ? new Asked() : new Broken(failure));
        }
        phase = comesBack ? ConnectionState.RECONNECTING : phase;
        offlineIfNothingIsLeft();
    }

    private static boolean isFinal(DisconnectReason reason) {
        return reason.isByServer() || reason == DisconnectReason.CLIENT_DISCONNECT;
    }

    private void broken(String nsp, Failure failure) {
        links.put(nsp, new Broken(failure));
        offlineIfNothingIsLeft();
    }

    private void offline(Failure failure) {
        links.replaceAll(
                (nsp, link) -> link instanceof Asked || link instanceof AskedAgain ? new Broken(failure) : link);
        offlineIfNothingIsLeft();
    }

    private void offlineIfNothingIsLeft() {
        if (links.values().stream().allMatch(link -> link instanceof Broken)) {
            phase = ConnectionState.OFFLINE;
        }
    }

    private boolean isAnyJoined() {
        return links.values().stream().anyMatch(link -> link instanceof Joined);
    }

    ConnectionState phase() {
        return phase;
    }

    boolean isConnected(String nsp) {
        return links.get(nsp) instanceof Joined;
    }

    /** Returns true if the namespace is joined or being joined. */
    boolean isExpected(String nsp) {
        Link link = links.get(nsp);
        return link instanceof Joined || link instanceof Asked || link instanceof AskedAgain;
    }

    /** Returns the failure because of which the namespace will not be connected. */
    Optional<Failure> failure(String nsp) {
        return links.get(nsp) instanceof Broken broken ? Optional.of(broken.failure()) : Optional.empty();
    }

    /** Returns the first failure of the requested namespaces. */
    Optional<Failure> failure() {
        return links.keySet().stream()
                .map(this::failure)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Returns the namespaces that are joined or being joined, in the order of the requests. */
    List<String> expected() {
        List<String> expected = new ArrayList<>();
        links.keySet().stream().filter(this::isExpected).forEach(expected::add);
        return expected;
    }

    /** Returns all requested namespaces that were not left, with their state. */
    List<NamespaceState> all() {
        List<NamespaceState> all = new ArrayList<>();
        links.forEach((nsp, link) -> {
            if (link instanceof Joined joined) {
                all.add(new NamespaceState(nsp, "connected", joined.sid()));
            } else if (link instanceof Broken broken) {
                all.add(new NamespaceState(nsp, broken.failure().message(), ""));
            } else {
                all.add(new NamespaceState(
                        nsp, phase == ConnectionState.RECONNECTING ? "reconnecting" : "connecting", ""));
            }
        });
        return all;
    }
}
