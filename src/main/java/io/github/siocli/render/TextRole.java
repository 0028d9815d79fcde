package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;
import java.util.List;

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

    /** The roles whose colours tell clients apart. */
    private static final List<TextRole> OF_CLIENTS = List.of(CLIENT, NAMESPACE, JSON_KEY, JSON_NUMBER, JSON_STRING);

    /** Returns the role of a client's name: clients with other names get other colours as far as there are enough. */
    static TextRole ofClient(String name) {
        return OF_CLIENTS.get(Math.floorMod(name.hashCode(), OF_CLIENTS.size()));
    }

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
