package io.github.siocli.render;

import io.github.siocli.event.AckReceived;
import io.github.siocli.event.AckSent;
import io.github.siocli.event.AckTimedOut;
import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventReceived;
import io.github.siocli.event.EventSent;
import java.time.Instant;
import java.util.OptionalLong;

/** Appends the records of events and acknowledgements; {@link JsonRenderer} says what is in them. */
final class JsonDataLine extends DataVisitor {

    private static final String EVENT_IN = "\",\"dir\":\"in\",\"type\":\"event\",\"nsp\":";
    private static final String EVENT_OUT = "\",\"dir\":\"out\",\"type\":\"event\",\"nsp\":";
    private static final String ACK_IN = "\",\"dir\":\"in\",\"type\":\"ack\",\"nsp\":";
    private static final String ACK_OUT = "\",\"dir\":\"out\",\"type\":\"ack\",\"nsp\":";
    private static final String ACK_TIMEOUT = "\",\"type\":\"ack_timeout\",\"nsp\":";

    private final Timestamps utc;

    JsonDataLine(StringBuilder out, Timestamps utc) {
        super(out);
        this.utc = utc;
    }

    @Override
    public StringBuilder visit(EventReceived event) {
        begin(event.time(), EVENT_IN, event.nsp());
        event(event.name(), event.args(), event.ackId());
        if (event.offset().isPresent()) {
            out.append(",\"offset\":");
            JsonText.appendString(out, event.offset().get());
        }
        return end();
    }

    @Override
    public StringBuilder visit(EventSent event) {
        begin(event.time(), EVENT_OUT, event.nsp());
        event(event.name(), event.args(), event.ackId());
        return end();
    }

    @Override
    public StringBuilder visit(AckReceived event) {
        begin(event.time(), ACK_IN, event.nsp());
        out.append(",\"id\":").append(event.id());
        if (event.answers().isEmpty()) {
            args(event.args());
            return end();
        }
        AnsweredEmit answered = event.answers().get();
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
        begin(event.time(), ACK_OUT, event.nsp());
        out.append(",\"id\":").append(event.id());
        args(event.args());
        return end();
    }

    @Override
    public StringBuilder visit(AckTimedOut event) {
        begin(event.time(), ACK_TIMEOUT, event.nsp());
        out.append(",\"id\":").append(event.id());
        name(event.name());
        out.append(",\"timeout_ms\":").append(JsonText.wholeMillis(event.timeout()));
        return end();
    }

    private void begin(Instant time, String fields, String nsp) {
        out.append("{\"time\":\"");
        utc.append(out, time);
        out.append(fields);
        JsonText.appendString(out, nsp);
    }

    private void event(String name, Arguments args, OptionalLong id) {
        name(name);
        args(args);
        if (id.isPresent()) {
            out.append(",\"id\":").append(id.getAsLong());
        }
    }

    private void name(String name) {
        out.append(",\"event\":");
        JsonText.appendString(out, name);
    }

    private void args(Arguments args) {
        out.append(",\"args\":");
        JsonText.appendArray(out, args);
    }

    private StringBuilder end() {
        return out.append("}\n");
    }
}
