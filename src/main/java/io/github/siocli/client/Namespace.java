package io.github.siocli.client;

import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.json.Json;
import java.util.Optional;

/** What is known of one namespace. {@link Namespaces} guards it. */
final class Namespace {

    enum State {
        /** Asked for, and not answered. */
        ASKED,
        CONNECTED,
        /** Asked for, not answered, and not wanted any more. */
        UNWANTED,
        /** Connected, and a DISCONNECT is on its way. */
        LEAVING,
        /** Refused, left, or disconnected by the server. */
        GONE
    }

    State state = State.GONE;
    /** The auth payload to connect it with. */
    Optional<Json> auth = Optional.empty();
    /** The server's id of the socket, while it is connected. */
    String sid = "";
    /** What became of its session when it was connected last; empty where the server knows nothing of recovery. */
    Optional<RecoveryOutcome> recovery = Optional.empty();
    /** Whether a connection is of no use without it. */
    boolean essential;
    /** Whether it is to be asked for again once it is left. */
    boolean again;
    /** Whether it is not wanted any more because of us. */
    boolean left;
    /** Whether its end was told before it came. */
    boolean quiet;
    /** Whether the server has sent an event or an acknowledgement in it since it was connected. */
    boolean heard;
    /** When it was connected, in nanoseconds. */
    long connectedNanos;
    /** Which time of asking it was. */
    long number;

    boolean isWanted() {
        return state == State.ASKED || state == State.CONNECTED || again;
    }

    SessionStatus.Namespace status() {
        return state == State.CONNECTED
                ? new SessionStatus.Namespace(SessionStatus.State.CONNECTED, Optional.of(sid), recovery)
                : new SessionStatus.Namespace(
                        isWanted() ? SessionStatus.State.ASKED : SessionStatus.State.GONE,
                        Optional.empty(),
                        Optional.empty());
    }
}
