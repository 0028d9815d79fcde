package io.github.siocli.json;

/** Text is not valid JSON; contains the position of the error. */
public final class JsonSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final boolean incomplete;

    JsonSyntaxException(String message, int offset, boolean incomplete) {
        super(message);
        this.offset = offset;
        this.incomplete = incomplete;
    }

    /** Returns the index of the first invalid character; the length of the text if it ends too early. */
    public int offset() {
        return offset;
    }

    /** Returns true if more text could complete the value. */
    public boolean incomplete() {
        return incomplete;
    }
}
