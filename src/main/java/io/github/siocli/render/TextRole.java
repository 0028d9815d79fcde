package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;

/** The role of a piece of text in the output; a {@link Palette} gives each role its colour. */
public enum TextRole {
    /** Text in the colour of the terminal. */
    PLAIN,
    /** Name of an event, and other text to stand out. */
    NAME,
    /** Times, annotations and routine notes. */
    MUTED,
    INCOMING,
    OUTGOING,
    NAMESPACE,
    CLIENT,
    JSON_KEY,
    JSON_STRING,
    JSON_NUMBER,
    /** {@code true}, {@code false} and {@code null}. */
    JSON_LITERAL,
    BINARY,
    WARNING,
    ERROR,
    HINT;

    void begin(Utf8Builder out, TextStyle style) {
        if (style.palette() != null) {
            out.append(style.palette().start(this));
        }
    }

    void end(Utf8Builder out, TextStyle style) {
        if (style.palette() != null && this != PLAIN) {
            out.append(style.palette().reset());
        }
    }

    /** Appends text that needs no escapes. */
    void append(Utf8Builder out, TextStyle style, String text) {
        begin(out, style);
        out.append(text);
        end(out, style);
    }
}
