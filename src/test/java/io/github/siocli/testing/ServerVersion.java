package io.github.siocli.testing;

/** The releases of the real server that tests run against. */
public enum ServerVersion {
    V3_1("3.1"),
    V4_8("4.8");

    private final String number;

    ServerVersion(String number) {
        this.number = number;
    }

    /** The number as it is said, such as {@code 4.8}. */
    public String number() {
        return number;
    }
}
