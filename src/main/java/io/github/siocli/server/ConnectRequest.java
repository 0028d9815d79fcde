package io.github.siocli.server;

import io.github.siocli.json.Json;
import io.github.siocli.server.engine.HandshakeRequest;
import java.util.Map;
import java.util.Optional;

/**
 * A client asks for a namespace.
 *
 * @param nsp the namespace, without a query
 * @param auth what it says of itself; a client of Engine.IO 3 has no such thing
 * @param query the query behind the name of the namespace, and that of the handshake; what stands in both is that of the
 *     namespace. Clients of Engine.IO 3 say here who they are
 * @param handshake what its session was asked for with
 */
public record ConnectRequest(String nsp, Optional<Json> auth, Map<String, String> query, HandshakeRequest handshake) {

    public ConnectRequest {
        query = Map.copyOf(query);
    }
}
