package io.github.siocli.net.http;

import java.io.IOException;

/** The body of an answer is in an encoding that is not read, or is not what its encoding says. */
public final class ContentEncodingException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String encoding;
    private final boolean known;

    ContentEncodingException(String encoding, boolean known, Throwable cause) {
        super(
                known ? "a body that is not valid " + encoding + ": " + cause.getMessage() : "a body in " + encoding,
                cause);
        this.encoding = encoding;
        this.known = known;
    }

    /** A body in an encoding that is not read. */
    public ContentEncodingException(String encoding) {
        this(encoding, false, null);
    }

    /** The encoding as the server names it. */
    public String encoding() {
        return encoding;
    }

    /** Returns true if the encoding is read, and the body is broken. */
    public boolean isKnown() {
        return known;
    }
}
