package io.github.siocli.client.diagnosis;

import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.ServerReason;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the payloads of CONNECT and CONNECT_ERROR packets from a server (Socket.IO protocol, "Connection to a
 * namespace").
 */
public final class ConnectReply {

    private ConnectReply() {}

    /** Returns the id of the socket; empty if the packet is not of protocol 5. */
    public static Optional<String> sid(Packet.Connect packet) {
        return text(packet.data(), "sid");
    }

    /** Returns the secret id of a session that the server can recover; empty if it cannot. */
    public static Optional<String> pid(Packet.Connect packet) {
        return text(packet.data(), "pid");
    }

    /** Returns the event for a refused namespace. */
    public static NamespaceRefused refusal(Instant time, Packet.ConnectError packet) {
        ServerReason reason = reason(packet.data());
        return new NamespaceRefused(time, packet.nsp(), reason.message(), reason.data());
    }

    /** Returns the reason in a payload: an object with a message since protocol 5, any value before. */
    public static ServerReason reason(Optional<Json> data) {
        Optional<String> message = text(data, "message");
        if (message.isPresent()) {
            Optional<Json> added = Optional.ofNullable(data.get().members().get("data"));
            return new ServerReason(message.get(), added);
        }
        return data.isPresent() && data.get().kind() == Json.Kind.STRING
                ? new ServerReason(data.get().stringValue(), Optional.empty())
                : new ServerReason("", data);
    }

    /** Returns true if the payload of a refusal has the form of protocol 5: an object with a message. */
    public static boolean hasMessage(Optional<Json> data) {
        return text(data, "message").isPresent();
    }

    private static Optional<String> text(Optional<Json> object, String member) {
        return object.filter(data -> data.kind() == Json.Kind.OBJECT)
                .map(data -> data.members().get(member))
                .filter(value -> value.kind() == Json.Kind.STRING)
                .map(Json::stringValue);
    }
}
