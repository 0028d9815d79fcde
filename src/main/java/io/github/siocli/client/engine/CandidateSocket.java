package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.GenerationRefusal;
import io.github.siocli.event.Handshake;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * One websocket of a {@link DetectingSocket}, which requests one Engine.IO generation.
 *
 * <p>The handshake of Engine.IO 3 and 4 looks the same, but a server of generation 3 connects the root without a
 * CONNECT. Therefore the handshake is passed on only when the generation is known.
 */
final class CandidateSocket extends WebSocketListener {

    /** How long to wait after the handshake for a packet that the server sends without a CONNECT. */
    private static final long QUIET_MILLIS = 60;

    private static final int NORMAL = 1000;
    private static final long PEEK = 1024;
    /** Prefixes of the messages that a server of generation 3 sends without a CONNECT, with any parser. */
    private static final List<String> UNASKED =
            List.of(MessageText.CONNECT_PACKET, MessageText.ERROR_PACKET, MessageText.JSON_OBJECT);

    private final DetectingSocket above;
    private final ProtocolDetector negotiation;
    private final WebSocketListener listener;
    private final int eio;
    private final TentativeEio4 eio4;
    private volatile WebSocket socket;
    private volatile Optional<SocketFrames> frames = Optional.empty();
    private volatile Optional<String> handshake = Optional.empty();
    private volatile boolean accepted;

    CandidateSocket(DetectingSocket above, ProtocolDetector negotiation, WebSocketListener listener, int eio) {
        this(above, negotiation, listener, eio, new TentativeEio4());
    }

    /**
     * Creates a websocket that is not started.
     *
     * @param eio4 the assumption that the server speaks Engine.IO 4, with the packets sent under it
     */
    CandidateSocket(
            DetectingSocket above,
            ProtocolDetector negotiation,
            WebSocketListener listener,
            int eio,
            TentativeEio4 eio4) {
        this.above = above;
        this.negotiation = negotiation;
        this.listener = listener;
        this.eio = eio;
        this.eio4 = eio4;
    }

    void start(WebSocket.Factory wire, Request request) {
        socket = wire.newWebSocket(request, this);
    }

    /** Returns the requested generation. */
    int eio() {
        return eio;
    }

    boolean hasHandshake() {
        return handshake.isPresent();
    }

    @Override
    public void onOpen(WebSocket from, Response response) {
        socket = from;
        accepted = true;
        if (!above.accepted(this, response)) {
            from.cancel();
        }
    }

    @Override
    public void onMessage(WebSocket from, String frame) {
        if (!above.isDecided()) {
            synchronized (above) {
                if (!above.isDecided()) {
                    if (!above.isUndecided(this) || !decides(frame)) {
                        return;
                    }
                }
            }
        }
        pass(frame);
    }

    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
        if (!above.isDecided()) {
            synchronized (above) {
                if (above.isUndecided(this)) {
                    chooseEio4(false);
                }
            }
        }
        if (!above.isChosen(this)) {
            return;
        }
        if (frames.isEmpty()) {
            eio4.confirmed();
            listener.onMessage(above, bytes);
            return;
        }
        try {
            frames.get().in(bytes);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Determines the generation from a frame if possible; returns true if the frame must still be passed on. */
    private boolean decides(String frame) {
        if (handshake.isPresent()) {
            return decidesUnasked(frame);
        }
        Optional<Handshake> said = read(frame);
        if (said.isEmpty()) {
            chooseEio4(false);
            return true;
        }
        handshake = Optional.of(frame);
        if (eio == 3) {
            chooseEio3();
        } else if (said.get().maxPayload().isPresent()) {
            // Only servers since 4.5 send maxPayload.
            chooseEio4(false);
        } else {
            above.schedule(this::quiet, QUIET_MILLIS);
        }
        return false;
    }

    private static Optional<Handshake> read(String frame) {
        try {
            return frame.isEmpty() || frame.charAt(0) != EnginePacket.OPEN
                    ? Optional.empty()
                    : Optional.of(EnginePacket.handshake(frame));
        } catch (PacketSyntaxException e) {
            return Optional.empty();
        }
    }

    private void quiet() {
        synchronized (above) {
            if (above.isUndecided(this)) {
                chooseEio4(true);
            }
        }
    }

    /**
     * Determines the generation from the first packet after the handshake; returns true if it must still be passed on.
     */
    private boolean decidesUnasked(String frame) {
        if (UNASKED.stream().noneMatch(frame::startsWith)) {
            chooseEio4(false);
        } else if (negotiation.leavesOutAuth()) {
            // Generation 3 takes the auth payload of the root in the handshake only.
            socket.close(NORMAL, null);
            above.restart(this, 3);
            return false;
        } else {
            chooseEio3();
        }
        return true;
    }

    private void chooseEio4(boolean presumably) {
        negotiation.notEio3();
        if (presumably) {
            eio4.hold();
        }
        above.choose(this);
        handshake.ifPresent(packet -> listener.onMessage(above, packet));
    }

    private void chooseEio3() {
        above.choose(this);
        try {
            translate();
            listener.onMessage(above, handshake.orElseThrow());
        } catch (IOException e) {
            fail(e);
        }
    }

    private Eio3Session translate() throws IOException {
        Eio3Session session = negotiation.openedOverWebsocket(
                handshake.orElseThrow(), new SerialSender(packet -> SocketFrames.send(packet, socket)));
        frames = Optional.of(new SocketFrames(session, above, listener));
        return session;
    }

    private void pass(String frame) {
        if (!above.isChosen(this)) {
            return;
        }
        try {
            if (eio4.isRevised()) {
                begunAnew(frame);
                return;
            }
            if (eio4.isHeld() && !settles(frame)) {
                return;
            }
            if (frames.isPresent()) {
                frames.get().in(frame);
            } else {
                listener.onMessage(above, frame);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Confirms or refutes the assumed generation with a frame; returns true if the frame must still be passed on. */
    private boolean settles(String frame) throws IOException {
        Optional<String> message = !frame.isEmpty() && frame.charAt(0) == EnginePacket.MESSAGE
                ? negotiation.dialect().read(frame)
                : Optional.empty();
        if (message.filter(TentativeEio4::isRefutedBy).isEmpty()) {
            if (message.filter(TentativeEio4::isConfirmedBy).isPresent()) {
                eio4.confirmed();
            }
            return true;
        }
        if (negotiation.leavesOutAuth() || eio4.hasMisplacedAuth()) {
            eio4.revised();
            socket.close(NORMAL, null);
            above.beginAnew(this, eio4);
            return false;
        }
        refuted();
        return true;
    }

    /**
     * Switches the open session to Engine.IO 3: a middleware of the root delayed its answer, and the library has joined
     * namespaces meanwhile.
     */
    private void refuted() throws IOException {
        Eio3Session session = translate();
        session.outgoing(negotiation.dialect().forServer(MessageText.CONNECT_PACKET));
        eio4.refuted().stream().filter(TentativeEio4::isUnheard).forEach(this::out);
    }

    /** Handles the handshake of the session that replaces one with the wrong generation. */
    private void begunAnew(String frame) throws IOException {
        handshake = Optional.of(frame);
        translate();
        listener.onMessage(above, frame);
        eio4.refuted().forEach(this::out);
    }

    private void out(String packet) {
        frames.orElseThrow().out(packet, socket);
    }

    private void fail(IOException e) {
        onFailure(socket, e, null);
        socket.cancel();
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
        if (above.isLast(this)) {
            listener.onClosing(above, code, reason);
        } else {
            from.close(NORMAL, null);
        }
    }

    @Override
    public void onClosed(WebSocket from, int code, String reason) {
        if (above.ended(this)) {
            frames.ifPresent(SocketFrames::end);
            listener.onClosed(above, code, reason);
        }
    }

    @Override
    public void onFailure(WebSocket from, Throwable error, Response response) {
        boolean refused = accepted && eio == 3 || response != null && isRefusal(response);
        if (refused && above.refused(this)) {
            return;
        }
        if (above.ended(this)) {
            frames.ifPresent(SocketFrames::end);
            listener.onFailure(above, error, response);
        }
    }

    private static boolean isRefusal(Response response) {
        try {
            return GenerationRefusal.isIn(
                    response.code(), response.peekBody(PEEK).string());
        } catch (IOException unreadable) {
            return false;
        }
    }

    long queueSize() {
        return socket.queueSize();
    }

    boolean send(String frame) {
        if (!eio4.sending(frame)) {
            return true;
        }
        return frames.isPresent() ? frames.get().out(frame, socket) : socket.send(frame);
    }

    boolean send(ByteString bytes) {
        if (!eio4.isSettled() && !eio4.sending(EnginePacket.BINARY + bytes.base64())) {
            return true;
        }
        return frames.isPresent() ? frames.get().out(bytes, socket) : socket.send(bytes);
    }

    boolean close(int code, String reason) {
        frames.ifPresent(SocketFrames::end);
        return socket.close(code, reason);
    }

    void cancel() {
        // The field is null while the socket is being created.
        WebSocket made = socket;
        if (made != null) {
            made.cancel();
        }
    }
}
