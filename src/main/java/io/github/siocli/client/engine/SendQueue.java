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
 * What is to be sent, from the hand-over to the wire: bounded, in order in each namespace, and never twice. Any thread may
 * call.
 *
 * <p>An event waits here until its namespace is connected. Then it follows the client library until it passes the tap on
 * its way to the wire. What the library drops when a connection ends was not written, and waits for the next one.
 */
public final class SendQueue {

    /** What a packet takes beside its payload, in bytes. */
    private static final int OVERHEAD = 256;

    private static final long CAPACITY = 2L << 20;
    private static final long DEFAULT_PAYLOAD = 1_000_000;
    /**
     * Packets on their way over polling. They go in POSTs of 16, each a round trip, and a pong waits behind them: 8 round
     * trips are well within the time that servers give it. Fewer packets cost more hand-overs to the library.
     */
    private static final int MAX_POSTED = 128;

    private enum Gate {
        /** The namespace will be connected. */
        HOLDING,
        /** The namespace is connected. */
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
     * A transport is in use from now on. Over polling packets share a payload, of which a server takes only so much; a
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
     * Waits until there is room for an event or an acknowledgement, and takes it.
     *
     * @param patient whether to wait even where the namespace is not connected
     * @throws FailureException where it cannot be sent, or there is no room and it is not connected
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

    /** There is a connection, and what its namespaces send goes to it. */
    public void over(Connection opening) {
        locked(() -> {
            link = Optional.of(opening);
            refused = false;
        });
    }

    /** Events for a namespace wait until it is connected. */
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

    /** Nothing more is taken for a namespace, and what waits for it is dropped; what is on its way goes on. */
    public void shut(String nsp, DropReason reason) {
        locked(() -> {
            gates.remove(nsp);
            drop(waiting.take(nsp), reason);
        });
    }

    /** As {@link #shut}, where the server has no such namespace any more. */
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

    /** The library has encoded a packet; its frames will pass next. False where it is not to be sent any more. */
    public boolean encoded(Packet packet, int frames, long bytes) {
        lock.lock();
        try {
            return transit.encoded(packet, frames, bytes);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Frames of messages are about to be written together.
     *
     * @param bytes size of all that is written with them
     * @return the packets that they belong to; empty where the connection has ended, and they must not be written
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
        // Many at a time: to wake the threads that send for each packet costs more than to send it.
        if (waiting.size() > 0 && transitWeight <= capacity / 2) {
            gates.keySet().forEach(this::pump);
        }
        if (weight <= capacity / 2 || transitWeight == 0) {
            changed.signalAll();
        }
    }

    /** Whether the library had more to write, and writes it at once, when the latest frame passed. */
    boolean isFollowed() {
        return followed;
    }

    /** What was written did not reach the server. */
    void refused() {
        locked(() -> refused = true);
    }

    /** The connection is gone; what it did not write waits for the next one, where the namespace comes back. */
    public void connectionLost() {
        locked(() -> {
            link = Optional.empty();
            transitWeight = 0;
            // An acknowledgement belongs to the connection that its event came over.
            Map<Boolean, List<Packet>> unwritten = transit.takeAll().stream()
                    .collect(Collectors.partitioningBy(
                            packet -> packet instanceof Packet.Event && gates.containsKey(packet.nsp())));
            waiting.addFirst(unwritten.get(true));
            drop(unwritten.get(false), DropReason.LEFT);
        });
    }

    /** Whether nothing waits to be written, and nothing that was written is known to be lost. */
    public boolean isDelivered() {
        lock.lock();
        try {
            return weight == 0 && !refused;
        } finally {
            lock.unlock();
        }
    }

    /** Whether something is on its way to the tap, which still has to write it. */
    boolean isSending() {
        lock.lock();
        try {
            return transitWeight > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns true if a DISCONNECT packet is on its way to the tap. */
    boolean isGoodbyeDue() {
        lock.lock();
        try {
            return transit.isGoodbyeDue();
        } finally {
            lock.unlock();
        }
    }

    /** Number of events and acknowledgements that were handed over, and will not be sent. */
    public long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Number of events that wait for their namespaces. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits for room any longer. */
    public void close() {
        locked(() -> closed = true);
    }

    /** Hands to the library what waits for a namespace, as far as there is room on the way. */
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

    /** Returns about how many bytes a packet takes; 0 if it is neither an event nor an acknowledgement. */
    static long weigh(Packet packet) {
        if (packet instanceof Packet.Event event) {
            return OVERHEAD + event.args().size();
        }
        return packet instanceof Packet.Ack ack ? OVERHEAD + ack.args().size() : 0;
    }
}
