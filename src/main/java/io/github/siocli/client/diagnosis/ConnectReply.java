package io.github.siocli.client.diagnosis;

import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.ServerReason;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Instant;
import java.util.Optional;

/** Reads the responses of servers to CONNECT (Socket.IO protocol, "Connection to a namespace"). */
public final class ConnectReply {

    private ConnectReply() {}

    /** Returns the socket id; empty if the response does not follow protocol 5. */
    public static Optional<String> sid(Packet.Connect packet) {
        return text(packet.data(), "sid");
    }

    /** Returns the private id of a recoverable session, or empty. */
    public static Optional<String> pid(Packet.Connect packet) {
        return text(packet.data(), "pid");
    }

    /** Returns the event for a refusal. */
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

    private static Optional<String> text(Optional<Json> object, String member) {
        return object.filter(data -> data.kind() == Json.Kind.OBJECT)
                .map(data -> data.members().get(member))
                .filter(value -> value.kind() == Json.Kind.STRING)
                .map(Json::stringValue);
    }
}
