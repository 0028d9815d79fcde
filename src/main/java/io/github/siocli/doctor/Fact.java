package io.github.siocli.doctor;

/**
 * A fact that checks find out and other checks need. Each constant is a different fact.
 *
 * @param <T> type of the value
 */
public final class Fact<T> {

    private final String description;

    /**
     * Creates a fact.
     *
     * @param description noun phrase for the result of a check that lacks it, such as {@code an address of the host}
     */
    public Fact(String description) {
        this.description = description;
    }

    /** Returns the noun phrase for users. */
    public String description() {
        return description;
    }
}
