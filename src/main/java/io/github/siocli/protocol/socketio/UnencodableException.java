package io.github.siocli.protocol.socketio;

/** A value cannot be represented in the encoding of the packets. */
public final class UnencodableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String value;

    /**
     * @param value describes the value for a user
     * @param problem the reason why it cannot be encoded
     */
    public UnencodableException(String value, String problem) {
        super(problem);
        this.value = value;
    }

    /** Returns a description of the value for a user. */
    public String value() {
        return value;
    }
}
