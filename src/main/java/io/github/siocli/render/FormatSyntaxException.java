package io.github.siocli.render;

/** A template that is broken, with the place. */
public final class FormatSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    FormatSyntaxException(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    /** Index into the template of the place that is broken. */
    public int offset() {
        return offset;
    }
}
