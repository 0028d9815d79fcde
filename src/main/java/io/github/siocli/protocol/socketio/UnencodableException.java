package io.github.siocli.protocol.socketio;

/** A value has no form in the encoding that the packets are written in. */
public final class UnencodableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String value;

    /**
     * @param value the value, as a person would name it
     * @param problem why it cannot be written
     */
    public UnencodableException(String value, String problem) {
        super(problem);
        this.value = value;
    }

    /** The value, as a person would name it. */
    public String value() {
        return value;
    }
}
