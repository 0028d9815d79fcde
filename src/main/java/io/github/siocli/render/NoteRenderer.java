package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;

/** Renders notes of the tool to the user, each as one muted line. */
public final class NoteRenderer {

    private final TextStyle style;

    /**
     * Creates a renderer.
     *
     * @param style capabilities of the stream
     */
    public NoteRenderer(TextStyle style) {
        this.style = style;
    }

    /** Appends a note as one line. */
    public void render(String text, Utf8Builder out) {
        int from = out.length();
        TextRole.MUTED.begin(out, style);
        TerminalText.append(out, text, 0, text.length());
        TextRole.MUTED.end(out, style);
        out.append('\n');
        WordWrap.apply(out, from, style);
    }

    /**
     * Appends a line with the number of items that were not drawn.
     *
     * @param noun noun for one item, such as {@code event}; its first word forms the plural with an s
     * @param advice how to see them
     */
    public void renderSuppressed(long count, String noun, String advice, Utf8Builder out) {
        int from = out.length();
        TextRole.WARNING.begin(out, style);
        out.append(style.ellipsis()).append(' ');
        Decimals.appendGrouped(out, count);
        out.append(" more ")
                .append(count == 1 ? noun : noun.replaceFirst("^\\w+", "$0s"))
                .append(", not shown; ")
                .append(advice);
        TextRole.WARNING.end(out, style);
        out.append('\n');
        WordWrap.apply(out, from, style);
    }
}
