package io.github.siocli.client.engine;

import io.github.siocli.event.DropReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.protocol.socketio.Packet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Queue of the events and acknowledgements to send: bounded, in order in each namespace, each sent at most once. Any
 * thread may call.
 *
 * <p>An event waits here until its namespace is connected. Then it is handed to the client library, and tracked until a
 * frame of it passes {@link SocketTap} or {@link PollingPosts}. Events that the library discards when a connection ends
 * were not written, and are sent on the next connection.
 */
public final class SendQueue {

    /** Estimated memory of a packet besides its payload, in bytes. */
    private static final int OVERHEAD = 256;

    private static final long CAPACITY = 2L << 20;
    private static final long DEFAULT_PAYLOAD = 1_000_000;
    /**
     * Limit on the packets in flight over polling. They go in POSTs of 16, each a round trip, and a pong waits behind
     * them: 8 round trips are well within the time that servers allow. A lower limit costs more hand-overs to the
     * library.
     */
    private static final int MAX_POSTED = 128;

    private enum Gate {
        /** The namespace is being connected; its events wait. */
        HOLDING,
        /** The namespace is connected; its events are handed over. */
        FLOWING
    }

    private final SendListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Gate> gates = new LinkedHashMap<>();
    private final SendBuffer waiting = new SendBuffer();
    private final InFlightPackets transit = new InFlightPackets();
    private Optional<Connection> link = Optional.empty();
    private long capacity = CAPACITY;
    private int maxInTransit = Integer.MAX_VALUE;
    private long weight;
    private long transitWeight;
    private long lost;
    private boolean refused;
    private boolean closed;
    private volatile boolean followed;

    public SendQueue(SendListener listener) {
        this.listener = listener;
    }

    /**
     * Adapts the capacity to a transport. Over polling packets share a payload, whose size the server limits; a
     * character may be three bytes.
     */
    void sendingOver(Transport transport, Handshake handshake) {
        boolean isPolling = transport == Transport.POLLING;
        locked(() -> {
            capacity = isPolling ? Math.min(CAPACITY, handshake.maxPayload().orElse(DEFAULT_PAYLOAD) / 3) : CAPACITY;
            maxInTransit = isPolling ? MAX_POSTED : Integer.MAX_VALUE;
        });
    }

    /**
     * Adds an event or an acknowledgement. Blocks while the queue is full.
     *
     * @param patient whether to block even if the namespace is not connected
     * @throws FailureException if the namespace is not joined, if it is not connected and the queue is full, or if the
     *     packet is an acknowledgement and the namespace is not connected
     */
    public void submit(Packet packet, boolean patient) throws FailureException, InterruptedException {
        long added = weigh(packet);
        lock.lockInterruptibly();
        try {
            while (!closed && !hasRoom(packet, added, patient)) {
                changed.await();
            }
            weight += added;
            waiting.add(packet);
            pump(packet.nsp());
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(Packet packet, long added, boolean patient) throws FailureException {
        Gate gate = gates.get(packet.nsp());
        if (gate != Gate.FLOWING && packet instanceof Packet.Ack) {
            throw new FailureException(Failure.of(FailureKind.UNACKNOWLEDGEABLE, packet.nsp()));
        }
        if (gate == null) {
            throw new FailureException(Failure.of(FailureKind.NOT_IN_NAMESPACE, packet.nsp()));
        }
        if (weight == 0 || weight + added <= (gate == Gate.FLOWING ? capacity : CAPACITY)) {
            return true;
        }
        if (gate == Gate.HOLDING && !patient) {
            throw new FailureException(Failure.of(FailureKind.OUTBOX_FULL, packet.nsp(), events(waiting.size())));
        }
        return false;
    }

    private static String events(int number) {
        return number == 1 ? "1 event waits" : number + " events wait";
    }

    /** Sends over a new connection from now on. */
    public void over(Connection opening) {
        locked(() -> {
            link = Optional.of(opening);
            refused = false;
        });
    }

    /** Keeps the events of a namespace in the queue until it is connected. */
    public void hold(String nsp) {
        locked(() -> gates.put(nsp, Gate.HOLDING));
    }

    /** A namespace is connected. */
    public void flow(String nsp) {
        locked(() -> {
            gates.put(nsp, Gate.FLOWING);
            pump(nsp);
        });
    }

    /**
     * Closes a namespace: rejects new packets and drops those that wait. Packets that were handed to the library are
     * still sent.
     */
    public void shut(String nsp, DropReason reason) {
        locked(() -> {
            gates.remove(nsp);
            drop(waiting.take(nsp), reason);
        });
    }

    /**
     * As {@link #shut}, and also drops packets that the library has not encoded: the server has ended the namespace.
     */
    public void withdraw(String nsp, DropReason reason) {
        locked(() -> {
            gates.remove(nsp);
            List<Packet> onTheWay = transit.takeHanded(nsp);
            onTheWay.forEach(packet -> transitWeight -= weigh(packet));
            drop(onTheWay, reason);
            drop(waiting.take(nsp), reason);
            gates.keySet().forEach(this::pump);
        });
    }

    /**
     * Notes that the library has encoded a packet, whose frames follow.
     *
     * @return false if the packet was dropped meanwhile and must not be sent
     */
    public boolean encoded(Packet packet, int frames, long bytes) {
        lock.lock();
        try {
            return transit.encoded(packet, frames, bytes);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes that frames of messages are about to be written together.
     *
     * @param frames number of frames
     * @param bytes size of everything that is written with them
     * @return the packets that they belong to; empty if the connection has ended and the frames must not be written
     */
    public Optional<List<Packet>> writing(int frames, long bytes) {
        List<Packet> packets = new ArrayList<>(frames);
        List<InFlightPackets.WrittenPacket> complete = new ArrayList<>(frames);
        Optional<InFlightPackets.WrittenPacket> last = Optional.empty();
        lock.lock();
        try {
            for (int i = 0; i < frames; i++) {
                Optional<InFlightPackets.WrittenPacket> due = transit.due();
                if (due.isEmpty()) {
                    return Optional.empty();
                }
                last = isOurs(due.get().packet()) ? due : last;
                packets.add(due.get().packet());
                transit.written().ifPresent(complete::add);
            }
            followed = transit.due().isPresent();
            for (InFlightPackets.WrittenPacket written : complete) {
                release(written.packet());
            }
        } finally {
            lock.unlock();
        }
        listener.writing(packets, bytes);
        last.ifPresent(listener::writing);
        for (InFlightPackets.WrittenPacket written : complete) {
            listener.written(written);
        }
        return Optional.of(packets);
    }

    private void release(Packet packet) {
        long freed = weigh(packet);
        weight -= freed;
        transitWeight -= freed;
        // Refilled only when half empty: waking the sending threads for each packet costs more than sending it.
        if (waiting.size() > 0 && transitWeight <= capacity / 2) {
            gates.keySet().forEach(this::pump);
        }
        if (weight <= capacity / 2 || transitWeight == 0) {
            changed.signalAll();
        }
    }

    /** Returns true if the library had encoded more frames when the latest one was written; it writes them at once. */
    boolean isFollowed() {
        return followed;
    }

    /** Notes that written packets did not reach the server. */
    void refused() {
        locked(() -> refused = true);
    }

    /**
     * Detaches the lost connection. Events that it did not write are sent on the next one if their namespace is still
     * open; other packets are dropped.
     */
    public void connectionLost() {
        locked(() -> {
            link = Optional.empty();
            transitWeight = 0;
            // An acknowledgement is valid only on the connection of its event.
            Map<Boolean, List<Packet>> unwritten = transit.takeAll().stream()
                    .collect(Collectors.partitioningBy(
                            packet -> packet instanceof Packet.Event && gates.containsKey(packet.nsp())));
            waiting.addFirst(unwritten.get(true));
            drop(unwritten.get(false), DropReason.LEFT);
        });
    }

    /** Returns true if every packet is written and none is known to be lost. */
    public boolean isDelivered() {
        lock.lock();
        try {
            return weight == 0 && !refused;
        } finally {
            lock.unlock();
        }
    }

    /** Returns true if the library has packets that are not written. */
    boolean isSending() {
        lock.lock();
        try {
            return transitWeight > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns true if a DISCONNECT packet is encoded and not written. */
    boolean isGoodbyeDue() {
        lock.lock();
        try {
            return transit.isGoodbyeDue();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of events and acknowledgements that were dropped. */
    public long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of packets that are not handed to the library. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the queue: blocked callers return, and packets are no longer handed to the library. */
    public void close() {
        locked(() -> closed = true);
    }

    /** Hands waiting packets of a namespace to the library while the limit on packets in flight allows. */
    private void pump(String nsp) {
        while (!closed && link.isPresent() && gates.get(nsp) == Gate.FLOWING) {
            Optional<Packet> next = waiting.first(nsp);
            long added = next.map(SendQueue::weigh).orElse(0L);
            if (next.isEmpty() || isFull(added)) {
                return;
            }
            waiting.removeFirst(nsp);
            transitWeight += added;
            transit.handed(next.get());
            link.get().send(next.get());
        }
    }

    private boolean isFull(long added) {
        return transitWeight > 0 && (transitWeight + added > capacity || transit.size() >= maxInTransit);
    }

    private void drop(List<Packet> packets, DropReason reason) {
        for (Packet packet : packets) {
            weight -= weigh(packet);
            lost += isOurs(packet) ? 1 : 0;
            listener.dropped(packet, reason);
        }
    }

    private static boolean isOurs(Packet packet) {
        return packet instanceof Packet.Event || packet instanceof Packet.Ack;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the estimated memory of a packet in bytes; 0 if it is neither an event nor an acknowledgement. */
    static long weigh(Packet packet) {
        if (packet instanceof Packet.Event event) {
            return OVERHEAD + event.args().size();
        }
        return packet instanceof Packet.Ack ack ? OVERHEAD + ack.args().size() : 0;
    }
}
