package io.github.siocli.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Something passed on the wire, and the user wants to see all of it. Secrets are hidden in it already, unless they are wanted
 * too.
 *
 * @param time when it passed
 * @param direction which way
 * @param exchange number of the HTTP exchange that it belongs to, from 1; a websocket has that of its opening handshake
 * @param sight what it is
 */
public record TraceEvent(Instant time, Direction direction, int exchange, TraceItem sight) implements Event {

    /** Which way it passed. */
    public enum Direction {
        IN,
        OUT
    }

    /** What can be chosen to be seen. */
    public enum Level {
        /** HTTP exchanges, with the opening handshakes of websockets. */
        HTTP,
        /** Engine.IO packets, and the frames of websockets that carry none. */
        EIO,
        /** Socket.IO packets. */
        SIO;

        /** The name that users know it by. */
        public String label() {
            return switch (this) {
                case HTTP -> "http";
                case EIO -> "eio";
                case SIO -> "sio";
            };
        }
    }

    /** What passed. */
    public sealed interface TraceItem {

        /** Characters and bytes that it holds, about. */
        default long weight() {
            return 0;
        }
    }

    /**
     * The head of an HTTP request or answer.
     *
     * @param status the status code of an answer
     * @param text the first line and the header fields, a line each
     */
    public record Head(OptionalInt status, String text) implements TraceItem {

        @Override
        public long weight() {
            return text.length();
        }
    }

    /**
     * The end of an HTTP body.
     *
     * @param size bytes on the wire
     * @param unpacked bytes of it where it was packed, as with gzip
     * @param text the body; empty where its Engine.IO packets are seen one by one
     */
    public record Body(long size, OptionalLong unpacked, String text) implements TraceItem {

        @Override
        public long weight() {
            return text.length();
        }
    }

    /**
     * An exchange or a websocket ended otherwise than HTTP or close frames end it.
     *
     * @param websocket whether it is a websocket
     * @param cause what was seen of it
     */
    public record Broken(boolean websocket, String cause) implements TraceItem {}

    /** An Engine.IO packet that is text, verbatim. */
    public record EngineText(String packet) implements TraceItem {

        @Override
        public long weight() {
            return packet.length();
        }
    }

    /**
     * An Engine.IO packet that is binary.
     *
     * @param size its bytes
     * @param start the first of them
     */
    public record EngineBytes(long size, Attachment start) implements TraceItem {}

    /**
     * A ping or a pong of a websocket (RFC 6455, 5.5).
     *
     * @param pong whether it is a pong
     * @param size bytes of payload
     */
    public record Beat(boolean pong, long size) implements TraceItem {}

    /**
     * A close frame of a websocket (RFC 6455, 7.4).
     *
     * @param code the close code; 1005 where there is none in the frame
     */
    public record Close(int code, String reason) implements TraceItem {}

    /**
     * A Socket.IO packet, decoded.
     *
     * @param type name of its type, as in the Socket.IO protocol
     * @param nsp the namespace, beginning with a slash
     * @param name name of the event, where it is one
     * @param id id of the acknowledgement
     * @param arguments number of arguments, where it has some kind of them
     * @param attachments number of binary messages that follow
     * @param size bytes of its text
     */
    public record Packet(
            String type,
            String nsp,
            Optional<String> name,
            OptionalLong id,
            OptionalInt arguments,
            long attachments,
            long size)
            implements TraceItem {}

    /** A binary message that belongs to a Socket.IO packet before it. */
    public record PacketBytes(long size) implements TraceItem {}

    /** An Engine.IO message that is no Socket.IO packet. */
    public record NoPacket(String problem) implements TraceItem {}

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
