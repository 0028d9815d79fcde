package io.github.siocli.render;

import io.github.siocli.event.DataEvent;
import io.github.siocli.event.Event;
import io.github.siocli.event.LifecycleEvent;
import io.github.siocli.text.Utf8Builder;

/**
 * Renders each event as one JSON object on a line (NDJSON), for programs. Names and order of the fields are stable:
 * {@code time} is UTC with three decimals, {@code dir} is {@code in} or {@code out}, the third column is {@code type},
 * and a field marked with {@code ?} is omitted if it has no value.
 *
 * <pre>
 * time dir event              nsp sid? event args id? offset?
 * time dir ack                nsp sid? id event? args elapsed_ms? late?
 * time     ack_timeout        nsp sid? id event timeout_ms size? max_payload?
 * time in  not_joined         nsp packet event? id? args count
 * time in  open               transport eio server sid upgrades ping_interval_ms ping_timeout_ms max_payload?
 * time in  connect            nsp sid transport recovered? recovery?
 * time in  connect_error      nsp message data?
 * time     connect_failed     layer code message hint?
 * time     upgrade            from to
 * time     upgrade_failed     layer code message hint?
 * time     dropped            nsp event id? reason
 * time     oversized          nsp event? id? size max_payload
 * time     engine_path        path instead_of answer
 * time     disconnect         nsp reason refused? message? data? detail? hint? pending_acks
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
 * <p>If there are several clients, the last field of each record is {@code client}, the name of the client.
 *
 * <p>A server writes the last four records, always. In records of a server, {@code sid} is the client that an event
 * came from or went to, and {@code in} is the direction from the clients.
 *
 * <p>Arguments are written as they were on the wire, except that line breaks between tokens become spaces and a binary
 * value becomes {@code {"$binary":"<base64>"}}. The text is not escaped for a terminal: {@link TerminalSafeRenderer}
 * does that.
 */
public final class JsonRenderer implements Renderer {

    private final Timestamps utc = Timestamps.utc();
    private final boolean lifecycle;
    private JsonDataLine line;

    /**
     * Creates a renderer.
     *
     * @param lifecycle true to write all lifecycle events too, as with {@code --lifecycle}; false to write only events
     *     that are {@linkplain Event#isAlwaysWritten() always written} and sent events
     */
    public JsonRenderer(boolean lifecycle) {
        this.lifecycle = lifecycle;
        this.line = new JsonDataLine(new Utf8Builder(), utc);
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        int from = out.length();
        if (event.withoutClient() instanceof DataEvent data) {
            data.accept(lineFor(out));
        } else if (event.withoutClient() instanceof LifecycleEvent lifecycleEvent
                && (lifecycle || event.isAlwaysWritten())) {
            lifecycleEvent.accept(new JsonLifecycleLine(out, utc, lifecycle));
        }
        if (!event.client().isEmpty() && out.length() > from) {
            appendClient(event.client(), out);
        }
    }

    /** Appends the name of the client to the object that ends the text. */
    private static void appendClient(String client, Utf8Builder out) {
        out.setLength(out.length() - "}\n".length());
        out.append(",\"client\":");
        JsonText.appendString(out, client);
        out.append("}\n");
    }

    private JsonDataLine lineFor(Utf8Builder out) {
        if (line.out != out) {
            line = new JsonDataLine(out, utc);
        }
        return line;
    }
}
