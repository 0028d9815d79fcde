package io.github.siocli.prompt;

import io.github.siocli.render.TerminalText;
import io.github.siocli.render.TextStyle;
import io.github.siocli.shell.ConnectionState;
import io.github.siocli.shell.PromptState;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Formats the prompt text: server, namespace and connection state. */
final class PromptText {

    /** Columns to leave for the line; otherwise the prompt is shortened. */
    private static final int ROOM = 30;

    private final TextStyle style;

    PromptText(TextStyle style) {
        this.style = style;
    }

    /**
     * Returns the longest form of the prompt that leaves room for a line.
     *
     * @param columns width of the terminal
     */
    AttributedString of(PromptState state, int columns) {
        int most = Math.max(columns / 2, columns - ROOM);
        AttributedString whole = text(state, true, true);
        if (whole.columnLength() <= most) {
            return whole;
        }
        AttributedString namespace = text(state, false, true);
        if (namespace.columnLength() <= most) {
            return namespace;
        }
        AttributedString without = text(state, false, false);
        return without.columnLength() <= most ? without : arrow(new AttributedStringBuilder(), state);
    }

    /** Returns the prompt of the continuation lines of an entry. */
    String continuation() {
        return style.unicode() ? "… " : ". ";
    }

    private AttributedString text(PromptState state, boolean host, boolean word) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        if (host) {
            text.append(TerminalText.escape(state.host()), AttributedStyle.DEFAULT);
        }
        text.append(TerminalText.escape(state.nsp()), painted(AttributedStyle.DEFAULT.bold()));
        text.append(" ");
        if (word && state.phase() != ConnectionState.CONNECTED) {
            text.append(word(state.phase()), color(state.phase())).append(" ");
        }
        if (state.pendingAcks() > 0) {
            String acks = style.unicode() ? "⧗" + state.pendingAcks() : "[" + state.pendingAcks() + "]";
            text.append(acks, painted(AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW)))
                    .append(" ");
        }
        return arrow(text, state);
    }

    private AttributedString arrow(AttributedStringBuilder text, PromptState state) {
        text.append(style.unicode() ? "›" : ">", color(state.phase())).append(" ");
        return text.toAttributedString();
    }

    private String word(ConnectionState phase) {
        String dots = style.unicode() ? "…" : "...";
        return switch (phase) {
            case CONNECTING -> "connecting" + dots;
            case RECONNECTING -> "reconnecting" + dots;
            case CONNECTED -> "";
            case OFFLINE -> "offline";
        };
    }

    private AttributedStyle color(ConnectionState phase) {
        int color = switch (phase) {
            case CONNECTING, RECONNECTING -> AttributedStyle.YELLOW;
            case CONNECTED -> AttributedStyle.GREEN;
            case OFFLINE -> AttributedStyle.RED;
        };
        return painted(AttributedStyle.DEFAULT.foreground(color));
    }

    private AttributedStyle painted(AttributedStyle wanted) {
        return style.color() ? wanted : AttributedStyle.DEFAULT;
    }
}
