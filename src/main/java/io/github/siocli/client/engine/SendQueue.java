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
import java.util.function.BiConsumer;
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
    private static final int MAX_IN_FLIGHT_POLLING = 128;

    private enum NamespaceGate {
        /** The namespace is being connected; its events wait. */
        PAUSED,
        /** The namespace is connected; its events are handed over. */
        OPEN
    }

    private final BiConsumer<Packet, DropReason> onDropped;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, NamespaceGate> gates = new LinkedHashMap<>();
    private final SendBuffer waiting = new SendBuffer();
    private final InFlightPackets inFlight = new InFlightPackets();
    /** Null while there is no connection. */
    private Connection connection;

    private long capacity = CAPACITY;
    private int maxInFlight = Integer.MAX_VALUE;
    private long weight;
    private long inFlightWeight;
    private long droppedCount;
    private boolean isClosed;
    private volatile boolean hasMoreFrames;

    /**
     * Packets of which frames are written together.
     *
     * @param packets the packet of each frame
     * @param complete those of which the last frame is among them
     * @param lastData the last event or acknowledgement; empty if there is none
     */
    public record Batch(
            List<Packet> packets,
            List<InFlightPackets.WrittenPacket> complete,
            Optional<InFlightPackets.WrittenPacket> lastData) {}

    /**
     * Creates an empty queue.
     *
     * @param onDropped receives each packet that is removed and will not be written; called with the lock held
     */
    public SendQueue(BiConsumer<Packet, DropReason> onDropped) {
        this.onDropped = onDropped;
    }

    /**
     * Adapts the capacity to a transport. Over polling packets share a payload, whose size the server limits; a
     * character may be three bytes.
     */
    void useTransport(Transport transport, Handshake handshake) {
        boolean isPolling = transport == Transport.POLLING;
        underLock(() -> {
            capacity = isPolling ? Math.min(CAPACITY, handshake.maxPayload().orElse(DEFAULT_PAYLOAD) / 3) : CAPACITY;
            maxInFlight = isPolling ? MAX_IN_FLIGHT_POLLING : Integer.MAX_VALUE;
        });
    }

    /**
     * Adds an event or an acknowledgement. Blocks while the queue is full.
     *
     * @param waitForConnection whether to block even if the namespace is not connected
     * @throws FailureException if the namespace is not joined, if it is not connected and the queue is full, or if the
     *     packet is an acknowledgement and the namespace is not connected
     */
    public void submit(Packet packet, boolean waitForConnection) throws FailureException, InterruptedException {
        long added = weightOf(packet);
        lock.lockInterruptibly();
        try {
            while (!isClosed && !hasRoom(packet, added, waitForConnection)) {
                changed.await();
            }
            weight += added;
            waiting.add(packet);
            handOver(packet.nsp());
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(Packet packet, long added, boolean waitForConnection) throws FailureException {
        NamespaceGate gate = gates.get(packet.nsp());
        if (gate != NamespaceGate.OPEN && packet instanceof Packet.Ack) {
            throw new FailureException(Failure.of(FailureKind.UNACKNOWLEDGEABLE, packet.nsp()));
        }
        if (gate == null) {
            throw new FailureException(Failure.of(FailureKind.NOT_IN_NAMESPACE, packet.nsp()));
        }
        if (weight == 0 || weight + added <= (gate == NamespaceGate.OPEN ? capacity : CAPACITY)) {
            return true;
        }
        if (gate == NamespaceGate.PAUSED && !waitForConnection) {
            throw new FailureException(
                    Failure.of(FailureKind.OUTBOX_FULL, packet.nsp(), describeCount(waiting.size())));
        }
        return false;
    }

    private static String describeCount(int number) {
        return number == 1 ? "1 event waits" : number + " events wait";
    }

    /** Sends over a new connection from now on. */
    public void attach(Connection newConnection) {
        underLock(() -> connection = newConnection);
    }

    /** Keeps the events of a namespace in the queue until it is connected. */
    public void pause(String nsp) {
        underLock(() -> gates.put(nsp, NamespaceGate.PAUSED));
    }

    /** Hands the waiting events of a namespace over: it is connected. */
    public void resume(String nsp) {
        underLock(() -> {
            gates.put(nsp, NamespaceGate.OPEN);
            handOver(nsp);
        });
    }

    /**
     * Closes a namespace: rejects new packets and drops those that wait. Packets that were handed to the library are
     * still sent.
     */
    public void closeNamespace(String nsp, DropReason reason) {
        underLock(() -> {
            gates.remove(nsp);
            drop(waiting.takeAll(nsp), reason);
        });
    }

    /**
     * As {@link #closeNamespace}, and also drops packets that the library has not encoded: the server has ended the
     * namespace.
     */
    public void discardNamespace(String nsp, DropReason reason) {
        underLock(() -> {
            gates.remove(nsp);
            List<Packet> handed = inFlight.takeHanded(nsp);
            handed.forEach(packet -> inFlightWeight -= weightOf(packet));
            drop(handed, reason);
            drop(waiting.takeAll(nsp), reason);
            gates.keySet().forEach(this::handOver);
        });
    }

    /**
     * Notes that the library has encoded a packet, whose frames follow.
     *
     * @return false if the packet was dropped meanwhile and must not be sent
     */
    public boolean markEncoded(Packet packet, int frames, long bytes) {
        lock.lock();
        try {
            return inFlight.markEncoded(packet, frames, bytes);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes that frames of messages are about to be written together.
     *
     * @return the packets that they belong to; empty if the connection has ended and the frames must not be written
     */
    public Optional<Batch> startWriting(int frames) {
        List<Packet> packets = new ArrayList<>(frames);
        List<InFlightPackets.WrittenPacket> complete = new ArrayList<>(frames);
        Optional<InFlightPackets.WrittenPacket> last = Optional.empty();
        lock.lock();
        try {
            for (int i = 0; i < frames; i++) {
                Optional<InFlightPackets.WrittenPacket> due = inFlight.nextDue();
                if (due.isEmpty()) {
                    return Optional.empty();
                }
                last = isData(due.get().packet()) ? due : last;
                packets.add(due.get().packet());
                inFlight.frameWritten().ifPresent(complete::add);
            }
            hasMoreFrames = inFlight.nextDue().isPresent();
            for (InFlightPackets.WrittenPacket written : complete) {
                release(written.packet());
            }
        } finally {
            lock.unlock();
        }
        return Optional.of(new Batch(packets, complete, last));
    }

    private void release(Packet packet) {
        long freed = weightOf(packet);
        weight -= freed;
        inFlightWeight -= freed;
        // Refilled only when half empty: waking the sending threads for each packet costs more than sending it.
        if (waiting.size() > 0 && inFlightWeight <= capacity / 2) {
            gates.keySet().forEach(this::handOver);
        }
        if (weight <= capacity / 2 || inFlightWeight == 0) {
            changed.signalAll();
        }
    }

    /** Returns true if the library had encoded more frames when the latest one was written; it writes them at once. */
    boolean hasMoreFrames() {
        return hasMoreFrames;
    }

    /**
     * Detaches the lost connection. Events that it did not write are sent on the next one if their namespace is still
     * open; other packets are dropped.
     */
    public void connectionLost() {
        underLock(() -> {
            connection = null;
            inFlightWeight = 0;
            // An acknowledgement is valid only on the connection of its event.
            Map<Boolean, List<Packet>> unwritten = inFlight.takeUnwritten().stream()
                    .collect(Collectors.partitioningBy(
                            packet -> packet instanceof Packet.Event && gates.containsKey(packet.nsp())));
            waiting.addFirst(unwritten.get(true));
            drop(unwritten.get(false), DropReason.LEFT);
        });
    }

    /** Returns true if every packet is written. */
    public boolean isWritten() {
        lock.lock();
        try {
            return weight == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns true if the library has packets that are not written. */
    boolean hasInFlight() {
        lock.lock();
        try {
            return inFlightWeight > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns true if a DISCONNECT packet is encoded and not written. */
    boolean hasDisconnectInFlight() {
        lock.lock();
        try {
            return inFlight.hasDisconnect();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of events and acknowledgements that were dropped. */
    public long droppedCount() {
        lock.lock();
        try {
            return droppedCount;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of packets that are not handed to the library. */
    public int waitingCount() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the queue: blocked callers return, and packets are no longer handed to the library. */
    public void close() {
        underLock(() -> isClosed = true);
    }

    /** Hands waiting packets of a namespace to the library while the limit on packets in flight allows. */
    private void handOver(String nsp) {
        while (!isClosed && connection != null && gates.get(nsp) == NamespaceGate.OPEN) {
            Optional<Packet> next = waiting.peek(nsp);
            long added = next.map(SendQueue::weightOf).orElse(0L);
            if (next.isEmpty() || isInFlightLimitReached(added)) {
                return;
            }
            waiting.removeFirst(nsp);
            inFlightWeight += added;
            inFlight.addHanded(next.get());
            connection.send(next.get());
        }
    }

    private boolean isInFlightLimitReached(long added) {
        return inFlightWeight > 0 && (inFlightWeight + added > capacity || inFlight.size() >= maxInFlight);
    }

    private void drop(List<Packet> packets, DropReason reason) {
        for (Packet packet : packets) {
            weight -= weightOf(packet);
            droppedCount += isData(packet) ? 1 : 0;
            onDropped.accept(packet, reason);
        }
    }

    private static boolean isData(Packet packet) {
        return packet instanceof Packet.Event || packet instanceof Packet.Ack;
    }

    private void underLock(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the estimated memory of a packet in bytes; 0 if it is neither an event nor an acknowledgement. */
    static long weightOf(Packet packet) {
        if (packet instanceof Packet.Event event) {
            return OVERHEAD + event.args().size();
        }
        return packet instanceof Packet.Ack ack ? OVERHEAD + ack.args().size() : 0;
    }
}
