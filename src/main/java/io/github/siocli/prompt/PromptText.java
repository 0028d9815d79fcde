package io.github.siocli.prompt;

import io.github.siocli.render.TerminalText;
import io.github.siocli.render.TextRole;
import io.github.siocli.render.TextStyle;
import io.github.siocli.shell.ConnectionState;
import io.github.siocli.shell.PromptState;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Formats the prompt text: server, namespace and connection state. */
final class PromptText {

    /** Columns to leave for the line; otherwise the prompt is shortened. */
    private static final int LINE_COLUMNS = 30;

    private final TextStyle style;

    PromptText(TextStyle style) {
        this.style = style;
    }

    /**
     * Returns the longest form of the prompt that leaves room for a line.
     *
     * @param columns width of the terminal
     */
    AttributedString format(PromptState state, int columns) {
        int limit = Math.max(columns / 2, columns - LINE_COLUMNS);
        AttributedString full = text(state, true, true);
        if (full.columnLength() <= limit) {
            return full;
        }
        AttributedString withoutHost = text(state, false, true);
        if (withoutHost.columnLength() <= limit) {
            return withoutHost;
        }
        AttributedString withoutState = text(state, false, false);
        return withoutState.columnLength() <= limit ? withoutState : arrow(new AttributedStringBuilder(), state);
    }

    /** Returns the prompt of the continuation lines of an entry. */
    String continuation() {
        return style.unicode() ? "… " : ". ";
    }

    private AttributedString text(PromptState state, boolean host, boolean word) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        if (!state.client().isEmpty()) {
            text.append(state.client(), PromptColors.of(TextRole.CLIENT, style)).append(": ");
        }
        if (host) {
            text.append(TerminalText.escape(state.host()), AttributedStyle.DEFAULT);
        }
        text.append(TerminalText.escape(state.nsp()), PromptColors.of(TextRole.NAME, style));
        text.append(" ");
        if (word && state.connectionState() != ConnectionState.CONNECTED) {
            text.append(stateText(state.connectionState()), color(state.connectionState()))
                    .append(" ");
        }
        if (state.pendingAcks() > 0) {
            String acks = style.unicode() ? "⧗" + state.pendingAcks() : "[" + state.pendingAcks() + "]";
            text.append(acks, PromptColors.of(TextRole.WARNING, style)).append(" ");
        }
        return arrow(text, state);
    }

    private AttributedString arrow(AttributedStringBuilder text, PromptState state) {
        text.append(style.unicode() ? "›" : ">", color(state.connectionState())).append(" ");
        return text.toAttributedString();
    }

    private String stateText(ConnectionState state) {
        String dots = style.unicode() ? "…" : "...";
        return switch (state) {
            case CONNECTING -> "connecting" + dots;
            case RECONNECTING -> "reconnecting" + dots;
            case CONNECTED -> "";
            case OFFLINE -> "offline";
        };
    }

    private AttributedStyle color(ConnectionState state) {
        TextRole role = switch (state) {
            case CONNECTING, RECONNECTING -> TextRole.WARNING;
            case CONNECTED -> TextRole.INCOMING;
            case OFFLINE -> TextRole.ERROR;
        };
        return PromptColors.of(role, style);
    }
}
