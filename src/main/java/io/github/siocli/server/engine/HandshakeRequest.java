package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.Generation;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The request that opened a session.
 *
 * @param generation the generation of Engine.IO
 * @param transport the first transport
 * @param query decoded query parameters
 * @param headers header fields; names in lower case, values of the same name joined by a comma
 * @param address address of the client
 * @param time time of arrival
 */
public record HandshakeRequest(
        Generation generation,
        Transport transport,
        Map<String, String> query,
        Map<String, String> headers,
        InetSocketAddress address,
        Instant time) {

    public HandshakeRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /**
     * Returns true if the client accepts only Base64 and no binary frames (Engine.IO protocol, "Query parameters":
     * b64).
     */
    boolean wantsBase64() {
        return !query.getOrDefault("b64", "").isEmpty();
    }

    /**
     * Returns true if the client may read several messages before its program runs on, and then miss those for which
     * the program has no listener yet. This is what websocket libraries for Node do. They offer compression (RFC 7692)
     * and, unlike browsers, send no origin. Socket.IO clients that begin with polling always have their listener.
     */
    boolean readsMessagesTogether() {
        return transport == Transport.WEBSOCKET
                && header("origin").isEmpty()
                && header("sec-websocket-extensions")
                        .filter(offer -> offer.contains("permessage-deflate"))
                        .isPresent();
    }

    /** Returns the value of a header field. The case of the name does not matter. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
