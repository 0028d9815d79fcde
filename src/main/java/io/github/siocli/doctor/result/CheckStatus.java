package io.github.siocli.doctor.result;

/** The outcome of a check. */
public enum CheckStatus {
    /** Everything is as it should be. */
    OK("ok"),
    /** A client works, but not as well as it could, or not everywhere. */
    WARNING("warning"),
    /** A client with these options does not work. */
    FAILED("failed"),
    /** The check does not apply, or a prerequisite is missing. */
    SKIPPED("skipped");

    private final String label;

    CheckStatus(String label) {
        this.label = label;
    }

    /** Returns the value in JSON records. */
    public String label() {
        return label;
    }
}
