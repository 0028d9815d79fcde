package io.github.siocli.protocol.socketio;

/** A value cannot be encoded by the parser of the session. */
public final class UnencodableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String value;

    /**
     * Creates an exception.
     *
     * @param value the value, for people
     * @param problem the reason
     */
    public UnencodableException(String value, String problem) {
        super(problem);
        this.value = value;
    }

    /** Returns the value, for people. */
    public String value() {
        return value;
    }
}
