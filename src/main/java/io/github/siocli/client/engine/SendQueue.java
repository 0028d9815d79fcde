package io.github.siocli.client.engine;

import io.github.siocli.event.DropReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.protocol.socketio.Packet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    /** Limit on the waiting packets of a namespace that is not connected, in bytes. */
    private static final long CAPACITY = 2L << 20;
    /**
     * Limit over websocket, in bytes. It is small because each packet is some twenty objects, which the garbage collector
     * copies while they wait: a limit of 2 MiB costs a fifth of the throughput.
     */
    private static final long WEBSOCKET_CAPACITY = 256L << 10;

    private static final long DEFAULT_PAYLOAD = 1_000_000;
    /**
     * Limit on the packets in flight over polling. They go in POSTs of 16, each a round trip, and a pong waits behind
     * them: 8 round trips are well within the time that servers allow. A lower limit costs more hand-overs to the
     * library.
     */
    private static final int MAX_IN_FLIGHT_POLLING = 128;

    /** The packets of a namespace that are not handed to a connection, in order. */
    private static final class NamespaceQueue {
        private final ArrayDeque<Packet> packets = new ArrayDeque<>();
        /** False while the namespace is being connected: its events wait. */
        private boolean isOpen;
    }

    private final BiConsumer<Packet, DropReason> onDropped;
    /** Guards all fields. Not a monitor, so that a thread that waits for it can be interrupted. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Map<String, NamespaceQueue> namespaces = new LinkedHashMap<>();
    private final InFlightPackets inFlight = new InFlightPackets();
    /** Null while there is no connection. */
    private Connection connection;

    private long capacity = WEBSOCKET_CAPACITY;
    private int maxInFlight = Integer.MAX_VALUE;
    private long weight;
    private long inFlightWeight;
    private int waitingCount;
    private long droppedCount;
    private boolean isClosed;
    /** True if packets were handed to the connection and it was not told to send them. */
    private boolean hasUnstarted;

    private volatile boolean hasMoreFrames;

    /**
     * Packets of which frames are written together.
     *
     * @param packets the packet of each frame
     * @param complete those of which the last frame is among them
     * @param lastData the last event or acknowledgement; null if there is none
     */
    record Batch(
            List<Packet> packets,
            List<InFlightPackets.WrittenPacket> complete,
            InFlightPackets.@Nullable WrittenPacket lastData) {}

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
            capacity = isPolling
                    ? Math.min(CAPACITY, handshake.maxPayload().orElse(DEFAULT_PAYLOAD) / 3)
                    : WEBSOCKET_CAPACITY;
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
            NamespaceQueue queue = namespaces.get(packet.nsp());
            if (queue != null) {
                queue.packets.add(packet);
                waitingCount++;
                handOver(queue);
            }
        } finally {
            unlock();
        }
    }

    private boolean hasRoom(Packet packet, long added, boolean waitForConnection) throws FailureException {
        NamespaceQueue queue = namespaces.get(packet.nsp());
        boolean isOpen = queue != null && queue.isOpen;
        if (!isOpen && packet instanceof Packet.Ack) {
            throw new FailureException(Failure.of(FailureKind.UNACKNOWLEDGEABLE, packet.nsp()));
        }
        if (queue == null) {
            throw new FailureException(Failure.of(FailureKind.NOT_IN_NAMESPACE, packet.nsp()));
        }
        if (weight == 0 || weight + added <= (isOpen ? capacity : CAPACITY)) {
            return true;
        }
        if (!isOpen && !waitForConnection) {
            throw new FailureException(Failure.of(FailureKind.OUTBOX_FULL, packet.nsp(), describeCount(waitingCount)));
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
        underLock(() -> namespaces.computeIfAbsent(nsp, name -> new NamespaceQueue()).isOpen = false);
    }

    /** Hands the waiting events of a namespace over: it is connected. */
    public void resume(String nsp) {
        underLock(() -> {
            NamespaceQueue queue = namespaces.computeIfAbsent(nsp, name -> new NamespaceQueue());
            queue.isOpen = true;
            handOver(queue);
        });
    }

    /**
     * Closes a namespace: rejects new packets and drops those that wait. Packets that were handed to the library are
     * still sent.
     */
    public void closeNamespace(String nsp, DropReason reason) {
        underLock(() -> removeNamespace(nsp, reason));
    }

    /**
     * As {@link #closeNamespace}, and also drops packets that the library has not encoded: the server has ended the
     * namespace.
     */
    public void discardNamespace(String nsp, DropReason reason) {
        underLock(() -> {
            List<Packet> handed = inFlight.takeHanded(nsp);
            handed.forEach(packet -> inFlightWeight -= weightOf(packet));
            drop(handed, reason);
            removeNamespace(nsp, reason);
            namespaces.values().forEach(this::handOver);
        });
    }

    private void removeNamespace(String nsp, DropReason reason) {
        NamespaceQueue queue = namespaces.remove(nsp);
        if (queue != null) {
            waitingCount -= queue.packets.size();
            drop(queue.packets, reason);
        }
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
        InFlightPackets.WrittenPacket lastData = null;
        lock.lock();
        try {
            for (int i = 0; i < frames; i++) {
                InFlightPackets.WrittenPacket due = inFlight.nextDue();
                if (due == null) {
                    return Optional.empty();
                }
                lastData = isData(due.packet()) ? due : lastData;
                packets.add(due.packet());
                if (inFlight.isLastFrame()) {
                    complete.add(due);
                }
            }
            hasMoreFrames = inFlight.nextDue() != null;
            for (InFlightPackets.WrittenPacket written : complete) {
                release(written.packet());
            }
        } finally {
            unlock();
        }
        return Optional.of(new Batch(packets, complete, lastData));
    }

    private void release(Packet packet) {
        long freed = weightOf(packet);
        weight -= freed;
        inFlightWeight -= freed;
        // Refilled only when half empty: waking the sending threads for each packet costs more than sending it.
        if (waitingCount > 0 && inFlightWeight <= capacity / 2) {
            namespaces.values().forEach(this::handOver);
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
            List<Packet> lost = new ArrayList<>();
            List<Packet> unwritten = inFlight.takeUnwritten();
            Collections.reverse(unwritten);
            for (Packet packet : unwritten) {
                NamespaceQueue queue = namespaces.get(packet.nsp());
                if (queue != null && packet instanceof Packet.Event) {
                    queue.packets.addFirst(packet);
                    waitingCount++;
                } else {
                    // An acknowledgement is valid only on the connection of its event.
                    lost.add(0, packet);
                }
            }
            drop(lost, DropReason.LEFT);
        });
    }

    /** Returns true if every packet is written. */
    public boolean isWritten() {
        return query(() -> weight == 0);
    }

    /** Returns true if the library has packets that are not written. */
    boolean hasInFlight() {
        return query(() -> inFlightWeight > 0);
    }

    /** Returns true if packets are encoded of which no frame or not every frame is written. */
    boolean hasEncoded() {
        return query(() -> inFlight.nextDue() != null);
    }

    /** Returns true if a DISCONNECT packet is encoded and not written. */
    boolean hasDisconnectInFlight() {
        return query(inFlight::hasDisconnect);
    }

    /** Returns the number of events and acknowledgements that were dropped. */
    public long droppedCount() {
        return query(() -> droppedCount);
    }

    /** Returns the number of packets that are not handed to the library. */
    public int waitingCount() {
        return query(() -> waitingCount);
    }

    /** Closes the queue: blocked callers return, and packets are no longer handed to the library. */
    public void close() {
        underLock(() -> isClosed = true);
    }

    /** Hands waiting packets of a namespace to the library while the limit on packets in flight allows. */
    private void handOver(NamespaceQueue queue) {
        while (!isClosed && connection != null && queue.isOpen && !queue.packets.isEmpty()) {
            Packet next = queue.packets.element();
            long added = weightOf(next);
            if (isInFlightLimitReached(added)) {
                return;
            }
            queue.packets.remove();
            waitingCount--;
            inFlightWeight += added;
            inFlight.addHanded(next);
            connection.handOver(next);
            hasUnstarted = true;
        }
    }

    /** Releases the lock, and then starts to send what was handed over. */
    private void unlock() {
        Connection unstarted = hasUnstarted ? connection : null;
        hasUnstarted = false;
        lock.unlock();
        if (unstarted != null) {
            unstarted.startSending();
        }
    }

    private boolean isInFlightLimitReached(long added) {
        return inFlightWeight > 0 && (inFlightWeight + added > capacity || inFlight.size() >= maxInFlight);
    }

    private void drop(Collection<Packet> packets, DropReason reason) {
        for (Packet packet : packets) {
            weight -= weightOf(packet);
            droppedCount += isData(packet) ? 1 : 0;
            onDropped.accept(packet, reason);
        }
    }

    private static boolean isData(Packet packet) {
        return packet instanceof Packet.Event || packet instanceof Packet.Ack;
    }

    private <T> T query(Supplier<T> state) {
        lock.lock();
        try {
            return state.get();
        } finally {
            lock.unlock();
        }
    }

    private void underLock(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            unlock();
        }
    }

    /** Returns the estimated memory of a packet in bytes; 0 if it is neither an event nor an acknowledgement. */
    static long weightOf(Packet packet) {
        return isData(packet) ? OVERHEAD + packet.size() : 0;
    }
}
