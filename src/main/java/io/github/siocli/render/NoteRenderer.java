package io.github.siocli.render;

/** What the tool itself has to say to people beside the events: one dim line each. */
public final class NoteRenderer {

    private final TextStyle style;

    /**
     * @param style what the stream can show
     */
    public NoteRenderer(TextStyle style) {
        this.style = style;
    }

    /** Appends a line. */
    public void render(String text, StringBuilder out) {
        AnsiColor.DIM.begin(out, style);
        TerminalText.append(out, text, 0, text.length());
        AnsiColor.DIM.end(out, style);
        out.append('\n');
    }

    /**
     * Appends a line on what was not drawn.
     *
     * @param what one of it
     */
    public void leftOut(long count, String what, StringBuilder out) {
        AnsiColor.YELLOW.begin(out, style);
        out.append(style.ellipsis()).append(' ');
        Decimals.appendGrouped(out, count);
        out.append(" more ")
                .append(count == 1 ? what : what.replaceFirst("^\\w+", "$0s"))
                .append(", not drawn");
        AnsiColor.YELLOW.end(out, style);
        out.append('\n');
    }
}
