package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.CloseDescription;
import io.github.siocli.client.diagnosis.WebSocketFailure;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.Opened;
import io.github.siocli.event.LifecycleEvent.UpgradeFailed;
import io.github.siocli.event.LifecycleEvent.Upgraded;
import io.github.siocli.event.Transport;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * Intercepts every websocket frame in both directions and extracts the incoming messages.
 *
 * <p>Messages are passed on by the thread that reads the connection, so that slow output stops the reading.
 */
public final class SocketTap implements WebSocket.Factory {

    /** Length to which an invalid message is shortened in failures, in characters. */
    private static final int SHOWN = 100;

    private static final String NO_OPEN = "the first message is no OPEN packet: ";
    private static final String PROBE_ANSWER = EnginePacket.PONG + "probe";

    private final WebSocket.Factory wire;
    private final WebSocketClient websockets;
    private final Tap tap;
    private final Runnable beforeMessage;
    private final Runnable onStranded;
    private final Set<TappedSocket> live = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /**
     * Creates an intercepting factory.
     *
     * @param wire makes the websockets
     * @param websockets the client behind {@code wire}; buffers frames that follow each other
     * @param beforeMessage blocks until messages received over polling are passed on
     * @param onStranded called when a failed upgrade has left the library without a transport, which it does not notice
     */
    public SocketTap(
            WebSocket.Factory wire, WebSocketClient websockets, Tap tap, Runnable beforeMessage, Runnable onStranded) {
        this.wire = wire;
        this.websockets = websockets;
        this.tap = tap;
        this.beforeMessage = beforeMessage;
        this.onStranded = onStranded;
    }

    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener library) {
        TappedSocket socket = new TappedSocket(request, library);
        live.add(socket);
        socket.start();
        if (cut) {
            socket.cancel();
        }
        return socket;
    }

    /** Returns true if a websocket is open or closing. */
    boolean isLive() {
        return !live.isEmpty();
    }

    /** Returns true if there are websockets and our close frame is written on each. */
    boolean haveLeft() {
        return isLive() && live.stream().allMatch(socket -> socket.goodbyeWritten);
    }

    /**
     * Returns true while the session is upgrading to a websocket: the library sends nothing over the other transport.
     */
    boolean isMoving() {
        return live.stream().anyMatch(TappedSocket::isMoving);
    }

    /** Returns true if the session uses a websocket. */
    boolean isCarrying() {
        return live.stream().anyMatch(TappedSocket::isCarrying);
    }

    /**
     * Returns true while a frame is being written. Set before the send queue releases the packet, so that callers never
     * see a gap.
     */
    boolean isWriting() {
        return live.stream().anyMatch(socket -> socket.writing) || queued() > 0;
    }

    /** Returns the number of bytes that wait to be written. */
    long queued() {
        return live.stream().mapToLong(WebSocket::queueSize).sum();
    }

    /** Allows websockets again after {@link #cut}. */
    void mend() {
        cut = false;
    }

    /** Aborts every websocket without a close frame, and each one that is created later. */
    void cut() {
        cut = true;
        live.forEach(TappedSocket::cut);
    }

    /** Makes the library see a packet, as if the server had sent it, over the websocket that the session uses. */
    void show(char packet) {
        live.forEach(socket -> {
            if (socket.isCarrying()) {
                socket.library.onMessage(socket, String.valueOf(packet));
            }
        });
    }

    private final class TappedSocket extends WebSocketListener implements WebSocket {

        private final Request request;
        private final WebSocketListener library;
        private volatile boolean upgrading;
        private volatile boolean open;
        private boolean refused;
        private volatile boolean probed;
        private volatile boolean writing;
        private volatile boolean left;
        private volatile boolean goodbyeWritten;
        private volatile boolean cancelled;
        private volatile boolean over;
        private volatile Optional<WebSocket> socket = Optional.empty();

        private TappedSocket(Request request, WebSocketListener library) {
            this.request = request;
            this.library = library;
            this.upgrading = request.url().queryParameter("sid") != null;
            // A websocket of an upgrade has no handshake of its own.
            this.open = upgrading;
        }

        private void start() {
            WebSocket made = wire.newWebSocket(request, this);
            socket = Optional.of(made);
            if (cancelled) {
                made.cancel();
            }
        }

        private boolean isMoving() {
            return upgrading && probed && !over && !left;
        }

        private boolean isCarrying() {
            return !upgrading && !over && !left;
        }

        private void cut() {
            // Set before the cancellation, so that frames from now on wait for the next connection.
            over = true;
            cancel();
        }

        @Override
        public void onOpen(WebSocket opened, Response response) {
            tap.progress().websocketAccepted();
            library.onOpen(this, response);
        }

        @Override
        public void onMessage(WebSocket from, String frame) {
            if (!open) {
                handshake(frame);
                return;
            }
            if (frame.isEmpty()) {
                return;
            }
            switch (frame.charAt(0)) {
                case EnginePacket.MESSAGE -> {
                    tap.engine().received(frame);
                    beforeMessage.run();
                    show(tap.inbound().text(frame));
                }
                case EnginePacket.OPEN -> openedAgain(frame);
                case EnginePacket.CLOSE -> {
                    tap.ending().goodbyeUnexplained("close packet" + tap.limit().explanation("; ", false));
                    tap.reception().ended();
                    library.onMessage(this, frame);
                }
                case EnginePacket.PING, EnginePacket.PONG, EnginePacket.UPGRADE, EnginePacket.NOOP -> {
                    probed |= frame.equals(PROBE_ANSWER);
                    tap.engine().receivedOther(frame);
                    library.onMessage(this, frame);
                }
                default -> tap.inbound().rejected(frame, "unknown Engine.IO packet type");
            }
        }

        @Override
        public void onMessage(WebSocket from, ByteString bytes) {
            if (!open) {
                unusable(NO_OPEN, "<" + bytes.size() + " bytes>");
                return;
            }
            byte[] attachment = bytes.toByteArray();
            tap.engine().received(attachment);
            beforeMessage.run();
            show(tap.inbound().binary(attachment));
        }

        private void show(Optional<String> forLibrary) {
            forLibrary.ifPresent(packet -> library.onMessage(this, packet));
        }

        /** Handles the first message, which must be the handshake; later messages cannot open a session. */
        private void handshake(String frame) {
            try {
                Handshake handshake = tap.handshake(frame);
                open = true;
                opened(handshake);
                library.onMessage(this, LibraryView.of(handshake));
            } catch (PacketSyntaxException e) {
                boolean isOpen = !frame.isEmpty() && frame.charAt(0) == EnginePacket.OPEN;
                unusable(isOpen ? e.getMessage() + ", in " : NO_OPEN, frame);
            }
        }

        private void opened(Handshake handshake) {
            tap.progress().opened();
            tap.engine().opened(Transport.WEBSOCKET, handshake);
            tap.outbox().sendingOver(Transport.WEBSOCKET, handshake);
            tap.sink().accept(new Opened(tap.clock().instant(), Transport.WEBSOCKET, handshake));
        }

        /** Handles another handshake. If the detector has replaced the session, the library is not told. */
        private void openedAgain(String frame) {
            try {
                Handshake handshake = tap.handshake(frame);
                if (tap.negotiation().hasReplaced(tap.engine().handshake().sid(), handshake.sid())) {
                    opened(handshake);
                    return;
                }
            } catch (PacketSyntaxException e) {
                // Reported below as an unexpected handshake.
            }
            tap.inbound().rejected(frame, "a handshake in the middle of a session");
        }

        /** Reports that the first message opens no session; later messages are ignored. */
        private void unusable(String problem, String first) {
            if (!refused) {
                refused = true;
                String shown = first.length() <= SHOWN ? first : first.substring(0, SHOWN) + "...";
                tap.progress().failed(tap.diagnosis().ofHandshake(problem + shown, first));
                library.onMessage(this, LibraryView.NO_HANDSHAKE);
            }
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            CloseDescription closing = new CloseDescription(code, reason);
            if (!open && !left) {
                unusable("the server closed the websocket without an OPEN packet: ", closing.description());
            }
            // The reply to our close frame has the same code as ours.
            boolean isAnswer =
                    left && (closing.isUnexplained() || !tap.reception().isOpen());
            if (!isAnswer || closing.isForSize()) {
                closing(closing);
            }
            if (!isAnswer && !upgrading) {
                ended(closing);
            }
            // The library waits for the end of the connection, which is reported when both sides have closed.
            from.close(CloseDescription.NORMAL, null);
        }

        private void ended(CloseDescription closing) {
            if (closing.isUnexplained()) {
                tap.reception().ended();
            } else {
                tap.reception().broken();
            }
        }

        private void closing(CloseDescription closing) {
            if (closing.isUnexplained()) {
                tap.ending()
                        .goodbyeUnexplained(closing.description() + tap.limit().explanation("; ", false));
            } else if (closing.isForSize()) {
                String size = tap.limit().explanation(": ", true);
                tap.ending().goodbye(closing.description() + size);
                if (!size.isEmpty()) {
                    tap.ending().refused(closing.description() + size);
                }
                tap.outbox().refused();
            } else {
                tap.ending().goodbye(closing.description());
            }
        }

        @Override
        public void onClosed(WebSocket from, int code, String reason) {
            boolean stranding = isStranding();
            toldAll();
            ended();
            library.onClosed(this, code, reason);
            if (stranding) {
                onStranded.run();
            }
        }

        @Override
        public void onFailure(WebSocket from, Throwable error, Response response) {
            over = true;
            WebSocketFailure failure = new WebSocketFailure(error, Optional.ofNullable(response));
            if (!upgrading) {
                broken(failure);
            } else if (!cancelled) {
                tap.sink().accept(new UpgradeFailed(tap.clock().instant(), failure.explained(tap.diagnosis())));
            }
            boolean stranding = isStranding();
            if (stranding) {
                tap.ending().broken("the upgrade broke off: " + failure.seen());
            }
            toldAll();
            // Last, because a caller that waits for the end reads the cause afterwards.
            ended();
            library.onFailure(this, error instanceof Exception ? error : new IOException(error), response);
            if (stranding) {
                onStranded.run();
            }
        }

        /**
         * Returns true if the end of this websocket leaves the library without a transport. After the answer to its
         * probe the library stops polling and sends nothing until the upgrade; if the websocket ends meanwhile, it does
         * not resume polling.
         */
        private boolean isStranding() {
            String sid = request.url().queryParameter("sid");
            return upgrading
                    && probed
                    && !left
                    && !cancelled
                    && tap.engine().handshake().sid().equals(sid);
        }

        private void broken(WebSocketFailure failure) {
            if (cancelled) {
                tap.ending().broken(failure.seen());
                return;
            }
            tap.reception().broken();
            Failure explained = failure.explained(tap.diagnosis());
            tap.progress().failed(explained);
            String seen = explained.kind() == FailureKind.REQUEST_CUT ? failure.seen() : explained.message();
            tap.ending().failed(explained, seen + tap.limit().explanation("; ", false));
        }

        /** Reports a packet whose attachments are missing. */
        private void toldAll() {
            if (!upgrading) {
                tap.inbound().ended();
            }
        }

        private void ended() {
            over = true;
            live.remove(this);
        }

        @Override
        public boolean send(String frame) {
            return writing(() -> write(frame));
        }

        private boolean write(String frame) {
            if (frame.charAt(0) == EnginePacket.MESSAGE
                    && !isWritable(tap.negotiation().sizeOfFrame(frame))) {
                websockets.flush();
                return false;
            }
            boolean sent = follow(() -> wire().send(frame), frame.charAt(0) == EnginePacket.MESSAGE);
            if (upgrading && frame.charAt(0) == EnginePacket.UPGRADE) {
                upgrading = false;
                tap.engine().upgraded(Transport.WEBSOCKET);
                tap.outbox().sendingOver(Transport.WEBSOCKET, tap.engine().handshake());
                tap.sink().accept(new Upgraded(tap.clock().instant(), Transport.POLLING, Transport.WEBSOCKET));
            }
            return sent;
        }

        @Override
        public boolean send(ByteString bytes) {
            return writing(() -> write(bytes));
        }

        private boolean write(ByteString bytes) {
            if (!isWritable(tap.negotiation().sizeOfFrame(bytes))) {
                websockets.flush();
                return false;
            }
            return follow(() -> wire().send(bytes), true);
        }

        /** Marks the time during which a frame is written. The library writes on one thread. */
        private boolean writing(BooleanSupplier write) {
            writing = true;
            try {
                return write.getAsBoolean();
            } finally {
                writing = false;
            }
        }

        /**
         * Sends a frame. If the library has encoded more frames, which it writes at once on this thread, the frame is
         * buffered so that they leave together.
         */
        private boolean follow(BooleanSupplier send, boolean message) {
            boolean followed = message && tap.outbox().isFollowed();
            if (followed) {
                websockets.gather();
            }
            boolean sent = send.getAsBoolean();
            if (!followed) {
                websockets.flush();
            }
            return sent;
        }

        /** Returns true if a frame may be written. A frame that is not written is not reported as sent. */
        private boolean isWritable(long bytes) {
            return !over && tap.outbox().writing(1, bytes).isPresent();
        }

        @Override
        public Request request() {
            return request;
        }

        @Override
        public long queueSize() {
            return socket.map(WebSocket::queueSize).orElse(0L);
        }

        @Override
        public boolean close(int code, String reason) {
            left = true;
            boolean first = wire().close(code, reason);
            goodbyeWritten = true;
            return first;
        }

        @Override
        public void cancel() {
            cancelled = true;
            socket.ifPresent(WebSocket::cancel);
        }

        /** Returns the socket on the wire; the library uses this websocket only after it is started. */
        private WebSocket wire() {
            return socket.orElseThrow();
        }
    }
}
