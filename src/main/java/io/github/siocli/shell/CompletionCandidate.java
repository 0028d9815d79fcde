package io.github.siocli.shell;

/**
 * A word that completion may offer at a position of a line.
 *
 * @param text the word
 * @param description a short description; may be empty
 */
public record CompletionCandidate(String text, String description) {

    /** Returns a candidate without a description. */
    public static CompletionCandidate of(String text) {
        return new CompletionCandidate(text, "");
    }
}
