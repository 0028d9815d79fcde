package io.github.siocli.render;

import io.github.siocli.event.AckReceived;
import io.github.siocli.event.AckSent;
import io.github.siocli.event.AckTimedOut;
import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.ClientConnected;
import io.github.siocli.event.ClientDisconnected;
import io.github.siocli.event.ClientRefused;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventReceived;
import io.github.siocli.event.EventSent;
import io.github.siocli.event.Listening;
import io.github.siocli.event.UnjoinedPacket;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Appends the records of events and acknowledgements; {@link JsonRenderer} says what is in them. */
final class JsonDataLine extends DataVisitor {

    private static final String EVENT_IN = "\",\"dir\":\"in\",\"type\":\"event\",\"nsp\":";
    private static final String EVENT_OUT = "\",\"dir\":\"out\",\"type\":\"event\",\"nsp\":";
    private static final String ACK_IN = "\",\"dir\":\"in\",\"type\":\"ack\",\"nsp\":";
    private static final String ACK_OUT = "\",\"dir\":\"out\",\"type\":\"ack\",\"nsp\":";
    private static final String NOT_JOINED = "\",\"dir\":\"in\",\"type\":\"not_joined\",\"nsp\":";
    private static final String CONNECT_IN = "\",\"dir\":\"in\",\"type\":\"connect\",\"nsp\":";
    private static final String CONNECT_ERROR_OUT = "\",\"dir\":\"out\",\"type\":\"connect_error\",\"nsp\":";
    private static final String DISCONNECT = "\",\"type\":\"disconnect\",\"nsp\":";
    private static final String ACK_TIMEOUT = "\",\"type\":\"ack_timeout\",\"nsp\":";

    private final Timestamps utc;
    private final boolean lifecycle;

    JsonDataLine(StringBuilder out, Timestamps utc, boolean lifecycle) {
        super(out);
        this.utc = utc;
        this.lifecycle = lifecycle;
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

    @Override
    public StringBuilder visit(UnjoinedPacket event) {
        if (event.autoJoined() && !lifecycle) {
            return out;
        }
        begin(event.time(), NOT_JOINED, event.nsp(), Optional.empty());
        field("packet", event.type().toLowerCase(Locale.ROOT));
        event.name().ifPresent(this::name);
        event.id().ifPresent(id -> out.append(",\"id\":").append(id));
        args(event.args());
        out.append(",\"count\":").append(event.count());
        return end();
    }

    @Override
    public StringBuilder visit(Listening event) {
        out.append("{\"time\":\"");
        utc.append(out, event.time());
        out.append("\",\"type\":\"listen\"");
        field("url", event.url());
        return end();
    }

    @Override
    public StringBuilder visit(ClientConnected event) {
        begin(event.time(), CONNECT_IN, event.nsp(), Optional.of(event.sid()));
        field("transport", event.transport().wireName());
        out.append(",\"eio\":").append(event.eio());
        field("address", event.address());
        if (event.recovered()) {
            out.append(",\"recovered\":true");
        }
        return end();
    }

    @Override
    public StringBuilder visit(ClientRefused event) {
        begin(event.time(), CONNECT_ERROR_OUT, event.nsp(), Optional.empty());
        field("message", event.message());
        event.data().ifPresent(data -> out.append(",\"data\":").append(data.oneLine()));
        field("address", event.address());
        return end();
    }

    @Override
    public StringBuilder visit(ClientDisconnected event) {
        begin(event.time(), DISCONNECT, event.nsp(), Optional.of(event.sid()));
        field("reason", event.reason());
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
