package io.github.siocli.secret;

import java.util.List;

/**
 * Selects the members of payloads that are masked.
 *
 * @param names members that are masked in text for people, in traces and in recordings
 * @param added those of the names that the user has added; with them, the names are masked in all other formats too
 */
public record Redaction(SecretNames names, SecretNames added) {

    /** The text in place of a secret. */
    public static final String MASK = "***";

    /** Masks nothing. */
    public static final Redaction NONE = new Redaction(SecretNames.NONE, SecretNames.NONE);

    /** Masks the default names. */
    public static final Redaction DEFAULT = new Redaction(SecretNames.DEFAULT, SecretNames.NONE);

    /**
     * Returns this redaction with further names, also for formats that are otherwise exact.
     *
     * @param others names for which {@link SecretNames#isName} is true; may be empty
     */
    public Redaction with(List<String> others) {
        return others.isEmpty() ? this : new Redaction(names.with(others), added.with(others));
    }

    /** Returns true if nothing is masked. */
    public boolean isOff() {
        return names.isEmpty();
    }

    /** Returns true if formats are masked that are otherwise exact, such as {@code --json}. */
    public boolean isForAllFormats() {
        return !added.isEmpty();
    }
}
