package io.github.siocli.render;

import io.github.siocli.event.Event;
import io.github.siocli.secret.EventRedactor;
import io.github.siocli.secret.Redaction;
import io.github.siocli.text.Utf8Builder;

/** Masks secrets in the payloads of events before another renderer renders them. */
public final class RedactingRenderer implements Renderer {

    private final Renderer renderer;
    private final EventRedactor redactor;

    private RedactingRenderer(Renderer renderer, Redaction redaction) {
        this.renderer = renderer;
        this.redactor = new EventRedactor(redaction);
    }

    /** Returns a renderer that masks what the redaction selects; it is the renderer itself if that is nothing. */
    public static Renderer of(Renderer renderer, Redaction redaction) {
        return redaction.isOff() ? renderer : new RedactingRenderer(renderer, redaction);
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        renderer.render(redactor.redact(event), out);
    }

    @Override
    public void finish(Utf8Builder out) {
        renderer.finish(out);
    }
}
