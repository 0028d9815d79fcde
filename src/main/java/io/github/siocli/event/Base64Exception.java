package io.github.siocli.event;

/** Text that should be Base64 is not (RFC 4648, section 4). */
public final class Base64Exception extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    Base64Exception(String problem, int offset) {
        super(problem + " at character " + (offset + 1) + " of the Base64");
        this.offset = offset;
    }

    /** Index in the Base64 text of the first character that does not fit; its length if padding is missing. */
    public int offset() {
        return offset;
    }
}
