package io.github.siocli.render;

import io.github.siocli.event.Event;
import io.github.siocli.text.Utf8Builder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes the name of the client before each entry of another renderer. Each client has a renderer of its own, because a
 * renderer may hold an event back until the next one of the same client.
 */
public final class ClientLabelRenderer implements Renderer {

    private static final String SEPARATOR = ": ";

    private final Function<TextStyle, Renderer> factory;
    private final TextStyle style;
    /** Renders the events of a client without a name. */
    private final Renderer unnamed;

    private final Map<String, Renderer> renderers = new LinkedHashMap<>();

    /**
     * Creates a renderer.
     *
     * @param factory creates the renderer of a client with a style, whose lines are as long as the name before them permits
     */
    public ClientLabelRenderer(Function<TextStyle, Renderer> factory, TextStyle style) {
        this.factory = factory;
        this.style = style;
        this.unnamed = factory.apply(style);
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        if (event.client().isEmpty()) {
            unnamed.render(event, out);
            return;
        }
        Renderer renderer = renderers.computeIfAbsent(
                event.client(), client -> factory.apply(style.narrower(DisplayWidth.of(client + SEPARATOR))));
        Utf8Builder text = new Utf8Builder();
        renderer.render(event.withoutClient(), text);
        append(event.client(), text, out);
    }

    @Override
    public void finish(Utf8Builder out) {
        unnamed.finish(out);
        renderers.forEach((client, renderer) -> {
            Utf8Builder text = new Utf8Builder();
            renderer.finish(text);
            append(client, text, out);
        });
    }

    private void append(String client, Utf8Builder text, Utf8Builder out) {
        if (text.length() > 0) {
            TextRole.ofClient(client).append(out, style, client);
            out.append(SEPARATOR);
        }
        out.append(text.toString());
    }
}
