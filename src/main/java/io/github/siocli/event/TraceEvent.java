package io.github.siocli.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An HTTP message, a frame or a packet was sent or received on the wire, for {@code --trace}. Secrets are already
 * masked, unless the user chose to see them.
 *
 * @param time when it was sent or received
 * @param direction the direction
 * @param exchange number of the HTTP exchange, from 1; a websocket has the number of its opening handshake
 * @param item the traced item
 */
public record TraceEvent(Instant time, Direction direction, int exchange, TraceItem item) implements Event {

    /** The direction of an item, seen from this side. */
    public enum Direction {
        IN,
        OUT
    }

    /** The layers of the trace that users can choose. */
    public enum Level {
        /** HTTP exchanges, including the opening handshakes of websockets. */
        HTTP,
        /** Engine.IO packets, and websocket frames that carry no packet. */
        EIO,
        /** Socket.IO packets. */
        SIO;

        /** Returns the name of the layer in the option {@code --trace}. */
        public String label() {
            return switch (this) {
                case HTTP -> "http";
                case EIO -> "eio";
                case SIO -> "sio";
            };
        }
    }

    /** A traced part of the traffic. */
    public sealed interface TraceItem {

        /** Calls the visitor's method for this kind of item. */
        <R> R accept(Visitor<R> visitor);

        /** Returns the approximate size of the item in characters and bytes. */
        default long weight() {
            return 0;
        }
    }

    /**
     * One method for each kind of item.
     *
     * @param <R> result type of the methods
     */
    public interface Visitor<R> {

        R visit(HttpHead item);

        R visit(HttpBody item);

        R visit(AbnormalEnd item);

        R visit(EngineTextPacket item);

        R visit(EngineBinaryPacket item);

        R visit(WebSocketPing item);

        R visit(WebSocketClose item);

        R visit(SocketIoPacket item);

        R visit(BinaryMessage item);

        R visit(InvalidPacket item);
    }

    /**
     * The head of an HTTP request or response.
     *
     * @param status the status code of a response; empty for a request
     * @param text the first line and the header fields, each on its own line
     */
    public record HttpHead(OptionalInt status, String text) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public long weight() {
            return text.length();
        }
    }

    /**
     * The end of an HTTP body.
     *
     * @param size number of bytes on the wire
     * @param unpacked number of bytes after decompression; empty if the body was not compressed
     * @param text the body; empty if its Engine.IO packets are traced one by one
     */
    public record HttpBody(long size, OptionalLong unpacked, String text) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public long weight() {
            return text.length();
        }
    }

    /**
     * An HTTP exchange or a websocket ended abnormally.
     *
     * @param websocket true for a websocket, false for an HTTP exchange
     * @param cause the observed cause
     */
    public record AbnormalEnd(boolean websocket, String cause) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A text packet of Engine.IO, verbatim. */
    public record EngineTextPacket(String packet) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public long weight() {
            return packet.length();
        }
    }

    /**
     * A binary packet of Engine.IO.
     *
     * @param size number of bytes
     * @param start the first bytes
     */
    public record EngineBinaryPacket(long size, Attachment start) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A ping or a pong of a websocket (RFC 6455, 5.5).
     *
     * @param pong true for a pong, false for a ping
     * @param size number of bytes of payload
     */
    public record WebSocketPing(boolean pong, long size) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A close frame of a websocket (RFC 6455, 7.4).
     *
     * @param code the close code; 1005 if the frame has none
     * @param reason the close reason; may be empty
     */
    public record WebSocketClose(int code, String reason) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A decoded Socket.IO packet.
     *
     * @param type name of the packet type in the Socket.IO protocol
     * @param nsp the namespace, beginning with a slash
     * @param name name of the event; empty for other packets
     * @param id id of the acknowledgement; empty if the packet has none
     * @param arguments number of arguments; empty if packets of this type have no arguments
     * @param attachments number of binary messages that follow
     * @param size number of bytes of the text
     */
    public record SocketIoPacket(
            String type,
            String nsp,
            Optional<String> name,
            OptionalLong id,
            OptionalInt arguments,
            long attachments,
            long size)
            implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A binary message that belongs to an earlier Socket.IO packet. */
    public record BinaryMessage(long size) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** An Engine.IO message that is not a Socket.IO packet. */
    public record InvalidPacket(String problem) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    @Override
    public boolean isAlwaysWritten() {
        return false;
    }

    @Override
    public boolean isFromNetwork() {
        return direction == Direction.IN;
    }

    @Override
    public long payloadSize() {
        return item.weight();
    }
}
