package io.github.siocli.net.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The client's part of the opening handshake (RFC 6455, 4.1). Header fields that the request already has are kept, so
 * that users can test incorrect ones.
 */
final class UpgradeRequest {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String KEY = "Sec-WebSocket-Key";
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    private final Request request;
    private final String key;

    /**
     * Creates a handshake.
     *
     * @param nonce 16 random bytes
     */
    UpgradeRequest(Request request, byte[] nonce) {
        this.request = request;
        this.key = Optional.ofNullable(request.header(KEY))
                .orElseGet(() -> Base64.getEncoder().encodeToString(nonce));
    }

    /** Returns request line and header fields, with the empty line at their end. */
    String head() {
        HttpUrl url = request.url();
        StringBuilder head = new StringBuilder("GET ").append(url.encodedPath());
        if (url.encodedQuery() != null) {
            head.append('?').append(url.encodedQuery());
        }
        head.append(" HTTP/1.1\r\n");
        addMissing(head, "Host", host(url));
        addMissing(head, "Connection", "Upgrade");
        addMissing(head, "Upgrade", "websocket");
        addMissing(head, "Sec-WebSocket-Version", "13");
        addMissing(head, KEY, key);
        Headers fields = request.headers();
        for (int i = 0; i < fields.size(); i++) {
            add(head, fields.name(i), fields.value(i));
        }
        return head.append("\r\n").toString();
    }

    /** Returns the fault of a response with status 101; empty if it accepts the websocket. */
    Optional<String> fault(ResponseHead answer) {
        if (!answer.hasToken("Upgrade", "websocket")) {
            return Optional.of("its response has no Upgrade: websocket");
        }
        if (!answer.hasToken("Connection", "Upgrade")) {
            return Optional.of("its response has no Connection: Upgrade");
        }
        if (!answer.field("Sec-WebSocket-Accept").equals(accept(key))) {
            return Optional.of("the Sec-WebSocket-Accept of its response does not match the key");
        }
        if (!answer.field(EXTENSIONS).isEmpty()) {
            return Optional.of("its response has an extension that was not offered: " + answer.field(EXTENSIONS));
        }
        String subprotocol = answer.field(PROTOCOL);
        if (!subprotocol.isEmpty() && !isOffered(subprotocol)) {
            return Optional.of("its response has a subprotocol that was not offered: " + subprotocol);
        }
        return Optional.empty();
    }

    private boolean isOffered(String subprotocol) {
        for (String value : request.headers(PROTOCOL)) {
            for (String element : value.split(",")) {
                if (element.strip().equals(subprotocol)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void addMissing(StringBuilder head, String name, String value) {
        if (request.header(name) == null) {
            add(head, name, value);
        }
    }

    private static void add(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String host(HttpUrl url) {
        String host = url.host().contains(":") ? '[' + url.host() + ']' : url.host();
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ':' + url.port();
    }

    private static String accept(String key) {
        return Base64.getEncoder().encodeToString(Sha1.of((key + GUID).getBytes(StandardCharsets.US_ASCII)));
    }
}
