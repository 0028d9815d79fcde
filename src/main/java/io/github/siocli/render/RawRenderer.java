package io.github.siocli.render;

import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.text.Utf8Builder;

/**
 * Renders received events and acknowledgements as they were on the wire, one per line. An event is the array of its
 * name and arguments, an acknowledgement the array of its arguments. Only line breaks between tokens change: they
 * become spaces. Binary values remain placeholders, and the offset of an event follows its arguments.
 *
 * <p>The text is not escaped for a terminal: {@link TerminalSafeRenderer} does that.
 */
public final class RawRenderer implements Renderer {

    @Override
    public void render(Event event, Utf8Builder out) {
        if (event.withoutClient() instanceof EventReceived received) {
            out.append('[');
            received.name().json().appendTo(out);
            JsonText.appendRawElements(out, received.args(), true);
            received.offset()
                    .ifPresent(offset -> out.append(",\"").append(offset).append('"'));
            out.append("]\n");
        } else if (event.withoutClient() instanceof AckReceived ack) {
            out.append('[');
            JsonText.appendRawElements(out, ack.args(), false);
            out.append("]\n");
        }
    }
}
