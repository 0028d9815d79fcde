package io.github.siocli.json;

/** Text that is not JSON, with the place where it stops being JSON. */
public final class JsonSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final boolean incomplete;

    JsonSyntaxException(String message, int offset, boolean incomplete) {
        super(message);
        this.offset = offset;
        this.incomplete = incomplete;
    }

    /** Index into the text of the first character that does not fit; the text's length where it ends too early. */
    public int offset() {
        return offset;
    }

    /** Whether the text is the beginning of a value, so that more text could complete it. */
    public boolean incomplete() {
        return incomplete;
    }
}
