package io.github.siocli.client.engine;

import io.github.siocli.event.Attachment;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketFrames;
import io.github.siocli.protocol.socketio.PacketParser;
import io.github.siocli.protocol.socketio.UnencodableException;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.parser.Parser;
import io.socket.thread.EventThread;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * One connection of the client library, from the attempt to open it to its end. It carries the packets of all
 * namespaces unchanged. A few small packets on an idle websocket are written past the library ({@link #sendDirectly}).
 *
 * <p>The library has one root socket. Its own CONNECT and DISCONNECT are not written. It gets one answer to the CONNECT,
 * and then takes each packet of ours as the only argument of an event. The encoder here writes that packet, so that JSON
 * texts keep every character. A text message passes the library as a string whose characters are the bytes of UTF-8
 * ({@link #bytes}). Incoming packets do not pass through the library. The state is confined to the library's event thread,
 * except where a comment says otherwise.
 */
final class PacketCarrier {

    /** The library's reason for an end that we requested. */
    static final String FORCED_CLOSE = "forced close";

    private static final String ROOT = "/";

    /** Name of the event that the library sees; it is never written to the wire. */
    private static final String EVENT = "packet";

    /** The library needs an id for its root socket; nothing reads it. */
    private static final String SOCKET_ID = "root";

    /** Limit on the payloads that are written past the library, in bytes: any socket buffers as much. */
    private static final long MAX_DIRECT_SIZE = 4 << 10;

    /** Limit on the number of packets that are written past the library. */
    private static final int MAX_DIRECT_COUNT = 8;

    private final PacketParser parser;
    private final SendQueue sendQueue;
    private final SilentDecoder decoder = new SilentDecoder();
    private final Manager manager;
    private final Socket socket;
    private final Queue<Packet> outgoing = new ConcurrentLinkedQueue<>();
    /** Held while packets are taken from the queue and passed on, so that they keep their order. */
    private final ReentrantLock sending = new ReentrantLock();
    /** Number of packets that the library has got and not encoded. Guarded by the lock. */
    private int unencodedCount;

    private final AtomicBoolean isSendScheduled = new AtomicBoolean();
    private final EventThreadKeepAlive keepAlive = new EventThreadKeepAlive();
    /** Receives the failure of the attempt. */
    private Consumer<Object> onFailed = error -> {};
    /** Receives the library's reason of the end. */
    private Consumer<String> onClosed = reason -> {};

    private volatile boolean isOpen;
    private volatile boolean isEnded;

    /** The library's decoder. It gets no packet from the wire. */
    private static final class SilentDecoder implements Parser.Decoder {

        private Callback library = packet -> {};

        /** Gives the library the answer to the CONNECT of its root socket. */
        private void answerConnect() {
            io.socket.parser.Packet<JSONObject> answer =
                    new io.socket.parser.Packet<>(Parser.CONNECT, new JSONObject().put("sid", SOCKET_ID));
            answer.nsp = ROOT;
            library.call(answer);
        }

        @Override
        public void onDecoded(Callback callback) {
            // The library removes its callback with null when it closes.
            library = callback == null ? packet -> {} : callback;
        }

        @Override
        public void add(String message) {}

        @Override
        public void add(byte[] message) {}

        @Override
        public void destroy() {}
    }

    /**
     * Creates a connection that is not yet opened.
     *
     * @param options how to connect; must not be shared with another connection
     * @param parser encodes the packets
     * @param sendQueue is notified of each encoded packet
     */
    PacketCarrier(Manager.Options options, PacketParser parser, SendQueue sendQueue) {
        this.parser = parser;
        this.sendQueue = sendQueue;
        options.encoder = (carried, written) -> written.call(messages(carried));
        options.decoder = decoder;
        this.manager = new Manager(null, options);
        this.socket = manager.socket(ROOT);
    }

    /**
     * Starts to open the connection. Calls one of the arguments once, on the library's event thread.
     *
     * @param failed receives the failure of the attempt
     * @param closed receives the library's reason when the connection has ended
     */
    void open(Consumer<Object> failed, Consumer<String> closed) {
        onFailed = failed;
        onClosed = closed;
        manager.on(Manager.EVENT_TRANSPORT, EventThreadFaults.HANDLER);
        manager.on(Manager.EVENT_OPEN, args -> opened());
        manager.on(Manager.EVENT_ERROR, args -> failed(args[0]));
        manager.on(Manager.EVENT_CLOSE, args -> closed(String.valueOf(args[0])));
        runOnEventThread(socket::connect);
    }

    /** Hands a packet over after those that were handed over before; {@link #startSending} must follow. */
    void handOver(Packet packet) {
        outgoing.add(packet);
    }

    /** Starts to send the packets that were handed over; they wait until the connection is open. */
    void startSending() {
        if (isSendScheduled.compareAndSet(false, true)) {
            // One task for many packets, because each task is a hand-over between threads.
            runOnEventThread(() -> {});
            keepAlive.extend();
        }
    }

    /**
     * Writes the packets that were handed over on the calling thread, past the library, which saves the hand-over between two
     * threads. Does not block, and does nothing if packets before them are on their way or if they are large.
     *
     * @param sockets writes to the websocket that the session uses
     * @param isAllConfirmed returns true if the server has read everything that was written, so that the buffer of the
     *     socket is empty and a small write does not block
     * @return false if {@link #startSending} must send them
     */
    boolean sendDirectly(SocketTap sockets, BooleanSupplier isAllConfirmed) {
        // First what is false for most packets of a stream, because the rest costs time.
        if (isSendScheduled.get() || !isAllConfirmed.getAsBoolean() || !sending.tryLock()) {
            return false;
        }
        try {
            // A packet leaves the queue of the encoded ones before it is written, so the sockets are asked after it.
            if (!isOpen
                    || isEnded
                    || unencodedCount > 0
                    || sendQueue.hasEncoded()
                    || !sockets.isIdle()
                    || !isAllConfirmed.getAsBoolean()) {
                return false;
            }
            List<Packet> packets = takeSmallOutgoing();
            List<PacketFrames> frames = new ArrayList<>();
            packets.forEach(packet -> encode(packet).ifPresent(frames::add));
            frames.forEach(sockets::write);
            return !packets.isEmpty();
        } finally {
            sending.unlock();
        }
    }

    /** Removes and returns the packets that were handed over; none if they are too many or too large to write directly. */
    private List<Packet> takeSmallOutgoing() {
        List<Packet> packets = new ArrayList<>();
        long size = 0;
        for (Packet packet : outgoing) {
            packets.add(packet);
            size += packet.size();
            if (packets.size() > MAX_DIRECT_COUNT || size > MAX_DIRECT_SIZE) {
                return List.of();
            }
        }
        // Other threads may add packets meanwhile, whose size was not checked.
        packets.forEach(packet -> outgoing.remove());
        return packets;
    }

    /**
     * Sends all queued packets. Each task does this first, which keeps the order. Packets for a connection that is not
     * open wait for the library's CONNECT.
     */
    private void sendOutgoing() {
        isSendScheduled.set(false);
        if (!isOpen) {
            return;
        }
        sending.lock();
        try {
            for (Packet packet = outgoing.poll(); packet != null; packet = outgoing.poll()) {
                unencodedCount++;
                socket.emit(EVENT, packet);
            }
        } finally {
            sending.unlock();
        }
    }

    /** Closes the connection after the packets that were handed over before. Cancels an attempt that is running. */
    void close() {
        runOnEventThread(() -> {
            socket.disconnect();
            if (!isOpen) {
                // The library reports nothing if an attempt is cancelled.
                closed(FORCED_CLOSE);
            }
        });
        keepAlive.stop();
    }

    /** Treats the connection as lost, if the library has not noticed yet. */
    void connectionLost() {
        runOnEventThread(() -> closed("transport error"));
    }

    /** Fails an attempt that is still running, or treats an open connection as lost. */
    void giveUp() {
        runOnEventThread(() -> {
            if (isOpen) {
                closed("transport error");
            } else {
                failed("no answer in time");
            }
        });
    }

    /**
     * Runs a task on the event thread, never directly: the caller may hold a lock, and the library may block in a
     * write.
     */
    private void runOnEventThread(Runnable task) {
        EventThread.nextTick(() -> {
            EventThreadFaults.HANDLER.handle();
            if (!isEnded) {
                try {
                    sendOutgoing();
                } finally {
                    // Sending throws an exception if the library's connection closes at the same moment.
                    task.run();
                }
            }
        });
        keepAlive.wake();
    }

    private void opened() {
        isOpen = true;
        // After this event, in which the library sends its CONNECT.
        EventThread.nextTick(decoder::answerConnect);
    }

    private void failed(Object error) {
        if (!isOpen && !isEnded) {
            isEnded = true;
            onFailed.accept(error);
        }
    }

    private void closed(String reason) {
        if (!isEnded) {
            isEnded = true;
            onClosed.accept(reason);
        }
    }

    /**
     * Encodes a packet of the library. In place of its own CONNECT the packets are written that wait for the connection
     * to open, so that they leave with the first request; its DISCONNECT becomes no message.
     */
    private Object[] messages(io.socket.parser.Packet<?> carried) {
        List<Object> messages = new ArrayList<>();
        sending.lock();
        try {
            switch (carried.type) {
                case Parser.CONNECT -> {
                    for (Packet packet = outgoing.poll(); packet != null; packet = outgoing.poll()) {
                        addMessages(packet, messages);
                    }
                }
                case Parser.EVENT -> {
                    unencodedCount--;
                    addMessages((Packet) ((JSONArray) carried.data).get(1), messages);
                }
                default -> {}
            }
        } finally {
            sending.unlock();
        }
        return messages.toArray();
    }

    private void addMessages(Packet packet, List<Object> messages) {
        Optional<PacketFrames> frames = encode(packet);
        if (frames.isEmpty()) {
            return;
        }
        // Without the type of the Engine.IO packet, which the library writes.
        frames.get()
                .text()
                .ifPresent(text -> messages.add(new String(text, 1, text.length - 1, StandardCharsets.ISO_8859_1)));
        frames.get().binary().forEach(attachment -> messages.add(attachment.bytes()));
    }

    /** Encodes a packet; empty if it was discarded. */
    private Optional<PacketFrames> encode(Packet packet) {
        PacketFrames frames = frames(packet);
        int count = frames.binary().size();
        long bytes = 0;
        if (frames.text().isPresent()) {
            count++;
            bytes += frames.text().get().length - 1;
        }
        for (Attachment attachment : frames.binary()) {
            bytes += attachment.size();
        }
        // A discarded event must not follow the end of its namespace: the server would close the connection.
        return sendQueue.markEncoded(packet, count, bytes) ? Optional.of(frames) : Optional.empty();
    }

    /** Returns the UTF-8 of a text that the library sends. */
    static byte[] bytes(String carried) {
        return carried.getBytes(StandardCharsets.ISO_8859_1);
    }

    private PacketFrames frames(Packet packet) {
        try {
            return parser.encode(packet);
        } catch (UnencodableException e) {
            throw new IllegalStateException("was checked before it came here", e);
        }
    }
}
