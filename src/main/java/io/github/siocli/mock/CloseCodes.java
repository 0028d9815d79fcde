package io.github.siocli.mock;

import java.util.Optional;

/** Close codes that a websocket can send (RFC 6455, section 7.4). */
final class CloseCodes {

    static final String HINT = "1000 to 1003, 1007 to 1014, or 3000 to 4999, such as 1011";

    private CloseCodes() {}

    /** Parses a close code. Returns empty if it is invalid or must not be sent. */
    static Optional<Integer> parse(String text) {
        if (!text.matches("[1-4]\\d{3}")) {
            return Optional.empty();
        }
        int code = Integer.parseInt(text);
        boolean sent = code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000;
        return sent ? Optional.of(code) : Optional.empty();
    }
}
