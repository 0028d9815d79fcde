package io.github.siocli.render;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.ConnectFailed;
import io.github.siocli.event.ConnectRefused;
import io.github.siocli.event.Connected;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Disconnected;
import io.github.siocli.event.EnginePathChanged;
import io.github.siocli.event.EventDropped;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Opened;
import io.github.siocli.event.OversizedPayload;
import io.github.siocli.event.PacketRejected;
import io.github.siocli.event.ReconnectGivenUp;
import io.github.siocli.event.ReconnectScheduled;
import io.github.siocli.event.UpgradeFailed;
import io.github.siocli.event.Upgraded;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Appends the records of what happens to the connection; {@link JsonRenderer} says what is in them. */
final class JsonLifecycleLine extends LifecycleVisitor {

    private final Timestamps utc;

    JsonLifecycleLine(StringBuilder out, Timestamps utc) {
        super(out);
        this.utc = utc;
    }

    @Override
    public StringBuilder visit(Opened event) {
        Handshake handshake = event.handshake();
        begin(event.time(), true, "open");
        field("transport", event.transport().wireName());
        field("eio", handshake.server().eio());
        field("server", handshake.server().label());
        field("sid", handshake.sid());
        field("upgrades", handshake.upgrades());
        field("ping_interval_ms", JsonText.wholeMillis(handshake.pingInterval()));
        field("ping_timeout_ms", JsonText.wholeMillis(handshake.pingTimeout()));
        handshake.maxPayload().ifPresent(bytes -> field("max_payload", bytes));
        return end();
    }

    @Override
    public StringBuilder visit(Connected event) {
        begin(event.time(), true, "connect");
        field("nsp", event.nsp());
        field("sid", event.sid());
        field("transport", event.transport().wireName());
        event.recovery().ifPresent(recovery -> {
            field("recovered", recovery.isRecovered());
            field("recovery", name(recovery));
        });
        return end();
    }

    @Override
    public StringBuilder visit(ConnectRefused event) {
        begin(event.time(), true, "connect_error");
        field("nsp", event.nsp());
        field("message", event.message());
        event.data().ifPresent(data -> out.append(",\"data\":").append(data.oneLine()));
        return end();
    }

    @Override
    public StringBuilder visit(ConnectFailed event) {
        begin(event.time(), false, "connect_failed");
        return failure(event.failure());
    }

    @Override
    public StringBuilder visit(Upgraded event) {
        begin(event.time(), false, "upgrade");
        field("from", event.from().wireName());
        field("to", event.to().wireName());
        return end();
    }

    @Override
    public StringBuilder visit(UpgradeFailed event) {
        begin(event.time(), false, "upgrade_failed");
        return failure(event.failure());
    }

    @Override
    public StringBuilder visit(EventDropped event) {
        begin(event.time(), false, "dropped");
        field("nsp", event.nsp());
        field("event", event.name());
        event.ackId().ifPresent(id -> field("id", id));
        field("reason", name(event.reason()));
        return end();
    }

    @Override
    public StringBuilder visit(OversizedPayload event) {
        begin(event.time(), false, "oversized");
        field("nsp", event.nsp());
        event.event().ifPresent(name -> field("event", name));
        event.ackId().ifPresent(id -> field("id", id));
        field("size", event.size());
        field("max_payload", event.limit());
        return end();
    }

    @Override
    public StringBuilder visit(EnginePathChanged event) {
        begin(event.time(), false, "engine_path");
        field("path", event.path());
        field("instead_of", event.before());
        field("answer", event.answer());
        return end();
    }

    @Override
    public StringBuilder visit(Disconnected event) {
        begin(event.time(), false, "disconnect");
        field("nsp", event.nsp());
        field("reason", event.reason().protocolName());
        if (event.reason() == DisconnectReason.REFUSED) {
            field("refused", true);
        }
        fieldUnlessEmpty("message", event.said().message());
        event.said().data().ifPresent(data -> out.append(",\"data\":").append(data.oneLine()));
        fieldUnlessEmpty("detail", event.detail());
        fieldUnlessEmpty("hint", event.hint());
        field("pending_acks", event.pendingAcks());
        return end();
    }

    @Override
    public StringBuilder visit(ReconnectScheduled event) {
        begin(event.time(), false, "reconnect_attempt");
        field("attempt", event.attempt());
        event.limit().ifPresent(limit -> field("limit", limit));
        field("delay_ms", JsonText.wholeMillis(event.delay()));
        return end();
    }

    @Override
    public StringBuilder visit(ReconnectGivenUp event) {
        begin(event.time(), false, "reconnect_failed");
        field("attempts", event.attempts());
        return end();
    }

    @Override
    public StringBuilder visit(PacketRejected event) {
        begin(event.time(), true, "bad_packet");
        field("packet", event.packet());
        field("problem", event.problem());
        if (!event.attachments().isEmpty()) {
            start("attachments");
            char before = '[';
            for (Attachment attachment : event.attachments()) {
                out.append(before).append(attachment.mark());
                before = ',';
            }
            out.append(']');
        }
        return end();
    }

    private StringBuilder failure(Failure failure) {
        field("layer", name(failure.kind().layer()));
        field("code", name(failure.kind()));
        field("message", failure.message());
        fieldUnlessEmpty("hint", failure.hint());
        return end();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void begin(Instant time, boolean incoming, String type) {
        out.append("{\"time\":\"");
        utc.append(out, time);
        out.append('"');
        if (incoming) {
            field("dir", "in");
        }
        field("type", type);
    }

    private StringBuilder end() {
        return out.append("}\n");
    }

    private void field(String name, String value) {
        start(name);
        JsonText.appendString(out, value);
    }

    private void field(String name, EventName value) {
        start(name);
        out.append(value.json().text());
    }

    private void fieldUnlessEmpty(String name, String value) {
        if (!value.isEmpty()) {
            field(name, value);
        }
    }

    private void field(String name, long value) {
        start(name);
        out.append(value);
    }

    private void field(String name, boolean value) {
        start(name);
        out.append(value);
    }

    private void field(String name, List<String> values) {
        start(name);
        char before = '[';
        for (String value : values) {
            out.append(before);
            JsonText.appendString(out, value);
            before = ',';
        }
        out.append(values.isEmpty() ? "[]" : "]");
    }

    private void start(String name) {
        out.append(",\"").append(name).append("\":");
    }
}
