package io.github.siocli.render;

import io.github.siocli.event.Event;

/**
 * Makes the lines of a renderer that never alters text harmless for a terminal, for {@link JsonRenderer} and
 * {@link RawRenderer} where standard output is one. The lines stay the same JSON values.
 */
public final class TerminalSafeRenderer implements Renderer {

    private final Renderer renderer;

    /**
     * @param renderer a renderer whose lines are JSON
     */
    public TerminalSafeRenderer(Renderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public void render(Event event, StringBuilder out) {
        int from = out.length();
        renderer.render(event, out);
        TerminalText.escapeJsonLines(out, from);
    }
}
