package io.github.siocli.net.http;

import java.io.IOException;

/** The body of a response has an unsupported encoding, or is not valid in its encoding. */
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

    /** Creates the failure for a body in an unsupported encoding. */
    public ContentEncodingException(String encoding) {
        this(encoding, false, null);
    }

    /** Returns the name of the encoding, as the server writes it. */
    public String encoding() {
        return encoding;
    }

    /** Returns true if the encoding is supported and the body is invalid. */
    public boolean isSupported() {
        return known;
    }
}
