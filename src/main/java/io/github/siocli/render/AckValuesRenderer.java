package io.github.siocli.render;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.Event;
import io.github.siocli.json.Json;
import io.github.siocli.text.Utf8Builder;
import org.jspecify.annotations.Nullable;

/**
 * Renders acknowledgements as their arguments only, one JSON value per line; another renderer renders all other events.
 * On a terminal the values are readable and coloured like those of {@link HumanRenderer}, elsewhere exact.
 */
public final class AckValuesRenderer implements Renderer {

    private final TextStyle style;
    private final HumanOptions options;
    /** Null if lines have no time. */
    private final @Nullable Timestamps timestamps;

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
        this.timestamps = options.timestamps()
                .map(format -> format.create(options.zone()))
                .orElse(null);
        this.fallback = fallback;
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        if (!(event instanceof AckReceived ack)) {
            fallback.render(event, out);
            return;
        }
        for (Json value : ack.args().values()) {
            if (timestamps != null) {
                timestamps.append(out, ack.time());
                out.append(' ');
            }
            value(ack.args(), value, out);
        }
    }

    private void value(Arguments args, Json value, Utf8Builder out) {
        if (!style.terminal() && !options.pretty() && !style.color()) {
            args.appendText(value, out);
            out.append('\n');
            return;
        }
        Utf8Builder text = new Utf8Builder();
        args.appendText(value, text);
        String json = text.toString();
        boolean readable = style.terminal() && style.unicode();
        JsonTokens.writeAlone(
                readable ? TerminalText.readable(json) : json, LineWriter.ofJson(out, style), options.pretty());
    }
}
