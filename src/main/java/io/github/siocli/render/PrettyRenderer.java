package io.github.siocli.render;

import io.github.siocli.event.Event;
import io.github.siocli.text.Utf8Builder;

/** Pretty-prints the lines of another renderer. It adds white space and colours, and escapes only for a terminal. */
public final class PrettyRenderer implements Renderer {

    private final Renderer renderer;
    private final TextStyle style;

    /**
     * Creates a renderer.
     *
     * @param renderer a renderer whose lines are JSON
     */
    public PrettyRenderer(Renderer renderer, TextStyle style) {
        this.renderer = renderer;
        this.style = style;
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        Utf8Builder lines = new Utf8Builder();
        renderer.render(event, lines);
        append(lines.toString(), style, out);
    }

    /** Appends JSON lines, pretty-printed. */
    static void append(String lines, TextStyle style, Utf8Builder out) {
        int from = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', from)) {
            JsonTokens.writeAlone(lines.substring(from, end), LineWriter.ofJson(out, style), true);
            from = end + 1;
        }
    }
}
