package io.github.siocli.render;

import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.EventName;
import io.github.siocli.text.Utf8Builder;

/** Appends the JSON records of data events; {@link JsonRenderer} documents their fields. */
final class JsonDataLine implements DataEvent.Visitor<Utf8Builder> {

    private static final String EVENT_IN = "\",\"dir\":\"in\",\"type\":\"event\",\"nsp\":";
    private static final String EVENT_OUT = "\",\"dir\":\"out\",\"type\":\"event\",\"nsp\":";
    private static final String ACK_IN = "\",\"dir\":\"in\",\"type\":\"ack\",\"nsp\":";
    private static final String ACK_OUT = "\",\"dir\":\"out\",\"type\":\"ack\",\"nsp\":";
    private static final String ACK_TIMEOUT = "\",\"type\":\"ack_timeout\",\"nsp\":";

    final Utf8Builder out;
    private final Timestamps utc;

    JsonDataLine(Utf8Builder out, Timestamps utc) {
        this.out = out;
        this.utc = utc;
    }

    @Override
    public Utf8Builder visit(EventReceived event) {
        begin(event, EVENT_IN);
        name(event.name());
        args(event.args());
        event.ackId().ifPresent(this::id);
        if (event.offset().isPresent()) {
            out.append(",\"offset\":");
            JsonText.appendString(out, event.offset().get());
        }
        return end();
    }

    @Override
    public Utf8Builder visit(EventSent event) {
        begin(event, EVENT_OUT);
        name(event.name());
        args(event.args());
        event.ackId().ifPresent(this::id);
        return end();
    }

    @Override
    public Utf8Builder visit(AckReceived event) {
        begin(event, ACK_IN);
        id(event.id());
        if (event.answeredEmit().isEmpty()) {
            args(event.args());
            return end();
        }
        AnsweredEmit answered = event.answeredEmit().get();
        name(answered.name());
        args(event.args());
        out.append(",\"elapsed_ms\":");
        JsonText.appendMillis(out, answered.elapsed());
        if (answered.late()) {
            out.append(",\"late\":true");
        }
        return end();
    }

    @Override
    public Utf8Builder visit(AckSent event) {
        begin(event, ACK_OUT);
        id(event.id());
        args(event.args());
        return end();
    }

    @Override
    public Utf8Builder visit(AckTimedOut event) {
        begin(event, ACK_TIMEOUT);
        id(event.id());
        name(event.name());
        out.append(",\"timeout_ms\":").append(JsonText.wholeMillis(event.timeout()));
        if (event.large().isPresent()) {
            AckTimedOut.Large large = event.large().get();
            out.append(",\"size\":").append(large.size());
            large.limit().ifPresent(limit -> out.append(",\"max_payload\":").append(limit));
        }
        return end();
    }

    private void begin(DataEvent event, String fields) {
        out.append("{\"time\":\"");
        utc.append(out, event.time());
        out.append(fields);
        JsonText.appendString(out, event.nsp());
        if (event.sid().isPresent()) {
            out.append(",\"sid\":");
            JsonText.appendString(out, event.sid().get());
        }
    }

    private void id(long id) {
        out.append(",\"id\":").append(id);
    }

    private void name(EventName name) {
        out.append(",\"event\":");
        name.json().appendTo(out);
    }

    private void args(Arguments args) {
        out.append(",\"args\":");
        JsonText.appendArray(out, args);
    }

    private Utf8Builder end() {
        return out.append("}\n");
    }
}
