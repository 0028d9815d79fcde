package io.github.siocli.event;

/** Thrown if a text is not Base64 (RFC 4648, section 4). */
public final class Base64Exception extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    Base64Exception(String problem, int offset) {
        super(problem + " at character " + (offset + 1) + " of the Base64");
        this.offset = offset;
    }

    /** Returns the index of the first invalid character, or the length of the text if padding is missing. */
    public int offset() {
        return offset;
    }
}
