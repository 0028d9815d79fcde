package io.github.siocli.server;

import io.github.siocli.json.Json;
import io.github.siocli.server.engine.HandshakeRequest;
import java.util.Map;
import java.util.Optional;

/**
 * The request of a client to connect to a namespace.
 *
 * @param nsp the namespace, without a query
 * @param auth auth payload; always empty for a client of Engine.IO 3
 * @param query parameters of the namespace and of the handshake; a parameter of the namespace replaces one of the
 *     handshake. Clients of Engine.IO 3 send their credentials here
 * @param handshake the request that opened the session
 */
public record ConnectRequest(String nsp, Optional<Json> auth, Map<String, String> query, HandshakeRequest handshake) {

    public ConnectRequest {
        query = Map.copyOf(query);
    }
}
