package io.github.siocli.protocol.socketio;

import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.ServerReason;
import io.github.siocli.json.Json;
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
        return packet.data().flatMap(data -> text(data, "sid"));
    }

    /** Returns the secret id of a session that the server can recover; empty if it cannot. */
    public static Optional<String> pid(Packet.Connect packet) {
        return packet.data().flatMap(data -> text(data, "pid"));
    }

    /** Returns the event for a refused namespace. */
    public static NamespaceRefused refusal(Instant time, Packet.ConnectError packet) {
        ServerReason reason = packet.data().map(ConnectReply::readReason).orElse(ServerReason.NONE);
        return new NamespaceRefused(time, packet.nsp(), reason.message(), reason.data());
    }

    /** Returns the reason why the server disconnects a namespace. */
    public static ServerReason reason(Packet.Disconnect packet) {
        return packet.data().map(ConnectReply::readReason).orElse(ServerReason.NONE);
    }

    /** Reads the reason in a payload: an object with a message since protocol 5, any value before. */
    private static ServerReason readReason(Json data) {
        Optional<String> message = text(data, "message");
        if (message.isPresent()) {
            return new ServerReason(
                    message.get(), Optional.ofNullable(data.members().get("data")));
        }
        return data.kind() == Json.Kind.STRING
                ? new ServerReason(data.stringValue(), Optional.empty())
                : new ServerReason("", Optional.of(data));
    }

    /**
     * Returns a refusal of protocol 4 or older in the form of protocol 5. Before, an error is any value; one that is not
     * a string is the data of a middleware.
     */
    public static Packet.ConnectError toProtocol5(String nsp, Json error) {
        String payload = error.kind() == Json.Kind.STRING
                ? "{\"message\":" + error.text() + "}"
                : "{\"message\":\"\",\"data\":" + error.text() + "}";
        return new Packet.ConnectError(nsp, Optional.of(Json.literal(payload)));
    }

    /** Returns true if the payload of a refusal has the form of protocol 5: an object with a message. */
    public static boolean hasMessage(Packet.ConnectError packet) {
        return packet.data().flatMap(data -> text(data, "message")).isPresent();
    }

    private static Optional<String> text(Json data, String member) {
        return data.kind() == Json.Kind.OBJECT
                ? Optional.ofNullable(data.members().get(member))
                        .filter(value -> value.kind() == Json.Kind.STRING)
                        .map(Json::stringValue)
                : Optional.empty();
    }
}
