package io.github.siocli.client;

import io.github.siocli.event.AckSent;
import io.github.siocli.event.EventSent;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.wire.Packet;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Follows each packet that is handed to the client library until it passes the tap on its way to the wire.
 *
 * <p>The library writes packets in the order in which it encoded them, on one thread, so the frames that pass belong to
 * the packet at the head. What the library drops when a connection ends is found here as not written.
 */
final class Outbox {

    private static final int OVERHEAD = 64;
    private static final long CAPACITY = 2L << 20;
    private static final long DEFAULT_PAYLOAD = 1_000_000;

    private static final class Encoded {
        private final Packet packet;
        private int frames;

        private Encoded(Packet packet, int frames) {
            this.packet = packet;
            this.frames = frames;
        }
    }

    private final EventSink sink;
    private final Acks acks;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Encoded> encoded = new ArrayDeque<>();
    private long capacity = CAPACITY;
    private long weight;
    private long lost;
    private boolean unproven;
    private boolean refused;
    private boolean closed;

    Outbox(EventSink sink, Acks acks, Clock clock) {
        this.sink = sink;
        this.acks = acks;
        this.clock = clock;
    }

    /**
     * A transport is in use from now on. What waits is sent in one payload by polling, of which a server takes only so
     * much; a character may be three bytes.
     */
    void sendingOver(Transport transport, Handshake handshake) {
        lock.lock();
        try {
            capacity = transport == Transport.POLLING
                    ? Math.min(CAPACITY, handshake.maxPayload().orElse(DEFAULT_PAYLOAD) / 3)
                    : CAPACITY;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room for an event or an acknowledgement, and takes it. */
    void enter(Packet packet) throws InterruptedException {
        long added = weigh(packet);
        lock.lockInterruptibly();
        try {
            while (weight > 0 && weight + added > capacity && !closed) {
                changed.await();
            }
            weight += added;
        } finally {
            lock.unlock();
        }
    }

    /** The library has encoded a packet; its frames will pass next. */
    void encoded(Packet packet, int frames) {
        lock.lock();
        try {
            encoded.add(new Encoded(packet, frames));
        } finally {
            lock.unlock();
        }
    }

    /** A frame of the packet at the head is about to be written. */
    void writing() {
        Packet complete;
        lock.lock();
        try {
            Encoded head = encoded.peek();
            if (head == null || --head.frames > 0) {
                return;
            }
            encoded.remove();
            release(head.packet);
            complete = head.packet;
            unproven |= complete instanceof Packet.Event event && event.id().isEmpty();
        } finally {
            lock.unlock();
        }
        if (complete instanceof Packet.Event event) {
            event.id().ifPresent(id -> acks.sent(event.nsp(), id));
            sink.accept(new EventSent(clock.instant(), event.nsp(), event.name(), event.args(), event.id()));
        } else if (complete instanceof Packet.Ack ack) {
            sink.accept(new AckSent(clock.instant(), ack.nsp(), ack.id(), ack.args()));
        }
    }

    /** The connection broke without a word of the server; what nobody acknowledges may not have reached it. */
    void broken() {
        lock.lock();
        try {
            refused |= unproven;
        } finally {
            lock.unlock();
        }
    }

    /** What was written did not reach the server. */
    void refused() {
        lock.lock();
        try {
            refused = true;
        } finally {
            lock.unlock();
        }
    }

    /** A new connection begins. */
    void restart() {
        lock.lock();
        try {
            refused = false;
            unproven = false;
        } finally {
            lock.unlock();
        }
    }

    /** The connection is gone, and with it what was encoded for it. */
    void connectionLost() {
        lock.lock();
        try {
            while (!encoded.isEmpty()) {
                Encoded dropped = encoded.remove();
                if (dropped.packet instanceof Packet.Event event) {
                    lost++;
                    event.id().ifPresent(id -> acks.forget(event.nsp(), id));
                } else if (dropped.packet instanceof Packet.Ack) {
                    lost++;
                }
                release(dropped.packet);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits to be written, and nothing that was written is known to be lost. */
    boolean isDelivered() {
        lock.lock();
        try {
            return weight == 0 && !refused;
        } finally {
            lock.unlock();
        }
    }

    /** Number of events and acknowledgements that were handed over and lost with a connection. */
    long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits for room any longer. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void release(Packet packet) {
        weight -= weigh(packet);
        changed.signalAll();
    }

    private static long weigh(Packet packet) {
        if (packet instanceof Packet.Event event) {
            return OVERHEAD + event.args().size();
        }
        return packet instanceof Packet.Ack ack ? OVERHEAD + ack.args().size() : 0;
    }
}
