package io.github.siocli.render;

/** Thrown if a template is invalid. */
public final class FormatSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    FormatSyntaxException(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    /** Returns the index of the error in the template. */
    public int offset() {
        return offset;
    }
}
