package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import java.util.Optional;
import java.util.OptionalLong;

/** A Socket.IO packet (Socket.IO protocol 5, "Packet types"); binary events and acks are events and acks here. */
public sealed interface Packet {

    /** The namespace that it belongs to, beginning with a slash. */
    String nsp();

    /**
     * Asks for a namespace, or says that it is connected.
     *
     * @param data the auth payload, or what the server says of the connection
     */
    record Connect(String nsp, Optional<Json> data) implements Packet {}

    /**
     * Leaves a namespace.
     *
     * @param data the reason that some servers give, against the protocol; a text that is not JSON is a string here
     */
    record Disconnect(String nsp, Optional<Json> data) implements Packet {

        /** Leaves a namespace as the protocol says, without a payload. */
        public Disconnect(String nsp) {
            this(nsp, Optional.empty());
        }
    }

    /**
     * Says that a namespace is refused.
     *
     * @param data why; an object with a message since protocol 5, any value before
     */
    record ConnectError(String nsp, Optional<Json> data) implements Packet {}

    /**
     * An event.
     *
     * @param name its name
     * @param args its arguments
     * @param id id of the acknowledgement that is asked for
     */
    record Event(String nsp, EventName name, Arguments args, OptionalLong id) implements Packet {

        /** An event whose name is a string. */
        public Event(String nsp, String name, Arguments args, OptionalLong id) {
            this(nsp, EventName.of(name), args, id);
        }
    }

    /**
     * An acknowledgement.
     *
     * @param id the id that the event had
     * @param args its arguments
     */
    record Ack(String nsp, long id, Arguments args) implements Packet {}
}
