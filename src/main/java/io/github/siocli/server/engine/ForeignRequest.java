package io.github.siocli.server.engine;

import java.net.InetSocketAddress;

/**
 * A request that was refused because a web page of another site may have made it.
 *
 * @param cause reason for the refusal
 * @param value its {@code Origin} or {@code Host}
 * @param address address of the client
 */
public record ForeignRequest(Cause cause, String value, InetSocketAddress address) {

    /** Reason for a refusal. */
    public enum Cause {
        /** The origin of the page is not allowed. */
        ORIGIN("Origin not allowed"),
        /** The page has no origin: it is a file or a sandboxed frame. */
        OPAQUE_ORIGIN("Origin not allowed"),
        /** The browser sends no origin, but says that the page is of another site. */
        CROSS_SITE("Cross-site request not allowed"),
        /** The host in the request is not this machine, as with DNS rebinding. */
        HOST("Host not allowed");

        private final String message;

        Cause(String message) {
            this.message = message;
        }

        /** Returns the text of the response. */
        String message() {
            return message;
        }
    }
}
