package io.github.siocli.server.engine;

import io.github.siocli.json.Json;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Error responses to requests, with the codes and texts of the reference server. */
enum HandshakeError {
    UNKNOWN_TRANSPORT(0, 400, "Transport unknown"),
    UNKNOWN_SID(1, 400, "Session ID unknown"),
    BAD_HANDSHAKE_METHOD(2, 400, "Bad handshake method"),
    BAD_REQUEST(3, 400, "Bad request"),
    FORBIDDEN(4, 403, "Forbidden"),
    UNSUPPORTED_PROTOCOL_VERSION(5, 400, "Unsupported protocol version"),
    /** Not in the protocol: the server has its maximum number of sessions. */
    TOO_MANY_SESSIONS(4, 503, "Too many sessions"),
    /** Not in the protocol: the server is closing. */
    SHUTTING_DOWN(4, 503, "Server is shutting down");

    private final int code;
    private final int status;
    private final String message;

    HandshakeError(int code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    HttpResponseStatus status() {
        return HttpResponseStatus.valueOf(status);
    }

    String message() {
        return message;
    }

    /** Returns the body of the response to a poll. */
    String body(String text) {
        return "{\"code\":" + code + ",\"message\":" + Json.string(text).text() + "}";
    }
}
