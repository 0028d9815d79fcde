package io.github.siocli.client.diagnosis;

import io.github.siocli.event.EventName;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.OversizedPayload;
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
 * What the server says it takes at most in one payload (Engine.IO protocol 4, "Handshake"; servers before 4.5 say nothing),
 * and the largest that was sent over a connection. Any thread may call.
 */
public final class PayloadLimit {

    /** Of the servers that say no limit the strictest: netty-socketio takes as many bytes. */
    private static final long SMALLEST_LIMIT = 64 << 10;

    private final Supplier<Handshake> handshake;
    private final Clock clock;
    private final Set<Packet> told = Collections.newSetFromMap(new IdentityHashMap<>());
    private String largest = "";
    private long largestSize;

    /**
     * Creates a limit for a session.
     *
     * @param handshake supplies the handshake of the Engine.IO session that opened last
     */
    public PayloadLimit(Supplier<Handshake> handshake, Clock clock) {
        this.handshake = handshake;
        this.clock = clock;
    }

    /** A new connection begins. */
    public synchronized void restart() {
        largest = "";
        largestSize = 0;
    }

    /**
     * A payload is about to be written: what is posted, or a websocket frame.
     *
     * @param packets what is in it, in whole or in part
     * @param bytes its size
     * @return what is to be told of it; only once of each packet
     */
    public synchronized Optional<OversizedPayload> writing(List<Packet> packets, long bytes) {
        OptionalLong limit = handshake.get().maxPayload();
        boolean isOver = limit.isPresent() && bytes > limit.getAsLong();
        if (packets.isEmpty() || bytes <= largestSize && !isOver) {
            return Optional.empty();
        }
        Packet packet = Collections.max(packets, PayloadLimit::compareSizes);
        if (bytes > largestSize) {
            largest = name(packet);
            largestSize = bytes;
        }
        return isOver && told.add(packet) ? Optional.of(warning(packet, bytes, limit.getAsLong())) : Optional.empty();
    }

    /**
     * Returns true if a packet may be too large for the server: it says that it takes less than the payload, or it says
     * nothing and the packet is large.
     */
    public boolean isSuspect(Packet packet, long bytes) {
        OptionalLong limit = handshake.get().maxPayload();
        return limit.isPresent()
                ? bytes > limit.getAsLong()
                : bytes > SMALLEST_LIMIT && size(packet) > SMALLEST_LIMIT / 2;
    }

    /** A packet is written, or will not be. */
    public synchronized void done(Packet packet) {
        told.remove(packet);
    }

    /** Names the largest of some packets that were sent together, with the size of the payload. */
    public static String sent(List<Packet> packets, long bytes) {
        return name(Collections.max(packets, PayloadLimit::compareSizes)) + " was sent as " + bytes + " bytes";
    }

    /**
     * Names what was too large, after a separator: it can only have been the largest.
     *
     * @param isCertain whether the server, or a proxy, has said that something was; otherwise only what the server must
     *     have refused is named
     */
    public synchronized String explanation(String separator, boolean isCertain) {
        OptionalLong limit = handshake.get().maxPayload();
        boolean isOver = limit.isPresent() && largestSize > limit.getAsLong();
        if (largest.isEmpty() || !isOver && !isCertain) {
            return "";
        }
        String sent = separator + largest + " was sent as " + largestSize + " bytes";
        if (limit.isEmpty()) {
            return sent;
        }
        return isOver
                ? sent + ", and the server takes " + limit.getAsLong()
                : sent + "; the server takes " + limit.getAsLong() + ", so a proxy takes less";
    }

    private OversizedPayload warning(Packet packet, long bytes, long limit) {
        Optional<EventName> event = Optional.empty();
        OptionalLong id = OptionalLong.empty();
        if (packet instanceof Packet.Event sent) {
            event = Optional.of(sent.name());
            id = sent.id();
        } else if (packet instanceof Packet.Ack ack) {
            id = OptionalLong.of(ack.id());
        }
        return new OversizedPayload(clock.instant(), packet.nsp(), event, id, bytes, limit);
    }

    private static String name(Packet packet) {
        if (packet instanceof Packet.Event event) {
            return event.name().json().text();
        }
        return packet instanceof Packet.Ack ack ? "acknowledgement " + ack.id() : "CONNECT";
    }

    /** Not one of the JDK's comparators: their classes are made when they are first used, at the cost of milliseconds. */
    private static int compareSizes(Packet one, Packet other) {
        return Long.compare(size(one), size(other));
    }

    private static long size(Packet packet) {
        if (packet instanceof Packet.Event event) {
            return event.args().size();
        }
        if (packet instanceof Packet.Ack ack) {
            return ack.args().size();
        }
        return packet instanceof Packet.Connect connect
                ? connect.data().map(data -> data.text().length()).orElse(0)
                : 0;
    }
}
