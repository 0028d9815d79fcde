package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.InvalidPayloadException;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.Base64Exception;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.StrictUtf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okio.BufferedSource;

/**
 * Reads the payload of one poll packet by packet (Engine.IO protocol 4, "Payload encoding"). A payload may be large, as
 * a server collects all its packets in one while our output is slow.
 *
 * <p>Messages are passed on as they are read, which blocks while the event sink blocks. Packets for the client library
 * are collected and can be taken at any time.
 */
final class PollReader implements Runnable {

    /** Upper bound in bytes for one packet, so that an unterminated payload cannot exhaust the heap. */
    private static final long MAX_PACKET_BYTES = 256L << 20;

    private static final long MAX_SHOWN_BYTES = 1024;

    private final BufferedSource payload;
    private final Runnable cancel;
    private final SocketIoConnection connection;
    private final List<String> forLibrary = new ArrayList<>();
    /** Number of bytes read so far. */
    private long offset;

    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private boolean isKnownPayload;
    /** Null if the payload is one of Engine.IO. */
    private volatile String foreignBeginning;

    /**
     * Creates a reader that is not started.
     *
     * @param cancel makes a read that waits for the network fail
     */
    PollReader(BufferedSource payload, Runnable cancel, SocketIoConnection connection) {
        this.payload = payload;
        this.cancel = cancel;
        this.connection = connection;
    }

    @Override
    public void run() {
        try (payload) {
            foreignBeginning = readForeignBeginning();
            for (String packet = nextPacket(); packet != null; packet = nextPacket()) {
                handlePacket(packet);
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
                || payload.exhausted()
                || EnginePacket.isBeginning(payload.getBuffer().getByte(0))) {
            return null;
        }
        payload.request(MAX_SHOWN_BYTES);
        return payload.getBuffer()
                .readUtf8(Math.min(MAX_SHOWN_BYTES, payload.getBuffer().size()));
    }

    /** Returns the payload for the library of what was read since the last call; empty if there is nothing. */
    synchronized String takeForLibrary() {
        String joined = String.join(String.valueOf(EnginePacket.SEPARATOR), forLibrary);
        forLibrary.clear();
        return joined;
    }

    /** Returns the next packet, or null after the last. */
    private String nextPacket() throws IOException {
        if (foreignBeginning != null || payload.exhausted()) {
            return null;
        }
        long end = payload.indexOf((byte) EnginePacket.SEPARATOR, 0, MAX_PACKET_BYTES);
        if (end < 0) {
            if (payload.request(MAX_PACKET_BYTES)) {
                throw new InvalidPayloadException("a packet of more than " + MAX_PACKET_BYTES + " bytes");
            }
            return decodeText(payload.getBuffer().size());
        }
        String packet = decodeText(end);
        payload.skip(1);
        offset++;
        return packet;
    }

    private String decodeText(long length) throws IOException {
        try {
            String text = StrictUtf8.decode(payload.readByteArray(length));
            offset += length;
            return text;
        } catch (PacketSyntaxException e) {
            throw new InvalidPayloadException(e.getMessage() + describePosition());
        }
    }

    /** Describes the position of a packet that cannot be decoded; empty at the beginning of the payload. */
    private String describePosition() {
        return offset == 0 ? "" : ", in the packet that begins at byte " + offset + " of the payload";
    }

    private void handlePacket(String packet) throws InvalidPayloadException {
        if (packet.isEmpty()) {
            return;
        }
        switch (packet.charAt(0)) {
            case EnginePacket.MESSAGE -> {
                connection.engine().messageReceived(packet);
                connection.decoder().decodeText(packet);
            }
            case EnginePacket.BINARY -> {
                byte[] attachment = decodeBase64(packet.substring(1));
                connection.engine().messageReceived(attachment);
                connection.decoder().decodeBinary(attachment);
            }
            case EnginePacket.CLOSE -> {
                connection.evidence().closePacketReceived();
                passToLibrary(packet);
            }
            case EnginePacket.OPEN ->
                connection.decoder().reportInvalidPacket(packet, "a handshake in the middle of a session");
            case EnginePacket.PING, EnginePacket.PONG, EnginePacket.UPGRADE, EnginePacket.NOOP -> {
                connection.engine().controlPacketReceived(packet);
                passToLibrary(packet);
            }
            default -> connection.decoder().reportInvalidPacket(packet, "unknown Engine.IO packet type");
        }
    }

    /** Passes a packet to the library before those of the payload. */
    PollReader withFirstPacket(String packet) {
        isKnownPayload = true;
        passToLibrary(packet);
        return this;
    }

    private synchronized void passToLibrary(String packet) {
        forLibrary.add(packet);
    }

    private static byte[] decodeBase64(String base64) throws InvalidPayloadException {
        try {
            return Attachment.ofBase64(base64).bytes();
        } catch (Base64Exception e) {
            throw new InvalidPayloadException("a binary packet that is not Base64: " + e.getMessage());
        }
    }
}
