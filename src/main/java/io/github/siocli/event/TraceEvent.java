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

        R visit(Head item);

        R visit(Body item);

        R visit(Broken item);

        R visit(EngineText item);

        R visit(EngineBytes item);

        R visit(Beat item);

        R visit(Close item);

        R visit(Packet item);

        R visit(PacketBytes item);

        R visit(NoPacket item);
    }

    /**
     * The head of an HTTP request or answer.
     *
     * @param status the status code of an answer
     * @param text the first line and the header fields, a line each
     */
    public record Head(OptionalInt status, String text) implements TraceItem {

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
     * @param size bytes on the wire
     * @param unpacked bytes of it where it was packed, as with gzip
     * @param text the body; empty where its Engine.IO packets are seen one by one
     */
    public record Body(long size, OptionalLong unpacked, String text) implements TraceItem {

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
     * An exchange or a websocket ended otherwise than HTTP or close frames end it.
     *
     * @param websocket whether it is a websocket
     * @param cause what was seen of it
     */
    public record Broken(boolean websocket, String cause) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** An Engine.IO packet that is text, verbatim. */
    public record EngineText(String packet) implements TraceItem {

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
     * An Engine.IO packet that is binary.
     *
     * @param size its bytes
     * @param start the first of them
     */
    public record EngineBytes(long size, Attachment start) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A ping or a pong of a websocket (RFC 6455, 5.5).
     *
     * @param pong whether it is a pong
     * @param size bytes of payload
     */
    public record Beat(boolean pong, long size) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A close frame of a websocket (RFC 6455, 7.4).
     *
     * @param code the close code; 1005 where there is none in the frame
     */
    public record Close(int code, String reason) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

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
            implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A binary message that belongs to a Socket.IO packet before it. */
    public record PacketBytes(long size) implements TraceItem {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** An Engine.IO message that is no Socket.IO packet. */
    public record NoPacket(String problem) implements TraceItem {

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
        return sight.weight();
    }
}
