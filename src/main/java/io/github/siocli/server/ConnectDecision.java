package io.github.siocli.server;

import io.github.siocli.json.Json;
import java.time.Duration;
import java.util.Optional;

/** The decision of the server on a client that connects to a namespace. */
public sealed interface ConnectDecision {

    /** Accepts the client. */
    ConnectDecision ACCEPTED = new Accept();

    /** Accepts the client. */
    record Accept() implements ConnectDecision {}

    /**
     * Refuses the client with CONNECT_ERROR (Socket.IO protocol 5, "Connection to a namespace").
     *
     * @param message reason
     * @param data more data; a client of Engine.IO 3 receives only this, if it is present
     */
    record Refuse(String message, Optional<Json> data) implements ConnectDecision {}

    /** Never answers the client. */
    record Silence() implements ConnectDecision {}

    /** Answers the client after a delay. */
    record Later(Duration delay, ConnectDecision then) implements ConnectDecision {}
}
