package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Socket.IO packet (Socket.IO protocol 5, "Packet types"). Binary events and acks are represented as events and acks.
 */
public sealed interface Packet {

    /** Returns the namespace, which begins with a slash. */
    String nsp();

    /** Returns the name of its type in the protocol; that of the type without binary data for events and acks. */
    String typeName();

    /** Returns the payload of a packet that has no arguments; empty if it has none. */
    default Optional<Json> data() {
        return Optional.empty();
    }

    /** Returns the size of the payload in bytes: its JSON texts and binary values. */
    default long size() {
        return data().map(Json::size).orElse(0);
    }

    /**
     * Requests a connection to a namespace, or confirms it.
     *
     * @param data the auth payload of a client, or the connection data of a server
     */
    record Connect(String nsp, Optional<Json> data) implements Packet {

        @Override
        public String typeName() {
            return "CONNECT";
        }
    }

    /**
     * Disconnects from a namespace.
     *
     * @param data the reason that some servers add, contrary to the protocol; a reason that is not JSON becomes a
     *     string
     */
    record Disconnect(String nsp, Optional<Json> data) implements Packet {

        /** Creates a packet without a reason, as the protocol specifies. */
        public Disconnect(String nsp) {
            this(nsp, Optional.empty());
        }

        @Override
        public String typeName() {
            return "DISCONNECT";
        }
    }

    /**
     * Refuses the connection to a namespace.
     *
     * @param data the reason: an object with a message since protocol 5, any value before
     */
    record ConnectError(String nsp, Optional<Json> data) implements Packet {

        @Override
        public String typeName() {
            return "CONNECT_ERROR";
        }
    }

    /**
     * An event.
     *
     * @param name the event name
     * @param args the arguments
     * @param id the ack id, if the sender expects an acknowledgement
     */
    record Event(String nsp, EventName name, Arguments args, OptionalLong id) implements Packet {

        /** Creates an event whose name is a string. */
        public Event(String nsp, String name, Arguments args, OptionalLong id) {
            this(nsp, EventName.of(name), args, id);
        }

        @Override
        public String typeName() {
            return "EVENT";
        }

        @Override
        public long size() {
            return args.size();
        }
    }

    /**
     * An acknowledgement.
     *
     * @param id the ack id of the event
     * @param args the arguments
     */
    record Ack(String nsp, long id, Arguments args) implements Packet {

        @Override
        public String typeName() {
            return "ACK";
        }

        @Override
        public long size() {
            return args.size();
        }
    }
}
