package io.github.siocli.client.engine;

import io.github.siocli.event.Handshake;
import io.github.siocli.protocol.engineio.EngineError;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One websocket of a {@link DetectingSocket}, which requests one Engine.IO generation.
 *
 * <p>The handshake of Engine.IO 3 and 4 looks the same, but a server of generation 3 connects the root without a
 * CONNECT. Therefore the handshake is passed on only when the generation is known. The monitor of the owner guards the
 * choice.
 */
final class CandidateSocket extends WebSocketListener {

    /** How long to wait after the handshake for a packet that the server sends without a CONNECT. */
    private static final long SILENCE_MILLIS = 60;

    private static final int NORMAL_CLOSURE = 1000;
    private static final long MAX_PEEK_BYTES = 1024;
    /** Prefixes of the messages that a server of generation 3 sends without a CONNECT, with any parser. */
    private static final List<String> UNREQUESTED_PREFIXES = List.of("40", "44", "4{");

    private final DetectingSocket owner;
    private final ProtocolDetector detector;
    private final WebSocketListener listener;
    private final int eio;
    private volatile WebSocket socket;
    /** Null unless the generation is known to be 3. */
    private volatile @Nullable SocketFrames frames;
    /** The OPEN packet; null until it arrives. */
    private volatile @Nullable String handshake;

    private volatile boolean isAccepted;

    /** Creates a websocket that is not started. */
    CandidateSocket(DetectingSocket owner, ProtocolDetector detector, WebSocketListener listener, int eio) {
        this.owner = owner;
        this.detector = detector;
        this.listener = listener;
        this.eio = eio;
    }

    void start(WebSocket.Factory wire, Request request) {
        socket = wire.newWebSocket(request, this);
    }

    /** Returns the requested generation. */
    int eio() {
        return eio;
    }

    boolean hasHandshake() {
        return handshake != null;
    }

    @Override
    public void onOpen(WebSocket from, Response response) {
        socket = from;
        isAccepted = true;
        if (!owner.handleAccepted(this, response)) {
            from.cancel();
        }
    }

    @Override
    public void onMessage(WebSocket from, String frame) {
        if (!owner.isDecided()) {
            synchronized (owner) {
                if (!owner.isDecided()) {
                    if (!owner.isUndecided(this) || !detectFrom(frame)) {
                        return;
                    }
                }
            }
        }
        passOn(frame);
    }

    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
        if (!owner.isDecided()) {
            synchronized (owner) {
                if (owner.isUndecided(this)) {
                    chooseEio4(false);
                }
            }
        }
        if (!owner.isChosen(this)) {
            return;
        }
        SocketFrames translated = frames;
        if (translated == null) {
            listener.onMessage(owner, bytes);
            return;
        }
        try {
            translated.receive(bytes);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Determines the generation from a frame if possible; returns true if the frame must still be passed on. */
    private boolean detectFrom(String frame) {
        if (hasHandshake()) {
            return detectFromUnrequested(frame);
        }
        Optional<Handshake> handshakeInFrame = readHandshake(frame);
        if (handshakeInFrame.isEmpty()) {
            chooseEio4(false);
            return true;
        }
        handshake = frame;
        if (eio == 3) {
            chooseEio3();
        } else if (handshakeInFrame.get().maxPayload().isPresent()) {
            // Only servers since 4.5 send maxPayload.
            chooseEio4(false);
        } else {
            owner.schedule(this::handleSilence, SILENCE_MILLIS);
        }
        return false;
    }

    private static Optional<Handshake> readHandshake(String frame) {
        try {
            return frame.isEmpty() || frame.charAt(0) != EnginePacket.OPEN
                    ? Optional.empty()
                    : Optional.of(EnginePacket.handshake(frame));
        } catch (PacketSyntaxException e) {
            return Optional.empty();
        }
    }

    private void handleSilence() {
        synchronized (owner) {
            if (owner.isUndecided(this)) {
                chooseEio4(true);
            }
        }
    }

    /**
     * Determines the generation from the first packet after the handshake; returns true if it must still be passed on.
     */
    private boolean detectFromUnrequested(String frame) {
        if (UNREQUESTED_PREFIXES.stream().noneMatch(frame::startsWith)) {
            chooseEio4(false);
        } else if (detector.needsAuthInHandshake()) {
            // Generation 3 takes the auth payload of the root in the handshake only.
            socket.close(NORMAL_CLOSURE, null);
            owner.replaceUndecided(this, 3);
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
        owner.choose(this);
        String packet = handshake;
        if (packet != null) {
            listener.onMessage(owner, packet);
        }
    }

    private void chooseEio3() {
        owner.choose(this);
        String packet = Objects.requireNonNull(handshake);
        try {
            Eio3Session session = detector.openedOverWebsocket(packet, new SerialSender(socket::send));
            frames = new SocketFrames(session, owner, listener);
            listener.onMessage(owner, packet);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void passOn(String frame) {
        if (!owner.isChosen(this)) {
            return;
        }
        SocketFrames translated = frames;
        try {
            if (translated == null) {
                listener.onMessage(owner, frame);
            } else {
                translated.receive(frame);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException e) {
        onFailure(socket, e, null);
        socket.cancel();
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
        if (owner.isLast(this)) {
            listener.onClosing(owner, code, reason);
        } else {
            from.close(NORMAL_CLOSURE, null);
        }
    }

    @Override
    public void onClosed(WebSocket from, int code, String reason) {
        if (owner.handleEnd(this)) {
            endSession();
            listener.onClosed(owner, code, reason);
        }
    }

    @Override
    public void onFailure(WebSocket from, Throwable error, Response response) {
        boolean isRefused = isAccepted && eio == 3 || response != null && isRefusal(response);
        if (isRefused && owner.handleRefusal(this)) {
            return;
        }
        if (owner.handleEnd(this)) {
            endSession();
            listener.onFailure(owner, error, response);
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

    long queueSize() {
        return socket.queueSize();
    }

    boolean send(String frame) {
        SocketFrames translated = frames;
        return translated == null ? socket.send(frame) : translated.sendFromLibrary(frame, socket);
    }

    boolean send(ByteString bytes) {
        return frames == null ? socket.send(bytes) : SocketFrames.sendFromLibrary(bytes, socket);
    }

    boolean close(int code, String reason) {
        endSession();
        return socket.close(code, reason);
    }

    private void endSession() {
        SocketFrames translated = frames;
        if (translated != null) {
            translated.end();
        }
    }

    void cancel() {
        // The field is null while the socket is being created.
        WebSocket current = socket;
        if (current != null) {
            current.cancel();
        }
    }
}
