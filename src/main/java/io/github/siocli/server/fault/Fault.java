package io.github.siocli.server.fault;

import io.github.siocli.protocol.socketio.Packet;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A fault that the server injects: of a packet, of a session, or of a handshake.
 *
 * @param kind what happens
 * @param time delay of a packet
 * @param code close code of a session (RFC 6455, section 7.4)
 */
public record Fault(Kind kind, DurationRange time, int code) {

    private static final DurationRange AT_ONCE = DurationRange.of(Duration.ZERO);

    /** Kinds of faults, in the order in which random numbers are drawn for a packet. */
    public enum Kind {
        /** Refuses a handshake. */
        REFUSE("refuse"),
        /** Refuses the upgrade of a session to websocket. */
        NO_UPGRADE("no-upgrade"),
        /** Leaves out the heartbeats of a session. */
        NO_PING("no-ping"),
        /** Closes the session, with a close code over websocket. */
        CLOSE("close"),
        /** Cuts the TCP connection. */
        CUT("cut"),
        /** Sends a packet with invalid JSON. */
        MALFORMED("malformed"),
        /** Sends an event that is larger than the maximum payload of the handshake. */
        OVERSIZED("oversized"),
        /** Discards the packet. */
        DROP("drop"),
        /** Discards the packet if it is an acknowledgement. */
        NO_ACK("no-ack"),
        /** Sends the packet twice. */
        DUPLICATE("duplicate"),
        /** Sends the packet later if it is an acknowledgement. */
        LATE_ACK("late-ack"),
        /** Sends the packet later. Later packets may overtake it. */
        DELAY("delay");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Returns the word that names the fault in rules and in {@code --chaos}. */
        public String word() {
            return word;
        }

        /** Returns the kind with a word, or empty. */
        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst();
        }

        /** Returns the words of all kinds. */
        public static List<String> words() {
            return Arrays.stream(values()).map(Kind::word).toList();
        }

        /** Returns true if the fault ends the session or sends another packet, whatever packet it replaces. */
        public boolean isOfSession() {
            return compareTo(CLOSE) >= 0 && compareTo(OVERSIZED) <= 0;
        }

        /** Returns true if only acknowledgements have the fault. */
        public boolean isForAcks() {
            return this == NO_ACK || this == LATE_ACK;
        }

        /** Returns true if a packet can have the fault. Those that connect or disconnect a namespace have none. */
        public boolean appliesTo(Packet packet) {
            boolean isAck = packet instanceof Packet.Ack;
            return compareTo(CLOSE) >= 0 && (isAck || packet instanceof Packet.Event && !isForAcks());
        }
    }

    /** Returns a fault without a parameter. */
    public static Fault of(Kind kind) {
        return new Fault(kind, AT_ONCE, 0);
    }

    /** Returns this fault with a random time of its range. */
    public Fault draw(RandomGenerator random) {
        return new Fault(kind, DurationRange.of(time.draw(random)), code);
    }
}
