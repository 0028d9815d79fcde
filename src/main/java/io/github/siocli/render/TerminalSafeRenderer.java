package io.github.siocli.render;

import io.github.siocli.event.Event;
import io.github.siocli.text.Utf8Builder;

/**
 * Escapes the lines of another renderer for a terminal. {@link JsonRenderer} and {@link RawRenderer} need it if
 * standard output is a terminal. The JSON values of the lines stay the same.
 */
public final class TerminalSafeRenderer implements Renderer {

    private final Renderer renderer;

    /**
     * Creates a renderer.
     *
     * @param renderer a renderer whose lines are JSON
     */
    public TerminalSafeRenderer(Renderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        int from = out.length();
        renderer.render(event, out);
        TerminalText.escapeJsonLines(out, from);
    }
}
