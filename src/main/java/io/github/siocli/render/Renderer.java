package io.github.siocli.render;

import io.github.siocli.event.Event;

/** Turns what happened into text. A renderer does no input or output; one thread calls it. */
public interface Renderer {

    /** Appends whole lines, each with its line feed, or nothing where this kind of event is not shown. */
    void render(Event event, StringBuilder out);
}
