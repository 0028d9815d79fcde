package io.github.siocli.render;

import io.github.siocli.event.DataEvent;
import io.github.siocli.event.Event;
import io.github.siocli.event.LifecycleEvent;

/**
 * One JSON object a line (NDJSON), for programs. Names and order of the fields are stable; {@code time} is UTC with
 * three decimals, {@code dir} is {@code in} or {@code out}, a field marked with {@code ?} is left out where there is
 * nothing to say:
 *
 * <pre>
 * time dir event              nsp sid? event args id? offset?
 * time dir ack                nsp sid? id event? args elapsed_ms? late?
 * time     ack_timeout        nsp sid? id event timeout_ms
 * time in  not_joined         nsp packet event? id? args count
 * time in  open               transport sid upgrades ping_interval_ms ping_timeout_ms max_payload?
 * time in  connect            nsp sid transport recovered? recovery?
 * time in  connect_error      nsp message data?
 * time     connect_failed     layer code message hint?
 * time     upgrade            from to
 * time     upgrade_failed     layer code message hint?
 * time     dropped            nsp event id? reason
 * time     oversized          nsp event? id? size max_payload
 * time     disconnect         nsp reason refused? message? data? detail? pending_acks
 * time     reconnect_attempt  attempt limit? delay_ms
 * time     reconnect_failed   attempts
 * time in  bad_packet         packet problem attachments?
 *
 * time     listen             url
 * time in  connect            nsp sid transport eio address recovered?
 * time out connect_error      nsp message data? address
 * time     disconnect         nsp sid reason
 * </pre>
 *
 * <p>The last four are of a server, which sees the other side: there {@code sid} is the client that an event came from or
 * went to, {@code in} is what clients do, and these records are always written. The third column is {@code type}. Arguments are written as they were on the wire; only line breaks between tokens
 * become spaces, and a binary value becomes {@code {"$binary":"<base64>"}}. The text is not made safe for a terminal:
 * see {@link TerminalSafeRenderer}.
 */
public final class JsonRenderer implements Renderer {

    private final Timestamps utc = Timestamps.utc();
    private final boolean lifecycle;
    private JsonDataLine line;

    /**
     * @param lifecycle whether what happens to the connection is written too, and not only events, acknowledgements and
     *     those that did not come in time
     */
    public JsonRenderer(boolean lifecycle) {
        this.lifecycle = lifecycle;
        this.line = new JsonDataLine(new StringBuilder(), utc);
    }

    @Override
    public void render(Event event, StringBuilder out) {
        if (event instanceof DataEvent data) {
            data.accept(lineFor(out));
        } else if (event instanceof LifecycleEvent happened && (lifecycle || event.isAlwaysWritten())) {
            happened.accept(new JsonLifecycleLine(out, utc, lifecycle));
        }
    }

    private JsonDataLine lineFor(StringBuilder out) {
        if (line.out != out) {
            line = new JsonDataLine(out, utc);
        }
        return line;
    }
}
