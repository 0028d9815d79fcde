package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;

/** Colours of the output. All are among the 16 standard colours, which the user's theme keeps readable. */
enum AnsiColor {
    PLAIN(""),
    BOLD("\u001b[1m"),
    DIM("\u001b[2m"),
    RED("\u001b[31m"),
    GREEN("\u001b[32m"),
    YELLOW("\u001b[33m"),
    MAGENTA("\u001b[35m"),
    CYAN("\u001b[36m");

    private static final String RESET = "\u001b[0m";

    private final String start;

    AnsiColor(String start) {
        this.start = start;
    }

    void begin(Utf8Builder out, TextStyle style) {
        if (style.color()) {
            out.append(start);
        }
    }

    void end(Utf8Builder out, TextStyle style) {
        if (style.color() && this != PLAIN) {
            out.append(RESET);
        }
    }
}
