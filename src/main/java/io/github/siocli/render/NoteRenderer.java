package io.github.siocli.render;

/** What the tool itself has to say to people beside the events: one dim line each. */
public final class NoteRenderer {

    private final Style style;

    /**
     * @param style what the stream can show
     */
    public NoteRenderer(Style style) {
        this.style = style;
    }

    /** Appends a line. */
    public void render(String text, StringBuilder out) {
        Paint.DIM.begin(out, style);
        TerminalText.append(out, text, 0, text.length());
        Paint.DIM.end(out, style);
        out.append('\n');
    }

    /** Appends a line on events that were not drawn. */
    public void leftOut(long events, StringBuilder out) {
        Paint.YELLOW.begin(out, style);
        out.append(style.ellipsis()).append(' ');
        Decimals.appendGrouped(out, events);
        out.append(events == 1 ? " more event, not drawn" : " more events, not drawn");
        Paint.YELLOW.end(out, style);
        out.append('\n');
    }
}
