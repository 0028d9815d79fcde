package io.github.siocli.server.engine;

import io.github.siocli.json.Json;
import java.time.Duration;
import java.util.Optional;

/** The decision of the server on a client that requests a session or a namespace. */
public sealed interface ConnectDecision {

    /** Accepts the client. */
    ConnectDecision ACCEPTED = new Accept();

    /** Returns a refusal without data. */
    static ConnectDecision refuse(String message) {
        return new Refuse(message, Optional.empty());
    }

    /** Returns the refusal, perhaps after a delay; empty if this is none. */
    default Optional<Refuse> refusal() {
        ConnectDecision last = this;
        while (last instanceof Later later) {
            last = later.then();
        }
        return last instanceof Refuse refuse ? Optional.of(refuse) : Optional.empty();
    }

    /** Accepts the client. */
    record Accept() implements ConnectDecision {}

    /**
     * Refuses a namespace with CONNECT_ERROR (Socket.IO protocol 5, "Connection to a namespace"), or a session with
     * error code 4 (Engine.IO protocol, "Handshake").
     *
     * @param message reason
     * @param data more data for a namespace; a client of Engine.IO 3 receives only this, if it is present
     */
    record Refuse(String message, Optional<Json> data) implements ConnectDecision {}

    /** Never answers the client. */
    record Silence() implements ConnectDecision {}

    /** Answers the client after a delay. */
    record Later(Duration delay, ConnectDecision then) implements ConnectDecision {}
}
