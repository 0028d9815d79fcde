package io.github.siocli.server.engine;

import java.net.InetSocketAddress;

/**
 * A request that was refused, as a web page of another site may have made it.
 *
 * @param cause what it was refused for
 * @param value what the request says: its {@code Origin} or {@code Host}
 * @param address where it came from
 */
public record ForeignRequest(Cause cause, String value, InetSocketAddress address) {

    /** The reason why a request is refused. */
    public enum Cause {
        /** The page is of an origin that is not allowed. */
        ORIGIN("Origin not allowed"),
        /** The page has no origin: it is a file, or a sandboxed frame. */
        OPAQUE_ORIGIN("Origin not allowed"),
        /** The browser does not say the origin, and that it is another site. */
        CROSS_SITE("Cross-site request not allowed"),
        /** The host in the request is not this machine, as when DNS was made to point here (DNS rebinding). */
        HOST("Host not allowed");

        private final String message;

        Cause(String message) {
            this.message = message;
        }

        /** The text that the client gets. */
        String message() {
            return message;
        }
    }
}
