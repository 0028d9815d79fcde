package io.github.siocli.mock;

import java.util.Optional;

/** Codes that a websocket can be closed with (RFC 6455, section 7.4). */
final class CloseCodes {

    static final String HINT = "1000 to 1003, 1007 to 1014, or 3000 to 4999, such as 1011";

    private CloseCodes() {}

    /** The code; empty where it is none, or one that is never sent. */
    static Optional<Integer> parse(String text) {
        if (!text.matches("[1-4]\\d{3}")) {
            return Optional.empty();
        }
        int code = Integer.parseInt(text);
        boolean sent = code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000;
        return sent ? Optional.of(code) : Optional.empty();
    }
}
