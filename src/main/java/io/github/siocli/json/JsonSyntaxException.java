package io.github.siocli.json;

/** A text is not JSON. Has the index of the syntax error. */
public final class JsonSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final boolean incomplete;

    JsonSyntaxException(String message, int offset, boolean incomplete) {
        super(message);
        this.offset = offset;
        this.incomplete = incomplete;
    }

    /** Returns the index of the first character that is not valid; the length of the text if it ends too early. */
    public int offset() {
        return offset;
    }

    /** Returns true if the text is the beginning of a value, so that more text could complete it. */
    public boolean incomplete() {
        return incomplete;
    }
}
