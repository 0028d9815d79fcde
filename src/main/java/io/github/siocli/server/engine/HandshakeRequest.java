package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a session was asked for with.
 *
 * @param generation the generation of Engine.IO
 * @param transport the transport that it begins with
 * @param url the target of the request, with the query
 * @param query the query parameters, decoded
 * @param headers the header fields; names in lower case, values of the same name joined by a comma
 * @param address where the client is
 * @param secure whether it came over TLS
 * @param time when it came
 */
public record HandshakeRequest(
        Generation generation,
        Transport transport,
        String url,
        Map<String, String> query,
        Map<String, String> headers,
        InetSocketAddress address,
        boolean secure,
        Instant time) {

    public HandshakeRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** Returns true if the client takes no binary frames, but Base64 (Engine.IO protocol, "Query parameters": b64). */
    boolean wantsBase64() {
        return !query.getOrDefault("b64", "").isEmpty();
    }

    /** The value of a header field, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
