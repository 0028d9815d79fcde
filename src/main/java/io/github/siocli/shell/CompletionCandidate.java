package io.github.siocli.shell;

/**
 * A word that could stand at a place of a line.
 *
 * @param text the word
 * @param description what it is, in a few words; may be empty
 */
public record CompletionCandidate(String text, String description) {

    /** A word that needs no description. */
    public static CompletionCandidate of(String text) {
        return new CompletionCandidate(text, "");
    }
}
