package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import java.util.Optional;
import java.util.OptionalLong;

/** A Socket.IO packet (Socket.IO protocol 5, "Packet types"). Binary events and acks are events and acks here. */
public sealed interface Packet {

    /** Returns the namespace, which begins with a slash. */
    String nsp();

    /**
     * Requests a namespace, or confirms its connection.
     *
     * @param data the auth payload, or the data of the confirmation
     */
    record Connect(String nsp, Optional<Json> data) implements Packet {}

    /**
     * Leaves a namespace.
     *
     * @param data reason that some servers send, against the protocol; text that is not JSON becomes a string
     */
    record Disconnect(String nsp, Optional<Json> data) implements Packet {

        /** Creates a packet without a payload, as the protocol requires. */
        public Disconnect(String nsp) {
            this(nsp, Optional.empty());
        }
    }

    /**
     * Refuses a namespace.
     *
     * @param data reason; an object with a message since protocol 5, any value before
     */
    record ConnectError(String nsp, Optional<Json> data) implements Packet {}

    /**
     * An event.
     *
     * @param name its name
     * @param args its arguments
     * @param id id of the requested acknowledgement
     */
    record Event(String nsp, EventName name, Arguments args, OptionalLong id) implements Packet {

        /** Creates an event with a string as its name. */
        public Event(String nsp, String name, Arguments args, OptionalLong id) {
            this(nsp, EventName.of(name), args, id);
        }
    }

    /**
     * An acknowledgement.
     *
     * @param id id of the event
     * @param args its arguments
     */
    record Ack(String nsp, long id, Arguments args) implements Packet {}
}
