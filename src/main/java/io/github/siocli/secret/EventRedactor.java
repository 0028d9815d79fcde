package io.github.siocli.secret;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.ClientEvent;
import io.github.siocli.event.DataEvent;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.LifecycleEvent.ClientRefused;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.LifecycleEvent.PacketRejected;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket;
import io.github.siocli.event.ServerReason;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Masks the members of payloads that a {@link Redaction} selects. Any thread may call. */
public final class EventRedactor {

    private static final String JSON_MASK = '"' + Redaction.MASK + '"';
    /** A CONNECT packet of Socket.IO in a packet of Engine.IO; its credentials are masked by the trace itself. */
    private static final String CONNECT = "40";

    private final Redaction redaction;
    private final DataEvent.Visitor<Event> data = new DataRedactor();

    public EventRedactor(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Returns the event with its secrets masked, or the same object if it has none. */
    public Event redact(Event event) {
        if (event instanceof ClientEvent labelled) {
            Event redacted = redact(labelled.event());
            return redacted == labelled.event() ? event : new ClientEvent(labelled.client(), redacted);
        }
        if (event instanceof DataEvent dataEvent) {
            return dataEvent.accept(data);
        }
        return event instanceof TraceEvent traced ? redact(traced) : redactLifecycle(event);
    }

    /** Returns the value with its secrets masked, or the same object if it has none. */
    private Json redact(Json value) {
        return value.replaceMembers(redaction.names(), JSON_MASK);
    }

    /** Returns the data of a refusal with its secrets masked. */
    public Optional<Json> redact(Optional<Json> value) {
        return value.map(this::redact);
    }

    /** Returns the arguments with their secrets masked, or the same object if they have none. */
    public Arguments redact(Arguments args) {
        List<Json> values = args.values();
        List<Json> redacted = null;
        for (int i = 0; i < values.size(); i++) {
            Json value = redact(values.get(i));
            if (redacted == null && value != values.get(i)) {
                redacted = new ArrayList<>(values);
            }
            if (redacted != null) {
                redacted.set(i, value);
            }
        }
        return redacted == null ? args : new Arguments(redacted, args.attachments());
    }

    private Event redactLifecycle(Event event) {
        if (event instanceof NamespaceRefused refused && refused.data().isPresent()) {
            return new NamespaceRefused(refused.time(), refused.nsp(), refused.message(), redact(refused.data()));
        }
        if (event instanceof NamespaceDisconnected ended
                && ended.serverReason().data().isPresent()) {
            ServerReason reason = ended.serverReason();
            return new NamespaceDisconnected(
                    ended.time(),
                    ended.nsp(),
                    ended.reason(),
                    new ServerReason(reason.message(), redact(reason.data())),
                    ended.detail(),
                    ended.hint(),
                    ended.pendingAcks());
        }
        if (event instanceof ClientRefused refused && refused.data().isPresent()) {
            return new ClientRefused(
                    refused.time(), refused.nsp(), refused.message(), redact(refused.data()), refused.address());
        }
        if (event instanceof UnjoinedPacket unjoined) {
            UnjoinedPacket.PacketContent content = unjoined.content();
            return new UnjoinedPacket(
                    unjoined.time(),
                    new UnjoinedPacket.PacketContent(
                            content.nsp(), content.type(), content.name(), content.id(), redact(content.args())),
                    unjoined.autoJoined(),
                    unjoined.count());
        }
        return event instanceof PacketRejected rejected
                ? new PacketRejected(
                        rejected.time(), redact(rejected.packet()), rejected.problem(), rejected.attachments())
                : event;
    }

    private TraceEvent redact(TraceEvent traced) {
        TraceEvent.TraceItem item = traced.item();
        if (item instanceof TraceEvent.EngineTextPacket packet
                && !packet.packet().startsWith(CONNECT)) {
            item = new TraceEvent.EngineTextPacket(redact(packet.packet()));
        } else if (item instanceof TraceEvent.HttpBody body) {
            item = new TraceEvent.HttpBody(body.size(), body.unpacked(), redact(body.text()));
        } else if (item instanceof TraceEvent.HttpHead head && redaction.isForAllFormats()) {
            item = new TraceEvent.HttpHead(head.status(), new TextRedactor(redaction.added()).redactHead(head.text()));
        }
        return item == traced.item()
                ? traced
                : new TraceEvent(traced.time(), traced.direction(), traced.exchange(), item);
    }

    /** Masks the secrets in a packet or another text that ends with JSON, which may be broken. */
    private String redact(String text) {
        return new TextRedactor(redaction.names()).redact(text);
    }

    private final class DataRedactor implements DataEvent.Visitor<Event> {

        @Override
        public Event visit(EventReceived event) {
            Arguments args = redact(event.args());
            return args == event.args()
                    ? event
                    : new EventReceived(
                            event.time(), event.nsp(), event.name(), args, event.ackId(), event.offset(), event.sid());
        }

        @Override
        public Event visit(EventSent event) {
            Arguments args = redact(event.args());
            return args == event.args()
                    ? event
                    : new EventSent(event.time(), event.nsp(), event.name(), args, event.ackId(), event.sid());
        }

        @Override
        public Event visit(AckReceived event) {
            Arguments args = redact(event.args());
            return args == event.args()
                    ? event
                    : new AckReceived(event.time(), event.nsp(), event.id(), args, event.answeredEmit(), event.sid());
        }

        @Override
        public Event visit(AckSent event) {
            Arguments args = redact(event.args());
            return args == event.args() ? event : new AckSent(event.time(), event.nsp(), event.id(), args, event.sid());
        }

        @Override
        public Event visit(AckTimedOut event) {
            return event;
        }
    }
}
