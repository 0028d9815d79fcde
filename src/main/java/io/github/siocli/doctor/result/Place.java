package io.github.siocli.doctor.result;

/** The place where an advice is to be carried out. */
public enum Place {
    CLIENT("client code"),
    SERVER("server code"),
    PROXY("proxy configuration"),
    CERTIFICATE("certificate"),
    NETWORK("network"),
    /** The command line of sio, because its options differ from what the server needs. */
    OPTIONS("options of sio");

    private final String label;

    Place(String label) {
        this.label = label;
    }

    /** Returns the name for users and in JSON records. */
    public String label() {
        return label;
    }
}
