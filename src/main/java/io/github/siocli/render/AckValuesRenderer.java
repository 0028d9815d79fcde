package io.github.siocli.render;

import io.github.siocli.event.AckReceived;
import io.github.siocli.event.Event;

/** Acknowledgements as their arguments alone, one JSON value a line; everything else as another renderer shows it. */
public final class AckValuesRenderer implements Renderer {

    private final Style style;
    private final boolean pretty;
    private final Renderer others;

    /**
     * @param style what the stream can show
     * @param pretty whether a value is spread over lines
     * @param others shows what is no acknowledgement
     */
    public AckValuesRenderer(Style style, boolean pretty, Renderer others) {
        this.style = style;
        this.pretty = pretty;
        this.others = others;
    }

    @Override
    public void render(Event event, StringBuilder out) {
        if (!(event instanceof AckReceived ack)) {
            others.render(event, out);
            return;
        }
        for (String value : ack.args().marked()) {
            out.append(value.replace('\n', ' ').replace('\r', ' ')).append('\n');
        }
    }
}
