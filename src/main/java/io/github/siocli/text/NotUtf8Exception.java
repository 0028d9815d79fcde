package io.github.siocli.text;

import java.nio.charset.CharacterCodingException;

/** An input is not UTF-8 text. */
public final class NotUtf8Exception extends CharacterCodingException {

    private static final long serialVersionUID = 1L;

    private final String message;

    /** Creates the failure of text with bytes that are not UTF-8. */
    NotUtf8Exception() {
        this("not UTF-8 text");
    }

    private NotUtf8Exception(String message) {
        this.message = message;
    }

    /** Creates the failure of text that begins with the byte order mark of another encoding. */
    static NotUtf8Exception otherEncoding(String name) {
        return new NotUtf8Exception(name + " text, not UTF-8; iconv -f " + name + " -t UTF-8 converts it");
    }

    /** Returns the kind of the input, such as {@code UTF-16 text, not UTF-8}. */
    @Override
    public String getMessage() {
        return message;
    }
}
