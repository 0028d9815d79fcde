package io.github.siocli.expression;

/** A text is not valid in the line language. Has the index of the error and a hint. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String hint;

    /**
     * Creates an error.
     *
     * @param offset index of the error in the text, at most its length
     * @param hint what to write instead; may be empty
     */
    public SyntaxException(String message, int offset, String hint) {
        super(message);
        this.offset = offset;
        this.hint = hint;
    }

    /** Returns the index of the error in the text, at most its length. */
    public int offset() {
        return offset;
    }

    /** Returns what to write instead; may be empty. */
    public String hint() {
        return hint;
    }
}
