package io.github.siocli.net.engineio;

import io.github.siocli.event.Handshake;
import io.github.siocli.net.websocket.BytesListener;
import io.github.siocli.net.websocket.BytesSender;
import io.github.siocli.net.websocket.CloseFrame;
import io.github.siocli.protocol.engineio.EngineError;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A websocket that looks like one of Engine.IO 4 to its user, whatever generation the server speaks.
 *
 * <p>The first websocket of a session detects the generation. The handshake of Engine.IO 3 and 4 looks the same, but a
 * server of generation 3 connects the root without a CONNECT, so the handshake is passed on only when the generation is
 * known. If the server refuses one generation or does not answer it, the other one is tried on a second websocket; the
 * first that opens a session is used.
 *
 * <p>The monitor guards the choice between these candidates, for which several websockets and the timer compete. After the
 * choice, frames pass without it.
 */
final class TranslatedSocket implements BytesSender {

    /** Time without a handshake after which the other generation is tried too. */
    private static final long HANDSHAKE_MILLIS = 2000;

    /** How long to wait after the handshake for a packet that the server sends without a CONNECT. */
    private static final long SILENCE_MILLIS = 60;

    private static final long MAX_PEEK_BYTES = 1024;
    private static final String PROBE_ANSWER = EnginePacket.PONG + "probe";

    /** Prefixes of the messages that a server of generation 3 sends without a CONNECT, with any parser. */
    private static final List<String> UNREQUESTED_PREFIXES = List.of("40", "44", "4{");

    private final ProtocolDetector detector;
    private final WebSocket.Factory wire;
    private final Request request;
    private final BytesListener listener;
    private final List<Candidate> candidates = new CopyOnWriteArrayList<>();
    private boolean isOpened;
    private boolean areBothTried;
    /** The candidate that the session uses; null until the generation is known. */
    private volatile @Nullable Candidate chosen;

    /** True when the chosen candidate has passed on its handshake, which no other frame may overtake. */
    private volatile boolean isDecided;

    private volatile boolean isEnded;
    private volatile boolean isCancelled;

    private TranslatedSocket(
            ProtocolDetector detector, WebSocket.Factory wire, Request request, WebSocketListener listener) {
        this.detector = detector;
        this.wire = wire;
        this.request = request;
        this.listener = BytesListener.of(listener);
    }

    /** Creates a websocket; one of the given factory if it is known to speak Engine.IO 4. */
    static WebSocket open(
            ProtocolDetector detector, WebSocket.Factory wire, Request request, WebSocketListener listener) {
        TranslatedSocket socket = new TranslatedSocket(detector, wire, request, listener);
        if (request.url().queryParameter("sid") != null) {
            Optional<Eio3Session> open = detector.findSession(request.url());
            if (open.isEmpty()) {
                return wire.newWebSocket(request, listener);
            }
            socket.startUpgrade(open.get());
        } else if (detector.forcedEio().orElse(3) == 4) {
            detector.endEio3Session();
            return wire.newWebSocket(request, listener);
        } else {
            socket.startDetection();
        }
        return socket;
    }

    private synchronized void startDetection() {
        areBothTried = detector.forcedEio().isPresent();
        startCandidate(detector.nextEio());
    }

    private synchronized void startUpgrade(Eio3Session session) {
        Candidate candidate = new Candidate(3);
        candidate.session = session;
        candidate.isProbing = true;
        chosen = candidate;
        isDecided = true;
        candidate.start(Eio3Session.asEio3Request(request));
    }

    private void startCandidate(int eio) {
        new Candidate(eio).start(detector.handshakeRequest(request, eio));
    }

    private boolean tryOtherGeneration(int eio) {
        if (areBothTried) {
            return false;
        }
        areBothTried = true;
        startCandidate(ProtocolDetector.otherEio(eio));
        return true;
    }

    /** Schedules a task; cancels the websocket if the session is being ended. */
    private void schedule(Runnable task, long millis) {
        try {
            detector.scheduler().schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException leaving) {
            cancel();
        }
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public long queueSize() {
        Candidate current = chosen;
        return current == null ? 0 : current.socket.queueSize();
    }

    @Override
    public boolean sendText(byte[] utf8) {
        Candidate current = chosen;
        return current != null && current.sendText(utf8);
    }

    @Override
    public boolean send(ByteString bytes) {
        Candidate current = chosen;
        return current != null && current.send(bytes);
    }

    @Override
    public boolean close(int code, @Nullable String reason) {
        boolean isClosing = false;
        for (Candidate candidate : candidates) {
            isClosing |= candidate.close(code, reason);
        }
        return isClosing;
    }

    @Override
    public void cancel() {
        isCancelled = true;
        candidates.forEach(Candidate::cancel);
    }

    /** One websocket, which requests one generation. */
    private final class Candidate extends BytesListener {

        private final int eio;
        /** Null while it is being created. */
        private volatile WebSocket socket;
        /** Null unless the generation is known to be 3. */
        private volatile @Nullable Eio3Session session;
        /** True while the session uses polling and may upgrade to this websocket. */
        private volatile boolean isProbing;
        /** The OPEN packet; null until it arrives. */
        private volatile @Nullable String handshake;

        private volatile boolean isAccepted;

        private Candidate(int eio) {
            this.eio = eio;
        }

        private void start(Request handshakeRequest) {
            candidates.add(this);
            socket = wire.newWebSocket(handshakeRequest, this);
            if (isCancelled) {
                cancel();
            }
        }

        private void cancel() {
            WebSocket current = socket;
            if (current != null) {
                current.cancel();
            }
        }

        /** Returns true if no candidate is chosen and this one can still be. The caller holds the monitor. */
        private boolean isUndecided() {
            return chosen == null && !isEnded && candidates.contains(this);
        }

        @Override
        public void onOpen(WebSocket from, Response response) {
            socket = from;
            isAccepted = true;
            synchronized (TranslatedSocket.this) {
                if (!candidates.contains(this)) {
                    from.cancel();
                    return;
                }
                if (!isOpened) {
                    isOpened = true;
                    listener.onOpen(TranslatedSocket.this, response);
                }
                if (chosen == null) {
                    schedule(this::handleMissingHandshake, HANDSHAKE_MILLIS);
                }
            }
        }

        private void handleMissingHandshake() {
            synchronized (TranslatedSocket.this) {
                if (isUndecided() && handshake == null) {
                    tryOtherGeneration(eio);
                }
            }
        }

        @Override
        public void onText(WebSocket from, byte[] utf8) {
            if ((isDecided || detect(new String(utf8, StandardCharsets.UTF_8))) && chosen == this && !isEnded) {
                try {
                    passOn(utf8);
                } catch (PacketSyntaxException e) {
                    fail(e);
                }
            }
        }

        @Override
        public void onBinary(WebSocket from, byte[] bytes) {
            if (!isDecided) {
                synchronized (TranslatedSocket.this) {
                    if (isUndecided()) {
                        chooseEio4(false);
                    }
                }
            }
            if (chosen != this || isEnded) {
                return;
            }
            try {
                listener.onBinary(
                        TranslatedSocket.this,
                        session == null
                                ? bytes
                                : Generation.EIO3.readBinary(bytes).bytes());
            } catch (PacketSyntaxException e) {
                fail(e);
            }
        }

        private void passOn(byte[] utf8) throws PacketSyntaxException {
            Eio3Session eio3 = session;
            if (eio3 == null || utf8.length > 0 && utf8[0] == EnginePacket.MESSAGE) {
                listener.onText(TranslatedSocket.this, utf8);
                return;
            }
            String frame = new String(utf8, StandardCharsets.UTF_8);
            if (!frame.isEmpty() && frame.charAt(0) == EnginePacket.BINARY) {
                // Bytes in Base64, if the server was asked for that.
                EngineFrame.Binary message = (EngineFrame.Binary) Generation.EIO3.readText(utf8);
                listener.onBinary(TranslatedSocket.this, message.bytes());
            } else if (Eio3Session.isForLibrary(frame)) {
                if (frame.charAt(0) == EnginePacket.CLOSE) {
                    eio3.end();
                } else if (frame.equals(PROBE_ANSWER)) {
                    // Until the upgrade no packet of ours is sent, because a server would take it for the end of the
                    // probe.
                    eio3.pausePings();
                }
                listener.onText(TranslatedSocket.this, utf8);
            }
        }

        /** Determines the generation from a frame if possible; returns true if the frame must still be passed on. */
        private boolean detect(String frame) {
            synchronized (TranslatedSocket.this) {
                if (!isUndecided()) {
                    return chosen != null;
                }
                return handshake == null ? detectFromFirst(frame) : detectFromUnrequested(frame);
            }
        }

        private boolean detectFromFirst(String frame) {
            Optional<Handshake> read = readHandshake(frame);
            if (read.isEmpty()) {
                chooseEio4(false);
                return true;
            }
            handshake = frame;
            if (eio == 3) {
                chooseEio3();
            } else if (read.get().maxPayload().isPresent()) {
                // Only servers since 4.5 send maxPayload.
                chooseEio4(false);
            } else {
                schedule(this::handleSilence, SILENCE_MILLIS);
            }
            return false;
        }

        private static Optional<Handshake> readHandshake(String frame) {
            try {
                return Optional.of(EnginePacket.handshake(frame));
            } catch (PacketSyntaxException e) {
                return Optional.empty();
            }
        }

        private void handleSilence() {
            synchronized (TranslatedSocket.this) {
                if (isUndecided()) {
                    chooseEio4(true);
                }
            }
        }

        /**
         * Determines the generation from the first packet after the handshake; returns true if it must still be passed
         * on.
         */
        private boolean detectFromUnrequested(String frame) {
            if (UNREQUESTED_PREFIXES.stream().noneMatch(frame::startsWith)) {
                chooseEio4(false);
            } else if (detector.needsAuthInHandshake()) {
                // Generation 3 takes the auth payload of the root in the handshake only.
                socket.close(CloseFrame.NORMAL, null);
                candidates.remove(this);
                areBothTried = true;
                startCandidate(3);
                return false;
            } else {
                chooseEio3();
            }
            return true;
        }

        private void chooseEio4(boolean isAssumption) {
            detector.endEio3Session();
            if (isAssumption) {
                detector.assumeEio4();
            }
            choose();
            String packet = handshake;
            if (packet != null) {
                listener.onMessage(TranslatedSocket.this, packet);
            }
            isDecided = true;
        }

        private void chooseEio3() {
            choose();
            String packet = Objects.requireNonNull(handshake);
            try {
                session = detector.openedOverWebsocket(ProtocolDetector.readHandshake(packet), socket);
                listener.onMessage(TranslatedSocket.this, packet);
                isDecided = true;
            } catch (IOException e) {
                fail(e);
            }
        }

        private void choose() {
            chosen = this;
            candidates.stream().filter(other -> other != this).forEach(Candidate::cancel);
            candidates.removeIf(other -> other != this);
        }

        private void fail(IOException e) {
            onFailure(socket, e, null);
            socket.cancel();
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            if (candidates.size() == 1 && candidates.contains(this)) {
                listener.onClosing(TranslatedSocket.this, code, reason);
            } else {
                from.close(CloseFrame.NORMAL, null);
            }
        }

        @Override
        public void onClosed(WebSocket from, int code, String reason) {
            if (end()) {
                listener.onClosed(TranslatedSocket.this, code, reason);
            }
        }

        @Override
        public void onFailure(WebSocket from, Throwable error, @Nullable Response response) {
            boolean isRefused = isAccepted && eio == 3 || response != null && isRefusal(response);
            if (!(isRefused && isReplaced()) && end()) {
                listener.onFailure(TranslatedSocket.this, error, response);
            }
        }

        private static boolean isRefusal(Response response) {
            try {
                return EngineError.isOtherGeneration(
                        response.code(), response.peekBody(MAX_PEEK_BYTES).string());
            } catch (IOException unreadable) {
                return false;
            }
        }

        /** Handles the refusal of the generation; returns true if the other one is tried. */
        private boolean isReplaced() {
            synchronized (TranslatedSocket.this) {
                return isUndecided() && tryOtherGeneration(eio) && candidates.remove(this);
            }
        }

        /** Handles the end; returns true if the whole websocket has ended with it. */
        private boolean end() {
            synchronized (TranslatedSocket.this) {
                boolean wasCandidate = candidates.remove(this);
                if (!wasCandidate || isEnded || !candidates.isEmpty()) {
                    return false;
                }
                isEnded = true;
                if (chosen == null && detector.forcedEio().isEmpty()) {
                    detector.endEio3Session();
                }
            }
            if (isProbing) {
                // The session stays on polling.
                session.resumePings();
            } else {
                endSession();
            }
            return true;
        }

        private void endSession() {
            Eio3Session eio3 = session;
            if (eio3 != null) {
                eio3.end();
            }
        }

        private boolean sendText(byte[] utf8) {
            Eio3Session eio3 = session;
            if (eio3 == null || utf8[0] == EnginePacket.MESSAGE) {
                return BytesSender.sendText(socket, utf8);
            }
            String frame = new String(utf8, StandardCharsets.UTF_8);
            if (frame.charAt(0) == EnginePacket.UPGRADE) {
                isProbing = false;
                eio3.upgrade(socket, frame);
                return true;
            }
            boolean sent = !Eio3Session.isSent(frame) || BytesSender.sendText(socket, utf8);
            if (frame.charAt(0) == EnginePacket.CLOSE) {
                eio3.end();
            }
            return sent;
        }

        /** Sends a binary message, which begins with the packet type in Engine.IO 3. */
        private boolean send(ByteString bytes) {
            if (session == null) {
                return socket.send(bytes);
            }
            byte[] typed = new byte[bytes.size() + 1];
            typed[0] = Generation.EIO3_MESSAGE;
            System.arraycopy(bytes.toByteArray(), 0, typed, 1, bytes.size());
            return socket.send(ByteString.of(typed));
        }

        private boolean close(int code, @Nullable String reason) {
            if (!isProbing) {
                endSession();
            }
            return socket.close(code, reason);
        }
    }
}
