package io.github.siocli.render;

import io.github.siocli.event.AckReceived;
import io.github.siocli.event.AckSent;
import io.github.siocli.event.AckTimedOut;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventReceived;
import io.github.siocli.event.EventSent;

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
        event.accept(new Line(out));
    }

    private static final class Line extends DataVisitor {

        Line(StringBuilder out) {
            super(out);
        }

        @Override
        public StringBuilder visit(EventReceived event) {
            out.append('[');
            out.append(event.name().json().text());
            JsonText.appendElementsAsTheyWere(out, event.args(), true);
            event.offset().ifPresent(offset -> out.append(",\"").append(offset).append('"'));
            return out.append("]\n");
        }

        @Override
        public StringBuilder visit(AckReceived event) {
            out.append('[');
            JsonText.appendElementsAsTheyWere(out, event.args(), false);
            return out.append("]\n");
        }

        @Override
        public StringBuilder visit(EventSent event) {
            return out;
        }

        @Override
        public StringBuilder visit(AckSent event) {
            return out;
        }

        @Override
        public StringBuilder visit(AckTimedOut event) {
            return out;
        }
    }
}
