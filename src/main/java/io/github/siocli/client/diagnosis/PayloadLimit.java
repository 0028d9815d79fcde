package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.OversizedPayload;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Compares payload sizes with the server's maxPayload (Engine.IO protocol 4, "Handshake"; servers before 4.5 do not
 * send it), and remembers the largest payload of a connection. Any thread may call.
 */
public final class PayloadLimit {

    /** Smallest limit in bytes of the servers that do not send maxPayload: that of netty-socketio. */
    private static final long SMALLEST_LIMIT = 64 << 10;

    private final Supplier<Handshake> handshake;
    private final Clock clock;
    /** The packets that exceed the limit, so that each is reported once. Guarded by this object, as the others. */
    private final Set<Packet> reported = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Describes the largest payload; empty before the first. */
    private String largest = "";

    private long largestSize;

    /**
     * Creates the limit of a connection.
     *
     * @param handshake supplies the Engine.IO handshake
     */
    public PayloadLimit(Supplier<Handshake> handshake, Clock clock) {
        this.handshake = handshake;
        this.clock = clock;
    }

    /**
     * Called before a payload is written: the body of a POST, or a websocket frame.
     *
     * @param packets the packets in the payload, complete or in part
     * @param bytes the size of the payload
     * @return the warning to report; only once per packet
     */
    public synchronized Optional<OversizedPayload> beforeWrite(List<Packet> packets, long bytes) {
        OptionalLong limit = handshake.get().maxPayload();
        boolean isOver = limit.isPresent() && bytes > limit.getAsLong();
        if (packets.isEmpty() || bytes <= largestSize && !isOver) {
            return Optional.empty();
        }
        Packet packet = Collections.max(packets, PayloadLimit::compareSizes);
        if (bytes > largestSize) {
            largest = describe(packet, bytes);
            largestSize = bytes;
        }
        return isOver && reported.add(packet)
                ? Optional.of(warning(packet, bytes, limit.getAsLong()))
                : Optional.empty();
    }

    /**
     * Returns true if a packet may be too large for the server: its payload exceeds maxPayload, or the server sends no
     * maxPayload and the packet is large.
     */
    public boolean isSuspect(Packet packet, long bytes) {
        OptionalLong limit = handshake.get().maxPayload();
        return limit.isPresent()
                ? bytes > limit.getAsLong()
                : bytes > SMALLEST_LIMIT && packet.size() > SMALLEST_LIMIT / 2;
    }

    /** Forgets a packet that was written or discarded. */
    public synchronized void done(Packet packet) {
        reported.remove(packet);
    }

    /** Describes the largest of some packets that were sent together, with the size of the payload. */
    public static String describe(List<Packet> packets, long bytes) {
        return describe(Collections.max(packets, PayloadLimit::compareSizes), bytes);
    }

    private static String describe(Packet packet, long bytes) {
        String name = "CONNECT";
        if (packet instanceof Packet.Event event) {
            name = event.name().json().text();
        } else if (packet instanceof Packet.Ack ack) {
            name = "acknowledgement " + ack.id();
        }
        return name + " was sent as " + bytes + " bytes";
    }

    /**
     * Describes the largest payload, after a separator, as the likely reason of a failure; empty if it is no reason.
     *
     * @param isCertain true if the server or a proxy has reported that a payload was too large; otherwise only a
     *     payload over maxPayload is described
     */
    public synchronized String explanation(String separator, boolean isCertain) {
        OptionalLong limit = handshake.get().maxPayload();
        boolean isOver = limit.isPresent() && largestSize > limit.getAsLong();
        if (largest.isEmpty() || !isOver && !isCertain) {
            return "";
        }
        String sent = separator + largest;
        if (isOver) {
            return sent + ", and the server accepts " + limit.getAsLong();
        }
        return limit.isEmpty()
                ? sent
                : sent + "; the server accepts " + limit.getAsLong() + ", so a proxy accepts less";
    }

    private OversizedPayload warning(Packet packet, long bytes, long limit) {
        if (packet instanceof Packet.Event event) {
            return new OversizedPayload(
                    clock.instant(), event.nsp(), Optional.of(event.name()), event.id(), bytes, limit);
        }
        OptionalLong id = packet instanceof Packet.Ack ack ? OptionalLong.of(ack.id()) : OptionalLong.empty();
        return new OversizedPayload(clock.instant(), packet.nsp(), Optional.empty(), id, bytes, limit);
    }

    /**
     * Compares sizes without a JDK comparator, because the JDK generates comparator classes at their first use, which
     * costs milliseconds.
     */
    private static int compareSizes(Packet one, Packet other) {
        return Long.compare(one.size(), other.size());
    }
}
