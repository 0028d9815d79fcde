package io.github.siocli.client;

import io.github.siocli.event.ConnectRefused;
import io.github.siocli.event.Connected;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Disconnected;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.wire.Packet;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The state of each namespace of a session. Any thread may call. */
final class Namespaces {

    private enum State {
        /** Asked for, and not answered. */
        ASKED,
        CONNECTED,
        /** Refused, left, or disconnected by the server. */
        GONE
    }

    private final EventSink sink;
    private final Acks acks;
    private final Clock clock;
    private final Runnable onConnected;
    private final Consumer<Failure> onOtherGeneration;
    private final Map<String, State> states = new LinkedHashMap<>();
    private Transport transport = Transport.POLLING;
    private Handshake handshake = new Handshake("", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());

    /**
     * The namespaces of a session, none of them asked for yet.
     *
     * @param onConnected called when one is connected
     * @param onOtherGeneration called where the answer is not that of Socket.IO protocol 5
     */
    Namespaces(EventSink sink, Acks acks, Clock clock, Runnable onConnected, Consumer<Failure> onOtherGeneration) {
        this.onConnected = onConnected;
        this.sink = sink;
        this.acks = acks;
        this.clock = clock;
        this.onOtherGeneration = onOtherGeneration;
    }

    synchronized void asked(String nsp) {
        states.put(nsp, State.ASKED);
    }

    synchronized void sessionOpened(Transport over, Handshake said) {
        transport = over;
        handshake = said;
    }

    synchronized void upgraded(Transport to) {
        transport = to;
    }

    synchronized Handshake handshake() {
        return handshake;
    }

    /** A namespace that has not been answered yet. */
    synchronized Optional<String> unanswered() {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() == State.ASKED)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized boolean isConnected(String nsp) {
        return states.get(nsp) == State.CONNECTED;
    }

    /** Whether some namespace is connected, or will be when the connection comes back. */
    synchronized boolean hasActive() {
        return states.values().stream().anyMatch(state -> state != State.GONE);
    }

    void connected(Packet.Connect packet) {
        Optional<String> sid = packet.data()
                .filter(data -> data.kind() == Json.Kind.OBJECT)
                .map(data -> data.members().get("sid"))
                .filter(value -> value.kind() == Json.Kind.STRING)
                .map(Json::stringValue);
        if (sid.isEmpty()) {
            onOtherGeneration.accept(
                    Failure.of(FailureKind.OTHER_GENERATION, "it connected " + packet.nsp() + " without a sid"));
            return;
        }
        Connected event;
        synchronized (this) {
            states.put(packet.nsp(), State.CONNECTED);
            event = new Connected(clock.instant(), packet.nsp(), sid.get(), transport, handshake);
        }
        onConnected.run();
        sink.accept(event);
    }

    void refused(Packet.ConnectError packet) {
        synchronized (this) {
            states.put(packet.nsp(), State.GONE);
        }
        Optional<Json> data = packet.data();
        Optional<Json> member = data.filter(value -> value.kind() == Json.Kind.OBJECT)
                .map(value -> value.members().get("message"))
                .filter(value -> value.kind() == Json.Kind.STRING);
        if (member.isPresent()) {
            Optional<Json> added = Optional.ofNullable(data.get().members().get("data"));
            sink.accept(new ConnectRefused(
                    clock.instant(), packet.nsp(), member.get().stringValue(), added));
        } else if (data.isPresent() && data.get().kind() == Json.Kind.STRING) {
            sink.accept(
                    new ConnectRefused(clock.instant(), packet.nsp(), data.get().stringValue(), Optional.empty()));
        } else {
            sink.accept(new ConnectRefused(clock.instant(), packet.nsp(), "", data));
        }
    }

    void disconnectedByServer(String nsp) {
        synchronized (this) {
            if (states.put(nsp, State.GONE) != State.CONNECTED) {
                return;
            }
        }
        disconnected(nsp, DisconnectReason.SERVER_DISCONNECT, "");
    }

    /** The connection is gone; what was connected is to be asked for again. */
    void connectionLost(DisconnectReason reason, String detail) {
        List<String> gone;
        synchronized (this) {
            gone = states.entrySet().stream()
                    .filter(entry -> entry.getValue() == State.CONNECTED)
                    .map(Map.Entry::getKey)
                    .toList();
            gone.forEach(nsp -> states.put(nsp, State.ASKED));
        }
        gone.forEach(nsp -> disconnected(nsp, reason, detail));
    }

    private void disconnected(String nsp, DisconnectReason reason, String detail) {
        sink.accept(new Disconnected(clock.instant(), nsp, reason, detail, acks.abandon(nsp)));
    }
}
