package io.github.siocli.client.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.net.engineio.Eio3Session;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.PayloadReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Reads the payload of one poll packet by packet. A payload may be large, as a server collects all its packets in one
 * while our output is slow.
 *
 * <p>Messages are passed on as they are read, which blocks while the event sink blocks. Packets for the client library
 * are collected; any thread can take them at any time, and the lock guards them.
 */
final class PollReader implements Runnable {

    /** Upper bound in bytes for one packet, so that an unterminated payload cannot exhaust the heap. */
    private static final long MAX_PACKET_BYTES = 256L << 20;

    private static final long MAX_SHOWN_BYTES = 1024;
    private static final int CHUNK_BYTES = 8192;

    private final BufferedSource source;
    private final Generation generation;
    private final boolean isKnownPayload;
    private final PayloadReader payload;
    private final Runnable cancel;
    private final SocketIoConnection connection;
    private final List<String> forLibrary = new ArrayList<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    /** Null if the payload is one of Engine.IO. */
    private volatile String foreignBeginning;

    private PollReader(
            BufferedSource source,
            Generation generation,
            boolean isKnownPayload,
            Runnable cancel,
            SocketIoConnection connection) {
        this.source = source;
        this.generation = generation;
        this.isKnownPayload = isKnownPayload;
        this.payload = new PayloadReader(generation, MAX_PACKET_BYTES);
        this.cancel = cancel;
        this.connection = connection;
    }

    /**
     * Creates a reader of a response.
     *
     * @param generation the generation of the session
     * @param cancel makes a read that waits for the network fail
     */
    static PollReader ofResponse(
            BufferedSource source, Generation generation, Runnable cancel, SocketIoConnection connection) {
        return new PollReader(source, generation, false, cancel, connection);
    }

    /** Creates a reader of the packets that came after the handshake in its payload. */
    static PollReader ofRest(byte[] packets, Generation generation, SocketIoConnection connection) {
        return new PollReader(new Buffer().write(packets), generation, true, () -> {}, connection);
    }

    @Override
    public void run() {
        try (source) {
            foreignBeginning = readForeignBeginning();
            if (foreignBeginning == null) {
                readPackets();
            }
            finished.complete(null);
        } catch (IOException e) {
            finished.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            finished.completeExceptionally(e);
            throw e;
        }
    }

    /**
     * Waits until the payload is read and all its messages are passed on.
     *
     * @return false if the time has passed before
     * @throws IOException if the payload could not be read to its end
     */
    boolean await(long millis) throws IOException, InterruptedException {
        try {
            finished.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillReading) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Waits until the reader has ended, with or without a failure. */
    void join() {
        finished.handle((done, failed) -> done).join();
    }

    boolean isFinished() {
        return finished.isDone();
    }

    /** Aborts a read that waits for the network; does nothing if the reader has finished. */
    void cancel() {
        if (!isFinished()) {
            cancel.run();
        }
    }

    /** Returns the beginning of a response that is no payload of Engine.IO; empty if it is a payload. */
    Optional<String> foreignBeginning() {
        return Optional.ofNullable(foreignBeginning);
    }

    /** Reads the beginning of a response that is no payload of Engine.IO; returns null for a payload. */
    private String readForeignBeginning() throws IOException {
        if (isKnownPayload
                || source.exhausted()
                || PayloadReader.canBegin(generation, source.getBuffer().getByte(0))) {
            return null;
        }
        source.request(MAX_SHOWN_BYTES);
        return source.getBuffer()
                .readUtf8(Math.min(MAX_SHOWN_BYTES, source.getBuffer().size()));
    }

    /** Returns the payload for the library of what was read since the last call; empty if there is nothing. */
    synchronized String takeForLibrary() {
        String joined = String.join(String.valueOf(EnginePacket.SEPARATOR), forLibrary);
        forLibrary.clear();
        return joined;
    }

    private void readPackets() throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = source.read(chunk); count >= 0; count = source.read(chunk)) {
            payload.add(chunk, 0, count);
            handlePackets();
        }
        payload.end();
        handlePackets();
    }

    private void handlePackets() throws PacketSyntaxException {
        for (Optional<PayloadReader.RawPacket> packet = payload.next(); packet.isPresent(); packet = payload.next()) {
            PayloadReader.RawPacket raw = packet.get();
            // Both generations allow an empty packet here.
            if (raw.bytes().length > 0) {
                handle(decode(raw));
            }
        }
    }

    private EngineFrame decode(PayloadReader.RawPacket raw) throws PacketSyntaxException {
        try {
            return generation.read(raw);
        } catch (PacketSyntaxException e) {
            String position =
                    raw.offset() == 0 ? "" : ", in the packet that begins at byte " + raw.offset() + " of the payload";
            throw new PacketSyntaxException(e.getMessage() + position, e);
        }
    }

    private void handle(EngineFrame frame) {
        if (frame instanceof EngineFrame.Binary binary) {
            connection.binaryReceived(binary.bytes());
        } else if (frame instanceof EngineFrame.Text text) {
            if (text.isMessage()) {
                connection.textReceived(text.utf8());
            } else {
                handlePacket(text.packet());
            }
        }
    }

    private void handlePacket(String packet) {
        if (generation == Generation.EIO3 && !Eio3Session.isForLibrary(packet)) {
            return;
        }
        switch (packet.charAt(0)) {
            case EnginePacket.CLOSE -> {
                connection.evidence().closePacketReceived(Transport.POLLING);
                passToLibrary(packet);
            }
            case EnginePacket.OPEN -> connection.reportInvalidPacket(packet, "a handshake in the middle of a session");
            case EnginePacket.PING, EnginePacket.PONG, EnginePacket.UPGRADE, EnginePacket.NOOP -> {
                connection.engine().controlPacketReceived(packet);
                passToLibrary(packet);
            }
            default -> connection.reportInvalidPacket(packet, "unknown Engine.IO packet type");
        }
    }

    private synchronized void passToLibrary(String packet) {
        forLibrary.add(packet);
    }
}
