package io.github.siocli.net.websocket;

import java.time.Duration;

/**
 * Limits on the size and the time of what a server sends.
 *
 * @param message size of a message in bytes; a larger one fails the connection with close code 1009
 * @param handshake time for the HTTP response, counted from the TCP connection
 * @param body time for the body of a refusal; the part that arrives in time is used
 * @param close time for the server's part of the close handshake
 */
public record WebSocketLimits(int message, Duration handshake, Duration body, Duration close) {

    /** The default limits: 256 MiB, 60 s, 2 s and 10 s. */
    public static final WebSocketLimits DEFAULT =
            new WebSocketLimits(256 << 20, Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(10));

    /** Returns these limits with another time for the handshake. */
    public WebSocketLimits withHandshake(Duration time) {
        return new WebSocketLimits(message, time, body, close);
    }

    /** Returns these limits with another message size. */
    public WebSocketLimits withMessage(int bytes) {
        return new WebSocketLimits(bytes, handshake, body, close);
    }
}
