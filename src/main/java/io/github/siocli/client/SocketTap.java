package io.github.siocli.client;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Opened;
import io.github.siocli.event.Transport;
import io.github.siocli.event.UpgradeFailed;
import io.github.siocli.event.Upgraded;
import io.github.siocli.wire.EnginePacket;
import io.github.siocli.wire.PacketSyntaxException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * Sees every websocket frame in both directions, and takes the messages out of those that come in.
 *
 * <p>A message is told on the thread that reads the connection, so that a slow output stops the reading.
 */
final class SocketTap implements WebSocket.Factory {

    /** OkHttp closes the connection rather than take a message that makes more than 16 MiB wait. */
    static final long LIMIT = (16L << 20) - (2L << 20);

    private static final long HIGH_WATER = 1L << 20;
    private static final int TOO_LARGE = 1009;
    private static final long DRAIN_NANOS = 200_000;

    private final WebSocket.Factory wire;
    private final Tap tap;
    private final Runnable beforeMessage;
    private final Set<TappedSocket> live = ConcurrentHashMap.newKeySet();

    /**
     * A tap on websockets.
     *
     * @param wire makes the websockets
     * @param beforeMessage waits until what came by another transport is told
     */
    SocketTap(WebSocket.Factory wire, Tap tap, Runnable beforeMessage) {
        this.wire = wire;
        this.tap = tap;
        this.beforeMessage = beforeMessage;
    }

    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener library) {
        TappedSocket socket = new TappedSocket(library, request.url().queryParameter("sid") != null);
        live.add(socket);
        socket.start(request);
        return socket;
    }

    /** Whether a websocket is open, or closing. */
    boolean isLive() {
        return !live.isEmpty();
    }

    /** Bytes that wait to be written. */
    long queued() {
        return live.stream().mapToLong(WebSocket::queueSize).sum();
    }

    /** Cuts every websocket without a goodbye. */
    void cut() {
        live.forEach(TappedSocket::cut);
    }

    /**
     * For each websocket whose reader has been held up for longer than a time: gives the library a ping, which it
     * answers. The pings of the server wait behind what is held up, and both sides would take the other for dead.
     */
    void keepAlive(long nanos) {
        live.forEach(socket -> socket.keepAlive(nanos));
    }

    private final class TappedSocket extends WebSocketListener implements WebSocket {

        private final WebSocketListener library;
        private volatile boolean upgrading;
        private volatile boolean over;
        private final AtomicLong tellingSince = new AtomicLong();
        private volatile WebSocket socket;

        private TappedSocket(WebSocketListener library, boolean upgrading) {
            this.library = library;
            this.upgrading = upgrading;
        }

        private void start(Request request) {
            socket = wire.newWebSocket(request, this);
        }

        private void cut() {
            // At once: what is handed over from now on waits for the next connection.
            over = true;
            socket.cancel();
        }

        private void keepAlive(long nanos) {
            long since = tellingSince.get();
            long now = System.nanoTime();
            if (since != 0 && now - since > nanos && tellingSince.compareAndSet(since, now)) {
                library.onMessage(this, String.valueOf(EnginePacket.PING));
            }
        }

        @Override
        public void onOpen(WebSocket opened, Response response) {
            library.onOpen(this, response);
        }

        @Override
        public void onMessage(WebSocket from, String frame) {
            if (frame.isEmpty()) {
                return;
            }
            switch (frame.charAt(0)) {
                case EnginePacket.MESSAGE -> {
                    tap.engine().received(frame);
                    telling(() -> tap.inbound().text(frame));
                    // Only then: the library may close the session for what it sees, and that would be told first.
                    LibraryView.of(frame).ifPresent(view -> library.onMessage(this, view));
                }
                case EnginePacket.OPEN -> {
                    opened(frame);
                    library.onMessage(this, frame);
                }
                case EnginePacket.CLOSE -> {
                    tap.ending().goodbye("close packet");
                    library.onMessage(this, frame);
                }
                default -> {
                    tap.engine().receivedOther(frame);
                    library.onMessage(this, frame);
                }
            }
        }

        @Override
        public void onMessage(WebSocket from, ByteString bytes) {
            byte[] attachment = bytes.toByteArray();
            tap.engine().received(attachment);
            telling(() -> tap.inbound().binary(attachment));
        }

        private void telling(Runnable tell) {
            tellingSince.set(System.nanoTime());
            beforeMessage.run();
            tell.run();
            tellingSince.set(0);
        }

        private void opened(String frame) {
            try {
                Handshake handshake = EnginePacket.handshake(frame);
                tap.progress().opened();
                tap.engine().opened(Transport.WEBSOCKET, handshake);
                tap.outbox().sendingOver(Transport.WEBSOCKET, handshake);
                tap.sink().accept(new Opened(tap.clock().instant(), Transport.WEBSOCKET, handshake));
            } catch (PacketSyntaxException e) {
                tap.progress()
                        .failed(Failure.of(
                                FailureKind.NOT_A_HANDSHAKE, request().url().toString(), frame));
            }
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            tap.ending().goodbye(describe(code, reason));
            if (code == TOO_LARGE) {
                tap.outbox().refused();
            }
            // The library waits for the end of the connection, which OkHttp only tells once both sides have closed.
            from.close(1000, null);
        }

        @Override
        public void onClosed(WebSocket from, int code, String reason) {
            ended();
            library.onClosed(this, code, reason);
        }

        @Override
        public void onFailure(WebSocket from, Throwable error, Response response) {
            over = true;
            if (upgrading) {
                Failure failure = response == null
                        ? tap.diagnosis().of(error, Transport.WEBSOCKET)
                        : tap.diagnosis().of(answer(response), Transport.WEBSOCKET);
                tap.sink().accept(new UpgradeFailed(tap.clock().instant(), failure));
            } else {
                if (tap.progress().failure().isEmpty()) {
                    tap.progress().failed(tap.diagnosis().of(error, Transport.WEBSOCKET));
                }
                tap.outbox().broken();
                tap.ending().broken("no close frame" + (error.getMessage() == null ? "" : ": " + error.getMessage()));
            }
            // Last: who waits for the end wants to know how it was.
            ended();
            library.onFailure(this, error instanceof Exception ? error : new IOException(error), response);
        }

        private Answer answer(Response response) {
            try {
                return Answer.of(response);
            } catch (IOException unreadable) {
                return Answer.of(response, "");
            }
        }

        private void ended() {
            over = true;
            live.remove(this);
        }

        private static String describe(int code, String reason) {
            return switch (code) {
                case 1005 -> "close frame without a code";
                case TOO_LARGE -> "close code 1009, a packet is too large for it";
                default -> "close code " + code + (reason.isEmpty() ? "" : " \"" + reason + "\"");
            };
        }

        @Override
        public boolean send(String frame) {
            awaitRoom();
            if (frame.charAt(0) == EnginePacket.MESSAGE && !isWritable()) {
                return false;
            }
            boolean sent = socket.send(frame);
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
            awaitRoom();
            return isWritable() && socket.send(bytes);
        }

        /** What is not written any more is not told as sent. */
        private boolean isWritable() {
            return !over && tap.outbox().writing(1);
        }

        /** OkHttp tells nobody when its queue gets shorter, so it is looked at. */
        private void awaitRoom() {
            while (socket.queueSize() > HIGH_WATER && !over) {
                LockSupport.parkNanos(DRAIN_NANOS);
            }
        }

        @Override
        public Request request() {
            return socket.request();
        }

        @Override
        public long queueSize() {
            return socket.queueSize();
        }

        @Override
        public boolean close(int code, String reason) {
            return socket.close(code, reason);
        }

        @Override
        public void cancel() {
            socket.cancel();
        }
    }
}
