package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.WebSocketFailure;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.net.websocket.CloseFrame;
import io.github.siocli.net.websocket.ForwardingWebSocket;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.PacketFrames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Intercepts every websocket frame in both directions and extracts the incoming messages.
 *
 * <p>Messages are passed on by the thread that reads the connection, so that slow output stops the reading.
 */
final class SocketTap implements WebSocket.Factory {

    /** Length to which an invalid message is shortened in failures, in characters. */
    private static final int MAX_SHOWN_LENGTH = 100;

    private static final String NO_OPEN = "the first message is not an OPEN packet: ";
    private static final String PROBE_ANSWER = EnginePacket.PONG + "probe";

    private final WebSocket.Factory wire;
    private final WebSocketClient websockets;
    private final PollingTap polling;
    private final SocketIoConnection connection;
    private final Set<TappedSocket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isAborted;

    /**
     * Creates an intercepting factory.
     *
     * @param wire makes the websockets
     * @param websockets the client behind {@code wire}; buffers frames that follow each other
     * @param polling its messages come before those of a websocket
     * @param connection the connection that the websockets belong to
     */
    SocketTap(WebSocket.Factory wire, WebSocketClient websockets, PollingTap polling, SocketIoConnection connection) {
        this.polling = polling;
        this.wire = wire;
        this.websockets = websockets;
        this.connection = connection;
    }

    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener library) {
        TappedSocket socket = new TappedSocket(request, library);
        sockets.add(socket);
        socket.start(wire, request);
        if (isAborted) {
            socket.cancel();
        }
        return socket;
    }

    /** Returns true if a websocket is open or closing. */
    boolean isLive() {
        return !sockets.isEmpty();
    }

    /** Returns true if there are websockets and our close frame is written on each. */
    boolean areClosesWritten() {
        return isLive() && sockets.stream().allMatch(socket -> socket.isCloseWritten);
    }

    /**
     * Returns true while the session is upgrading to a websocket: the library sends nothing over the other transport.
     */
    boolean isUpgrading() {
        return sockets.stream().anyMatch(TappedSocket::isUpgrading);
    }

    /** Returns true if the session uses a websocket. */
    boolean isInUse() {
        return sockets.stream().anyMatch(TappedSocket::isInUse);
    }

    /**
     * Returns true while a frame is being written. Set before the send queue releases the packet, so that callers never
     * see a gap.
     */
    boolean isWriting() {
        return sockets.stream().anyMatch(socket -> socket.writeCount.get() > 0) || queuedBytes() > 0;
    }

    /** Returns true if the session uses a websocket and no frame is being written. */
    boolean isIdle() {
        return isInUse() && !isWriting();
    }

    /** Writes the messages of a packet to the websocket that the session uses, if there is one. */
    void write(PacketFrames frames) {
        sockets.forEach(socket -> {
            if (socket.isInUse()) {
                frames.text().ifPresent(socket::sendPacket);
                frames.binary().forEach(attachment -> socket.send(ByteString.of(attachment.bytes())));
            }
        });
    }

    /** Returns the number of bytes that wait to be written. */
    long queuedBytes() {
        return sockets.stream().mapToLong(WebSocket::queueSize).sum();
    }

    /** Aborts every websocket without a close frame, and each one that is created later. */
    void abort() {
        isAborted = true;
        sockets.forEach(TappedSocket::abort);
    }

    /** Makes the library see a packet, as if the server had sent it, over the websocket that the session uses. */
    void injectPacket(char packet) {
        sockets.forEach(socket -> {
            if (socket.isInUse()) {
                socket.library.onMessage(socket, String.valueOf(packet));
            }
        });
    }

    private final class TappedSocket extends ForwardingWebSocket {

        private final WebSocketListener library;
        private volatile boolean isUpgrade;
        private volatile boolean hasHandshake;
        private boolean isHandshakeRejected;
        private volatile boolean isProbeAnswered;
        /** Number of frames that are being written: the library and a direct write may be two threads. */
        private final AtomicInteger writeCount = new AtomicInteger();

        private volatile boolean isCloseRequested;
        private volatile boolean isCloseWritten;
        private volatile boolean isEnded;

        private TappedSocket(Request request, WebSocketListener library) {
            super(request, library);
            this.library = library;
            this.isUpgrade = request.url().queryParameter("sid") != null;
            // A websocket of an upgrade has no handshake of its own.
            this.hasHandshake = isUpgrade;
        }

        private boolean isUpgrading() {
            return isUpgrade && isProbeAnswered && !isEnded && !isCloseRequested;
        }

        private boolean isInUse() {
            return !isUpgrade && !isEnded && !isCloseRequested;
        }

        private void abort() {
            // Set before the cancellation, so that frames from now on wait for the next connection.
            isEnded = true;
            cancel();
        }

        @Override
        public void onOpen(WebSocket opened, Response response) {
            connection.evidence().progress().websocketAccepted();
            super.onOpen(opened, response);
        }

        @Override
        public void onText(WebSocket from, byte[] utf8) {
            if (hasHandshake && utf8.length > 0 && utf8[0] == EnginePacket.MESSAGE) {
                polling.awaitDelivered();
                connection.textReceived(utf8);
                return;
            }
            String frame = new String(utf8, StandardCharsets.UTF_8);
            if (!hasHandshake) {
                handleHandshake(frame);
            } else if (!frame.isEmpty()) {
                handleControlPacket(frame);
            }
        }

        private void handleControlPacket(String frame) {
            switch (frame.charAt(0)) {
                case EnginePacket.OPEN ->
                    connection.reportInvalidPacket(frame, "a handshake in the middle of a session");
                case EnginePacket.CLOSE -> {
                    connection.evidence().closePacketReceived(Transport.WEBSOCKET);
                    library.onMessage(this, frame);
                }
                case EnginePacket.PING, EnginePacket.PONG, EnginePacket.UPGRADE, EnginePacket.NOOP -> {
                    isProbeAnswered |= frame.equals(PROBE_ANSWER);
                    connection.engine().controlPacketReceived(frame);
                    library.onMessage(this, frame);
                }
                default -> connection.reportInvalidPacket(frame, "unknown Engine.IO packet type");
            }
        }

        @Override
        public void onBinary(WebSocket from, byte[] bytes) {
            if (!hasHandshake) {
                rejectHandshake(NO_OPEN, "<" + bytes.length + " bytes>");
                return;
            }
            polling.awaitDelivered();
            connection.binaryReceived(bytes);
        }

        /** Handles the first message, which must be the handshake; later messages cannot open a session. */
        private void handleHandshake(String frame) {
            try {
                Handshake handshake = connection.openSession(Transport.WEBSOCKET, frame);
                hasHandshake = true;
                library.onMessage(this, EnginePacket.open(handshake));
            } catch (PacketSyntaxException e) {
                boolean isOpen = !frame.isEmpty() && frame.charAt(0) == EnginePacket.OPEN;
                rejectHandshake(isOpen ? e.getMessage() + ", in " : NO_OPEN, frame);
            }
        }

        /** Reports that the first message opens no session; later messages are ignored. */
        private void rejectHandshake(String problem, String first) {
            if (!isHandshakeRejected) {
                isHandshakeRejected = true;
                String shortened =
                        first.length() <= MAX_SHOWN_LENGTH ? first : first.substring(0, MAX_SHOWN_LENGTH) + "...";
                connection.evidence().handshakeRejected(problem + shortened, first);
                library.onMessage(this, EnginePacket.INVALID_OPEN);
            }
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            CloseFrame closing = new CloseFrame(code, reason);
            if (!hasHandshake && !isCloseRequested) {
                rejectHandshake("the server closed the websocket without an OPEN packet: ", closing.description());
            }
            connection.evidence().closeFrameReceived(closing, isCloseRequested, isUpgrade);
            // The library waits for the end of the connection, which is reported when both sides have closed.
            from.close(CloseFrame.NORMAL, null);
        }

        @Override
        public void onClosed(WebSocket from, int code, String reason) {
            boolean isUpgradeLost = isUpgradeLost();
            markEnded();
            library.onClosed(this, code, reason);
            if (isUpgradeLost) {
                connection.upgradeLost();
            }
        }

        @Override
        public void onFailure(WebSocket from, Throwable error, @Nullable Response response) {
            isEnded = true;
            WebSocketFailure failure = new WebSocketFailure(error, Optional.ofNullable(response));
            if (!isUpgrade) {
                recordBreak(failure);
            } else if (!isCancelled()) {
                connection.upgradeFailed(failure);
            }
            boolean isUpgradeLost = isUpgradeLost();
            if (isUpgradeLost) {
                connection.evidence().connectionBroken("the upgrade broke off: " + failure.description());
            }
            // Last, because a caller that waits for the end reads the cause afterwards.
            markEnded();
            library.onFailure(this, error instanceof Exception ? error : new IOException(error), response);
            if (isUpgradeLost) {
                connection.upgradeLost();
            }
        }

        /**
         * Returns true if the end of this websocket leaves the library without a transport. After the answer to its
         * probe the library stops polling and sends nothing until the upgrade; if the websocket ends meanwhile, it does
         * not resume polling.
         */
        private boolean isUpgradeLost() {
            String sid = request().url().queryParameter("sid");
            return isUpgrade
                    && isProbeAnswered
                    && !isCloseRequested
                    && !isCancelled()
                    && connection.engine().handshake().sid().equals(sid);
        }

        private void recordBreak(WebSocketFailure failure) {
            if (isCancelled()) {
                connection.evidence().connectionBroken(failure.description());
            } else {
                connection.evidence().websocketFailed(failure);
            }
        }

        private void markEnded() {
            isEnded = true;
            sockets.remove(this);
            connection.signal().changed();
        }

        @Override
        public boolean send(String frame) {
            boolean isSent = sendPacket(PacketCarrier.bytes(frame));
            if (isUpgrade && frame.charAt(0) == EnginePacket.UPGRADE) {
                isUpgrade = false;
                connection.upgraded();
            }
            return isSent;
        }

        /** Sends an Engine.IO packet, in UTF-8. */
        private boolean sendPacket(byte[] utf8) {
            boolean isMessage = utf8[0] == EnginePacket.MESSAGE;
            boolean isSent = false;
            writeCount.incrementAndGet();
            try {
                isSent = (!isMessage || startWriting(utf8.length)) && sendText(utf8);
            } finally {
                finishWriting(isMessage && isSent);
            }
            return isSent;
        }

        @Override
        public boolean send(ByteString bytes) {
            boolean isSent = false;
            writeCount.incrementAndGet();
            try {
                isSent = startWriting(connection.detector().sizeOfFrame(bytes)) && super.send(bytes);
            } finally {
                finishWriting(isSent);
            }
            return isSent;
        }

        /**
         * Returns true if a message may be written. A message that is not written is not reported as sent. If the
         * library has encoded more frames, which it writes at once on this thread, the frame is buffered so that they
         * leave together.
         */
        private boolean startWriting(long bytes) {
            if (isEnded || connection.startWriting(1, bytes).isEmpty()) {
                return false;
            }
            if (connection.sendQueue().hasMoreFrames()) {
                websockets.gather();
            }
            return true;
        }

        private void finishWriting(boolean isMessageSent) {
            if (!isMessageSent || !connection.sendQueue().hasMoreFrames()) {
                websockets.flush();
            }
            writeCount.decrementAndGet();
            connection.signal().changed();
        }

        @Override
        public boolean close(int code, @Nullable String reason) {
            isCloseRequested = true;
            boolean first = super.close(code, reason);
            isCloseWritten = true;
            connection.signal().changed();
            return first;
        }
    }
}
