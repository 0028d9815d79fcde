package io.github.siocli.render;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent;
import io.github.siocli.event.LifecycleEvent.ClientConnected;
import io.github.siocli.event.LifecycleEvent.ClientDisconnected;
import io.github.siocli.event.LifecycleEvent.ClientRefused;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.EnginePathChanged;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.LifecycleEvent.OversizedPayload;
import io.github.siocli.event.LifecycleEvent.PacketRejected;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.event.LifecycleEvent.ServerListening;
import io.github.siocli.event.LifecycleEvent.SessionOpened;
import io.github.siocli.event.LifecycleEvent.TransportUpgraded;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket;
import io.github.siocli.event.LifecycleEvent.UpgradeFailed;
import io.github.siocli.text.Utf8Builder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Appends the JSON records of lifecycle events; {@link JsonRenderer} documents their fields. */
final class JsonLifecycleLine implements LifecycleEvent.Visitor<Utf8Builder> {

    private final Utf8Builder out;
    private final Timestamps utc;
    private final boolean autoJoined;

    /**
     * Creates a visitor for one event.
     *
     * @param autoJoined true to write packets of a namespace that the server connects without being asked
     */
    JsonLifecycleLine(Utf8Builder out, Timestamps utc, boolean autoJoined) {
        this.out = out;
        this.utc = utc;
        this.autoJoined = autoJoined;
    }

    @Override
    public Utf8Builder visit(SessionOpened event) {
        Handshake handshake = event.handshake();
        begin(event.time(), "in", "open");
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
    public Utf8Builder visit(NamespaceConnected event) {
        begin(event.time(), "in", "connect");
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
    public Utf8Builder visit(NamespaceRefused event) {
        begin(event.time(), "in", "connect_error");
        field("nsp", event.nsp());
        field("message", event.message());
        event.data().ifPresent(data -> out.append(",\"data\":").append(data.oneLine()));
        return end();
    }

    @Override
    public Utf8Builder visit(ConnectFailed event) {
        begin(event.time(), "connect_failed");
        return failure(event.failure());
    }

    @Override
    public Utf8Builder visit(TransportUpgraded event) {
        begin(event.time(), "upgrade");
        field("from", event.from().wireName());
        field("to", event.to().wireName());
        return end();
    }

    @Override
    public Utf8Builder visit(UpgradeFailed event) {
        begin(event.time(), "upgrade_failed");
        return failure(event.failure());
    }

    @Override
    public Utf8Builder visit(EventDropped event) {
        begin(event.time(), "dropped");
        field("nsp", event.nsp());
        field("event", event.name());
        event.ackId().ifPresent(id -> field("id", id));
        field("reason", name(event.reason()));
        return end();
    }

    @Override
    public Utf8Builder visit(OversizedPayload event) {
        begin(event.time(), "oversized");
        field("nsp", event.nsp());
        event.event().ifPresent(name -> field("event", name));
        event.ackId().ifPresent(id -> field("id", id));
        field("size", event.size());
        field("max_payload", event.limit());
        return end();
    }

    @Override
    public Utf8Builder visit(EnginePathChanged event) {
        begin(event.time(), "engine_path");
        field("path", event.path());
        field("instead_of", event.formerPath());
        field("answer", event.formerResponse());
        return end();
    }

    @Override
    public Utf8Builder visit(NamespaceDisconnected event) {
        begin(event.time(), "disconnect");
        field("nsp", event.nsp());
        field("reason", event.reason().protocolName());
        if (event.reason() == DisconnectReason.REFUSED) {
            field("refused", true);
        }
        fieldUnlessEmpty("message", event.serverReason().message());
        event.serverReason().data().ifPresent(data -> out.append(",\"data\":").append(data.oneLine()));
        fieldUnlessEmpty("detail", event.detail());
        fieldUnlessEmpty("hint", event.hint());
        field("pending_acks", event.pendingAcks());
        return end();
    }

    @Override
    public Utf8Builder visit(ReconnectScheduled event) {
        begin(event.time(), "reconnect_attempt");
        field("attempt", event.attempt());
        event.limit().ifPresent(limit -> field("limit", limit));
        field("delay_ms", JsonText.wholeMillis(event.delay()));
        return end();
    }

    @Override
    public Utf8Builder visit(ReconnectGivenUp event) {
        begin(event.time(), "reconnect_failed");
        field("attempts", event.attempts());
        return end();
    }

    @Override
    public Utf8Builder visit(PacketRejected event) {
        begin(event.time(), "in", "bad_packet");
        field("packet", event.packet());
        field("problem", event.problem());
        if (!event.attachments().isEmpty()) {
            start("attachments");
            char before = '[';
            for (Attachment attachment : event.attachments()) {
                out.append(before).append(attachment.toJson());
                before = ',';
            }
            out.append(']');
        }
        return end();
    }

    @Override
    public Utf8Builder visit(UnjoinedPacket event) {
        if (event.autoJoined() && !autoJoined) {
            return out;
        }
        begin(event.time(), "in", "not_joined");
        UnjoinedPacket.PacketContent content = event.content();
        field("nsp", content.nsp());
        field("packet", content.type().toLowerCase(Locale.ROOT));
        content.name().ifPresent(name -> field("event", name));
        content.id().ifPresent(id -> field("id", id));
        start("args");
        JsonText.appendArray(out, content.args());
        field("count", event.count());
        return end();
    }

    @Override
    public Utf8Builder visit(ServerListening event) {
        begin(event.time(), "listen");
        field("url", event.url());
        return end();
    }

    @Override
    public Utf8Builder visit(ClientConnected event) {
        begin(event.time(), "in", "connect");
        field("nsp", event.nsp());
        field("sid", event.sid());
        field("transport", event.transport().wireName());
        field("eio", event.eio());
        field("address", event.address());
        if (event.recovered()) {
            field("recovered", true);
        }
        return end();
    }

    @Override
    public Utf8Builder visit(ClientRefused event) {
        begin(event.time(), "out", "connect_error");
        field("nsp", event.nsp());
        field("message", event.message());
        event.data().ifPresent(data -> out.append(",\"data\":").append(data.oneLine()));
        field("address", event.address());
        return end();
    }

    @Override
    public Utf8Builder visit(ClientDisconnected event) {
        begin(event.time(), "disconnect");
        field("nsp", event.nsp());
        field("sid", event.sid());
        field("reason", event.reason());
        return end();
    }

    private Utf8Builder failure(Failure failure) {
        field("layer", name(failure.kind().layer()));
        field("code", name(failure.kind()));
        field("message", failure.message());
        fieldUnlessEmpty("hint", failure.hint());
        return end();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void begin(Instant time, String type) {
        beginTime(time);
        field("type", type);
    }

    private void begin(Instant time, String direction, String type) {
        beginTime(time);
        field("dir", direction);
        field("type", type);
    }

    private void beginTime(Instant time) {
        out.append("{\"time\":\"");
        utc.append(out, time);
        out.append('"');
    }

    private Utf8Builder end() {
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
        out.append(String.valueOf(value));
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
