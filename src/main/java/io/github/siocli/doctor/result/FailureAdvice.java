package io.github.siocli.doctor.result;

import io.github.siocli.event.Failure;
import io.github.siocli.event.Layer;
import java.util.List;
import java.util.Optional;

/**
 * Finds the change that cures a failure. The hint of a failure is for users of {@code sio}; this is for the developers of a client
 * or a server, if it differs.
 */
final class FailureAdvice {

    private FailureAdvice() {}

    /** Returns the advice; empty if the failure has no hint. */
    static List<Advice> of(Failure failure) {
        String text = text(failure).orElse(failure.hint());
        return text.isEmpty() ? List.of() : List.of(Advice.of(place(failure), text));
    }

    private static Optional<String> text(Failure failure) {
        return Optional.ofNullable(
                switch (failure.kind()) {
                    case TRANSPORT_UNKNOWN -> {
                        String other = failure.facts().get(2);
                        yield "use the transport that the server offers: io(url, { transports: [\"" + other
                                + "\"] }) (--transport " + other + ")";
                    }
                    case OTHER_GENERATION ->
                        "use client and server of the same major version; the server speaks neither Engine.IO 3 nor 4";
                    case OTHER_THAN_FORCED ->
                        "use the client of the server's version: socket.io-client 2 for Engine.IO 3, 4 for Engine.IO 4";
                    case REDIRECTED ->
                        "use the address " + failure.facts().get(2)
                                + "; a redirect to a login page means missing credentials";
                    case FORBIDDEN ->
                        "send the credentials that the server or proxy requires: extraHeaders or cookies (-H, -b, --user,"
                                + " --bearer)";
                    case HANDSHAKE_FORBIDDEN, HANDSHAKE_UNAUTHORIZED ->
                        "send what the server checks in the handshake: a header (extraHeaders, -H), a cookie (-b), a query"
                                + " parameter (query, -q) or the Origin";
                    case PLAIN_WEBSOCKET ->
                        "use a plain WebSocket client, or the port and path of the Socket.IO server (--path)";
                    case REQUEST_TOO_LARGE -> "send long tokens in the auth payload instead of query or headers";
                    case HANDSHAKE_REFUSED, HTTP_STATUS ->
                        "read the log of the server, or of the proxy that sent the response, for the reason";
                    case HANDSHAKE_TIMEOUT ->
                        "check that this is the port of the Socket.IO server, and that the server is not blocked";
                    default -> null;
                });
    }

    /** Returns the place that the advice is about. */
    private static Place place(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED, CONNECTION_CUT, NAMESPACE_SILENT, NAMESPACE_CUT, HANDSHAKE_TIMEOUT, UNAVAILABLE ->
                Place.SERVER;
            case NOT_TLS,
                    TLS_REQUIRED,
                    CLIENT_CERTIFICATE_REQUIRED,
                    CLIENT_CERTIFICATE_REFUSED,
                    NO_SOCKET_IO_HERE,
                    PLAIN_WEBSOCKET,
                    REDIRECTED,
                    SLASH_REDIRECTED,
                    FORBIDDEN,
                    REQUEST_TOO_LARGE,
                    TRANSPORT_UNKNOWN,
                    HANDSHAKE_FORBIDDEN,
                    HANDSHAKE_UNAUTHORIZED,
                    OTHER_GENERATION,
                    OTHER_THAN_FORCED,
                    REFUSED_BY_SERVER,
                    REFUSED_WITHOUT_AUTH,
                    INVALID_NAMESPACE,
                    INVALID_NAMESPACE_IN_URL,
                    WRONG_PARSER,
                    OTHER_PARSER -> Place.CLIENT;
            case SESSION_UNKNOWN, SESSION_ID_LOST, UPGRADE_HEADER_LOST, REQUEST_REFUSED, REQUEST_CUT -> Place.PROXY;
            default -> place(failure.kind().layer());
        };
    }

    private static Place place(Layer layer) {
        return switch (layer) {
            case DNS, TCP, PROXY -> Place.NETWORK;
            case TLS -> Place.CERTIFICATE;
            case HTTP -> Place.PROXY;
            case ENGINE_IO, SOCKET_IO, EXPECTATION -> Place.SERVER;
            case USAGE, FILE, PROGRAM -> Place.OPTIONS;
        };
    }
}
