package io.github.siocli.testing;

/** The releases of the real server that tests use. */
public enum ServerVersion {
    V1_7("1.7"),
    V2_5("2.5"),
    V3_1("3.1"),
    V4_8("4.8");

    private final String number;

    ServerVersion(String number) {
        this.number = number;
    }

    /** Returns the version number, such as {@code 4.8}. */
    public String number() {
        return number;
    }

    /** Returns the Engine.IO generation, 3 or 4. */
    public int eio() {
        return this == V1_7 || this == V2_5 ? 3 : 4;
    }
}
