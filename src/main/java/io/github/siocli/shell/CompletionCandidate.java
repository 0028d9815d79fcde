package io.github.siocli.shell;

/**
 * A candidate for the completion of a word.
 *
 * @param text the word
 * @param description a few words; may be empty
 */
public record CompletionCandidate(String text, String description) {

    /** Returns a candidate without a description. */
    public static CompletionCandidate of(String text) {
        return new CompletionCandidate(text, "");
    }
}
