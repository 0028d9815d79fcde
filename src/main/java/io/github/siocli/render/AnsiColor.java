package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;
import org.jline.jansi.Ansi;

/** Colours of the output. All are among the 16 standard colours, which the user's theme keeps readable. */
enum AnsiColor {
    PLAIN(new Ansi()),
    BOLD(new Ansi().bold()),
    DIM(new Ansi().a(Ansi.Attribute.INTENSITY_FAINT)),
    RED(new Ansi().fgRed()),
    GREEN(new Ansi().fgGreen()),
    YELLOW(new Ansi().fgYellow()),
    MAGENTA(new Ansi().fgMagenta()),
    CYAN(new Ansi().fgCyan());

    private static final String RESET = new Ansi().reset().toString();

    private final String start;

    AnsiColor(Ansi start) {
        this.start = start.toString();
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
