package io.github.siocli.net.websocket;

import java.time.Duration;

/**
 * What a server may ask of us.
 *
 * @param message size of a message in bytes; a larger one fails the connection with close code 1009
 * @param handshake time for the HTTP answer, from the TCP connection on
 * @param body time for the body of an answer that is a refusal; what came until then is taken
 * @param close time for the server's part of the close handshake
 */
public record WebSocketLimits(int message, Duration handshake, Duration body, Duration close) {

    /** 256 MiB; 60 s, 2 s and 10 s. */
    public static final WebSocketLimits DEFAULT =
            new WebSocketLimits(256 << 20, Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(10));

    /** The same with another time for the handshake. */
    public WebSocketLimits withHandshake(Duration time) {
        return new WebSocketLimits(message, time, body, close);
    }

    /** The same with another size of messages. */
    public WebSocketLimits withMessage(int bytes) {
        return new WebSocketLimits(bytes, handshake, body, close);
    }
}
