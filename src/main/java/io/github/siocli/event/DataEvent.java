package io.github.siocli.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Socket.IO event or acknowledgement that was received or sent, or an acknowledgement that is overdue. Commands show
 * these on standard output.
 *
 * <p>A namespace begins with a slash.
 */
public sealed interface DataEvent extends Event {

    /** Returns the namespace. */
    String nsp();

    /** Returns the client that the event came from or went to; empty on the client side. */
    Optional<String> sid();

    /** Calls the visitor's method for this kind of event. */
    <R> R accept(Visitor<R> visitor);

    /** Returns true if this side sent the event or acknowledgement. */
    default boolean isOutgoing() {
        return false;
    }

    @Override
    default boolean isAlwaysWritten() {
        return !isOutgoing();
    }

    /**
     * One method for each kind of data event.
     *
     * @param <R> result type of the methods
     */
    interface Visitor<R> {

        R visit(EventReceived event);

        R visit(EventSent event);

        R visit(AckReceived event);

        R visit(AckSent event);

        R visit(AckTimedOut event);
    }

    /**
     * An event was received.
     *
     * @param time when it was received
     * @param nsp the namespace
     * @param name name of the event
     * @param args arguments of the event
     * @param ackId id to acknowledge the event with; empty if the sender asks for no acknowledgement
     * @param offset offset that the server appended to the arguments, for connection state recovery; empty if it sent
     *     none
     * @param sid the client that sent the event; empty on the client side
     */
    record EventReceived(
            Instant time,
            String nsp,
            EventName name,
            Arguments args,
            OptionalLong ackId,
            Optional<String> offset,
            Optional<String> sid)
            implements DataEvent {

        /** Creates an event on the client side, without an offset. */
        public EventReceived(Instant time, String nsp, EventName name, Arguments args, OptionalLong ackId) {
            this(time, nsp, name, args, ackId, Optional.empty(), Optional.empty());
        }

        @Override
        public boolean isFromNetwork() {
            return true;
        }

        @Override
        public long payloadSize() {
            return args.size();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An event was sent.
     *
     * @param time when it was sent
     * @param nsp the namespace
     * @param name name of the event
     * @param args arguments of the event
     * @param ackId id that the receiver acknowledges the event with; empty if no acknowledgement was asked for
     * @param sid the client that the event went to; empty on the client side
     */
    record EventSent(Instant time, String nsp, EventName name, Arguments args, OptionalLong ackId, Optional<String> sid)
            implements DataEvent {

        /** Creates an event on the client side. */
        public EventSent(Instant time, String nsp, EventName name, Arguments args, OptionalLong ackId) {
            this(time, nsp, name, args, ackId, Optional.empty());
        }

        @Override
        public boolean isOutgoing() {
            return true;
        }

        @Override
        public long payloadSize() {
            return args.size();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An acknowledgement was received.
     *
     * @param time when it was received
     * @param nsp the namespace
     * @param id id of the acknowledgement
     * @param args arguments of the acknowledgement
     * @param answeredEmit the emit that it answers; empty if no emit of this connection has that id pending
     * @param sid the client that sent the acknowledgement; empty on the client side
     */
    record AckReceived(
            Instant time,
            String nsp,
            long id,
            Arguments args,
            Optional<AnsweredEmit> answeredEmit,
            Optional<String> sid)
            implements DataEvent {

        /** Creates an acknowledgement on the client side. */
        public AckReceived(Instant time, String nsp, long id, Arguments args, Optional<AnsweredEmit> answeredEmit) {
            this(time, nsp, id, args, answeredEmit, Optional.empty());
        }

        @Override
        public boolean isFromNetwork() {
            return true;
        }

        @Override
        public long payloadSize() {
            return args.size();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An acknowledgement was sent.
     *
     * @param time when it was sent
     * @param nsp the namespace
     * @param id id that the other side gave its event
     * @param args arguments of the acknowledgement
     * @param sid the client that the acknowledgement went to; empty on the client side
     */
    record AckSent(Instant time, String nsp, long id, Arguments args, Optional<String> sid) implements DataEvent {

        /** Creates an acknowledgement on the client side. */
        public AckSent(Instant time, String nsp, long id, Arguments args) {
            this(time, nsp, id, args, Optional.empty());
        }

        @Override
        public boolean isOutgoing() {
            return true;
        }

        @Override
        public long payloadSize() {
            return args.size();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An acknowledgement did not arrive before its timeout. It may still arrive, and is then marked as late.
     *
     * @param time when the timeout elapsed
     * @param nsp the namespace
     * @param id id of the acknowledgement
     * @param name name of the event that was sent
     * @param argumentCount number of its arguments
     * @param timeout the timeout
     * @param sid the client that did not acknowledge the event; empty on the client side
     * @param large size of the event, if it may be too large for the server to answer
     */
    record AckTimedOut(
            Instant time,
            String nsp,
            long id,
            EventName name,
            int argumentCount,
            Duration timeout,
            Optional<String> sid,
            Optional<Large> large)
            implements DataEvent {

        /**
         * Size of an event that may be too large for the server.
         *
         * @param size size in bytes of the HTTP request body or the websocket frame
         * @param limit largest payload in bytes that the server accepts, by its handshake; empty if the handshake has
         *     none
         */
        public record Large(long size, OptionalLong limit) {}

        /** Creates a timeout of an event that is not large. */
        public AckTimedOut(
                Instant time,
                String nsp,
                long id,
                EventName name,
                int argumentCount,
                Duration timeout,
                Optional<String> sid) {
            this(time, nsp, id, name, argumentCount, timeout, sid, Optional.empty());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
