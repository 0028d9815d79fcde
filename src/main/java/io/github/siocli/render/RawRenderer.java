package io.github.siocli.render;

import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;

/**
 * What came in, as it was on the wire: for an event the array of its name and its arguments, for an acknowledgement the
 * array of its arguments, one a line. Nothing is altered but line breaks between tokens, which become spaces; binary
 * values stay placeholders, and the offset of an event stands behind its arguments.
 *
 * <p>The text is not made safe for a terminal: see {@link TerminalSafeRenderer}.
 */
public final class RawRenderer implements Renderer {

    @Override
    public void render(Event event, StringBuilder out) {
        if (event instanceof EventReceived received) {
            out.append('[');
            out.append(received.name().json().text());
            JsonText.appendElementsAsTheyWere(out, received.args(), true);
            received.offset()
                    .ifPresent(offset -> out.append(",\"").append(offset).append('"'));
            out.append("]\n");
        } else if (event instanceof AckReceived ack) {
            out.append('[');
            JsonText.appendElementsAsTheyWere(out, ack.args(), false);
            out.append("]\n");
        }
    }
}
