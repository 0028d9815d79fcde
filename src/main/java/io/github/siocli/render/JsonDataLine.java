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
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Appends the JSON records of data events; {@link JsonRenderer} documents their fields. */
final class JsonDataLine implements DataEvent.Visitor<StringBuilder> {

    private static final String EVENT_IN = "\",\"dir\":\"in\",\"type\":\"event\",\"nsp\":";
    private static final String EVENT_OUT = "\",\"dir\":\"out\",\"type\":\"event\",\"nsp\":";
    private static final String ACK_IN = "\",\"dir\":\"in\",\"type\":\"ack\",\"nsp\":";
    private static final String ACK_OUT = "\",\"dir\":\"out\",\"type\":\"ack\",\"nsp\":";
    private static final String ACK_TIMEOUT = "\",\"type\":\"ack_timeout\",\"nsp\":";

    final StringBuilder out;
    private final Timestamps utc;

    JsonDataLine(StringBuilder out, Timestamps utc) {
        this.out = out;
        this.utc = utc;
    }

    @Override
    public StringBuilder visit(EventReceived event) {
        begin(event.time(), EVENT_IN, event.nsp(), event.sid());
        event(event.name(), event.args(), event.ackId());
        if (event.offset().isPresent()) {
            out.append(",\"offset\":");
            JsonText.appendString(out, event.offset().get());
        }
        return end();
    }

    @Override
    public StringBuilder visit(EventSent event) {
        begin(event.time(), EVENT_OUT, event.nsp(), event.sid());
        event(event.name(), event.args(), event.ackId());
        return end();
    }

    @Override
    public StringBuilder visit(AckReceived event) {
        begin(event.time(), ACK_IN, event.nsp(), event.sid());
        out.append(",\"id\":").append(event.id());
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
    public StringBuilder visit(AckSent event) {
        begin(event.time(), ACK_OUT, event.nsp(), event.sid());
        out.append(",\"id\":").append(event.id());
        args(event.args());
        return end();
    }

    @Override
    public StringBuilder visit(AckTimedOut event) {
        begin(event.time(), ACK_TIMEOUT, event.nsp(), event.sid());
        out.append(",\"id\":").append(event.id());
        name(event.name());
        out.append(",\"timeout_ms\":").append(JsonText.wholeMillis(event.timeout()));
        if (event.large().isPresent()) {
            AckTimedOut.Large large = event.large().get();
            out.append(",\"size\":").append(large.size());
            large.limit().ifPresent(limit -> out.append(",\"max_payload\":").append(limit));
        }
        return end();
    }

    private void begin(Instant time, String fields, String nsp, Optional<String> sid) {
        out.append("{\"time\":\"");
        utc.append(out, time);
        out.append(fields);
        JsonText.appendString(out, nsp);
        sid.ifPresent(id -> field("sid", id));
    }

    private void field(String name, String value) {
        out.append(",\"").append(name).append("\":");
        JsonText.appendString(out, value);
    }

    private void event(EventName name, Arguments args, OptionalLong id) {
        name(name);
        args(args);
        if (id.isPresent()) {
            out.append(",\"id\":").append(id.getAsLong());
        }
    }

    private void name(EventName name) {
        out.append(",\"event\":");
        out.append(name.json().text());
    }

    private void args(Arguments args) {
        out.append(",\"args\":");
        JsonText.appendArray(out, args);
    }

    private StringBuilder end() {
        return out.append("}\n");
    }
}
