package io.github.siocli.prompt;

import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.render.TerminalText;

/**
 * A text that a completion may insert.
 *
 * @param text the inserted text
 * @param description a short description; may be empty
 * @param isComplete true if the word is complete, so that a space follows
 */
record Suggestion(String text, String description, boolean isComplete) {

    static Suggestion word(String text) {
        return new Suggestion(text, "", true);
    }

    static Suggestion word(String text, String description) {
        return new Suggestion(text, description, true);
    }

    /** Returns a suggestion for an event name, as a JSON string if a line would misread the plain name. */
    static Suggestion name(EventName name, String description) {
        return new Suggestion(name.isNumber() ? name.text() : quotedIfNeeded(name.text()), description, true);
    }

    /** Returns a suggestion for an object key with its colon. */
    static Suggestion key(String key, boolean quoted) {
        boolean bare = !quoted && key.matches("[\\p{L}_$][\\p{L}\\p{N}_$-]*");
        return new Suggestion((bare ? key : TerminalText.escape(Json.string(key).text())) + ": ", "", false);
    }

    private static String quotedIfNeeded(String name) {
        boolean plain = !name.isEmpty()
                && !Json.isNumber(name)
                && "{['\"-#!".indexOf(name.charAt(0)) < 0
                && name.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
                && TerminalText.escape(name).equals(name);
        return plain ? name : TerminalText.escape(Json.string(name).text());
    }
}
