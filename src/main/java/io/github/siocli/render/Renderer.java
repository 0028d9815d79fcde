package io.github.siocli.render;

import io.github.siocli.event.Event;
import io.github.siocli.text.Utf8Builder;

/** Renders events as text, without input or output of its own. One thread at a time uses it. */
public interface Renderer {

    /** Appends the event as whole lines, each with its line feed; appends nothing if it does not show the event. */
    void render(Event event, Utf8Builder out);

    /** Appends text that has waited for another event. */
    default void finish(Utf8Builder out) {}
}
