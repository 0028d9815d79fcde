package io.github.siocli.render;

import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.Event;

/**
 * Renders acknowledgements as their arguments only, one JSON value per line; another renderer renders all other events.
 */
public final class AckValuesRenderer implements Renderer {

    private final TextStyle style;
    private final HumanOptions options;
    private final Timestamps timeOfDay;
    private final Renderer fallback;

    /**
     * Creates a renderer.
     *
     * @param style capabilities of the stream
     * @param options whether values are pretty-printed and begin with the time
     * @param fallback renders events that are not acknowledgements
     */
    public AckValuesRenderer(TextStyle style, HumanOptions options, Renderer fallback) {
        this.style = style;
        this.options = options;
        this.timeOfDay = Timestamps.timeOfDay(options.zone());
        this.fallback = fallback;
    }

    @Override
    public void render(Event event, StringBuilder out) {
        if (!(event instanceof AckReceived ack)) {
            fallback.render(event, out);
            return;
        }
        for (String value : ack.args().toTexts()) {
            if (options.timestamps()) {
                timeOfDay.append(out, ack.time());
                out.append(' ');
            }
            value(value, out);
        }
    }

    private void value(String value, StringBuilder out) {
        int from = out.length();
        if (options.pretty()) {
            LineWriter line = new LineWriter(out, TextStyle.PLAIN, Integer.MAX_VALUE);
            JsonTokens.writeAlone(value, line);
            line.end();
            return;
        }
        out.append(value.replace('\n', ' ').replace('\r', ' ')).append('\n');
        if (style.terminal()) {
            TerminalText.escapeJsonLines(out, from);
        }
    }
}
