package io.github.siocli.event;

/** Thrown if a text is not Base64 (RFC 4648, section 4). */
public final class Base64Exception extends Exception {

    private static final long serialVersionUID = 1L;

    Base64Exception(String problem, int offset) {
        super(problem + " at character " + (offset + 1) + " of the Base64");
    }
}
