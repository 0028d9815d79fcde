package io.github.siocli.client;

import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of one namespace. {@link Namespaces} guards it. */
final class Namespace {

    enum JoinState {
        /** Wanted, and the server has not answered a CONNECT on the current connection. */
        CONNECTING,
        CONNECTED,
        /** A CONNECT is not answered, and the namespace is no longer wanted. */
        CANCELLED,
        /** Connected, and we are sending a DISCONNECT. */
        LEAVING,
        /** Refused, left, or disconnected by the server. */
        DISCONNECTED
    }

    final String name;
    final RecoveryState recoveryState = new RecoveryState();
    JoinState state = JoinState.DISCONNECTED;
    /** The user's auth payload for CONNECT; null for none. */
    @Nullable
    Json auth;

    /** The id that the server gave to our socket; valid while connected. */
    String sid = "";
    /** Outcome of connection state recovery at the last CONNECT; null before, and if the server does not support it. */
    @Nullable
    RecoveryOutcome recovery;

    /** True if a connection without this namespace is useless. */
    boolean isEssential;
    /** True if it is joined again as soon as the server has processed our DISCONNECT. */
    boolean rejoins;
    /** True if we left it, or stopped waiting for it. */
    boolean isLeftByUs;
    /** True if its end is already reported. */
    boolean isEndReported;
    /** True if the server has sent an event or an acknowledgement in it since it was connected. */
    boolean hasReceivedData;
    /** Time at which it was connected ({@link System#nanoTime}). */
    long connectedNanos;
    /** Number of the latest request to connect; tells timers of an earlier request that they are obsolete. */
    long requestNumber;

    Namespace(String name) {
        this.name = name;
    }

    boolean isWanted() {
        return isInUse() || rejoins;
    }

    /** Returns true if it needs the current connection. */
    boolean isInUse() {
        return state == JoinState.CONNECTING || state == JoinState.CONNECTED;
    }

    /** Returns true if its end must still be reported. */
    boolean isEndUnreported() {
        return state != JoinState.DISCONNECTED && !isEndReported;
    }

    SessionStatus.NamespaceStatus status() {
        if (state == JoinState.CONNECTED) {
            return new SessionStatus.NamespaceStatus(
                    SessionStatus.State.CONNECTED, Optional.of(sid), Optional.ofNullable(recovery));
        }
        SessionStatus.State unconnected =
                isWanted() ? SessionStatus.State.REQUESTED : SessionStatus.State.NOT_CONNECTED;
        return new SessionStatus.NamespaceStatus(unconnected, Optional.empty(), Optional.empty());
    }
}
