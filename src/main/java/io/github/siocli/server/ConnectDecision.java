package io.github.siocli.server;

import io.github.siocli.json.Json;
import java.time.Duration;
import java.util.Optional;

/** Whether a client may connect to a namespace. */
public sealed interface ConnectDecision {

    /** It may. */
    ConnectDecision ACCEPTED = new Accept();

    /** It may. */
    record Accept() implements ConnectDecision {}

    /**
     * It may not, and is told so with CONNECT_ERROR (Socket.IO protocol 5, "Connection to a namespace").
     *
     * @param message why
     * @param data more about it; all that a client of Engine.IO 3 is told, where there is some
     */
    record Refuse(String message, Optional<Json> data) implements ConnectDecision {}

    /** It is never answered. */
    record Silence() implements ConnectDecision {}

    /** It is told later. */
    record Later(Duration delay, ConnectDecision then) implements ConnectDecision {}
}
