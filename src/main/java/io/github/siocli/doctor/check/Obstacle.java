package io.github.siocli.doctor.check;

/**
 * The reason why a page cannot use the server.
 *
 * @param text the reason, for users
 */
record Obstacle(Kind kind, String text) {

    /** The thing to change. */
    enum Kind {
        /** The server does not allow the origin. */
        ORIGIN,
        /** Server and proxy both add the field. */
        REPEATED_FIELD,
        /** The server does not allow credentials. */
        CREDENTIALS,
        /** The server does not allow a header field of the page. */
        FIELD,
        /** The request with the origin is refused. */
        REFUSED,
        /** The page has come over TLS, and the server has none. */
        MIXED_CONTENT,
        /** The browser does not send the cookie that keeps a session on its node. */
        COOKIE,
        /** The server does not offer the transport. */
        UNAVAILABLE,
        /** The limit of requests was reached before. */
        UNCHECKED
    }
}
