package io.github.siocli.render;

import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.Event;

/** Acknowledgements as their arguments alone, one JSON value a line; everything else as another renderer shows it. */
public final class AckValuesRenderer implements Renderer {

    private final TextStyle style;
    private final HumanOptions options;
    private final Timestamps timeOfDay;
    private final Renderer others;

    /**
     * @param style what the stream can show
     * @param options whether a value is spread over lines, and begins with the time
     * @param others shows what is no acknowledgement
     */
    public AckValuesRenderer(TextStyle style, HumanOptions options, Renderer others) {
        this.style = style;
        this.options = options;
        this.timeOfDay = Timestamps.timeOfDay(options.zone());
        this.others = others;
    }

    @Override
    public void render(Event event, StringBuilder out) {
        if (!(event instanceof AckReceived ack)) {
            others.render(event, out);
            return;
        }
        for (String value : ack.args().marked()) {
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
