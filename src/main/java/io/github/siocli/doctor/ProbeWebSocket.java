package io.github.siocli.doctor;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.WebSocketFailure;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.ServerFamily;
import io.github.siocli.net.cookie.CookieWebSocketFactory;
import io.github.siocli.net.cookie.Cookies;
import io.github.siocli.net.websocket.BytesListener;
import io.github.siocli.net.websocket.CloseFrame;
import io.github.siocli.net.websocket.FrameObserver;
import io.github.siocli.net.websocket.NetworkWait;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import org.jspecify.annotations.Nullable;

/** A websocket whose packets a check reads one by one. One thread uses it. */
public final class ProbeWebSocket implements AutoCloseable {

    /** Socket.IO packets CONNECT and ERROR of the root namespace, in an Engine.IO message. */
    private static final String CONNECT = "40";

    private static final String CONNECT_ERROR = "44";

    static final String DEFLATE = "permessage-deflate";

    /** Time for the server's part of the close handshake, which nothing depends on. */
    private static final Duration CLOSE_TIME = Duration.ofMillis(500);

    private final Diagnosis diagnosis;
    private final ConnectProgress progress;
    private final Secrets secrets;
    private final WebSocketClient client;
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    /** The packets that arrived; empty for the end. */
    private final LinkedBlockingQueue<Optional<String>> packets = new LinkedBlockingQueue<>();

    private final WebSocket socket;
    private volatile boolean isOpen;
    private volatile boolean wasOpen;
    private volatile @Nullable Response response;
    private volatile @Nullable Failure failure;

    /** Starts to open a websocket. */
    ProbeWebSocket(
            CheckContext context, ConnectProgress progress, Cookies cookies, Request request, Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
        this.progress = progress;
        this.secrets = context.secrets();
        this.client =
                context.route().websockets(progress, () -> FrameObserver.NONE, context.scheduler(), new NetworkWait());
        progress.startExchange();
        this.socket = new CookieWebSocketFactory(client, cookies).newWebSocket(request, new Listener());
    }

    private final class Listener extends BytesListener {
        @Override
        public void onOpen(WebSocket from, Response opening) {
            response = opening;
            progress.websocketAccepted();
            isOpen = true;
            wasOpen = true;
            answered.countDown();
        }

        @Override
        public void onText(WebSocket from, byte[] utf8) {
            String packet = new String(utf8, StandardCharsets.UTF_8);
            if (packet.equals(EnginePacket.PING_PACKET)) {
                // Servers of Engine.IO 4 end a session without this answer.
                from.send(EnginePacket.PONG_PACKET);
            } else {
                packets.add(Optional.of(packet));
            }
        }

        @Override
        public void onBinary(WebSocket from, byte[] bytes) {
            packets.add(Optional.of("(" + bytes.length + " bytes)"));
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            end(Failure.of(FailureKind.WEBSOCKET_REFUSED, new CloseFrame(code, reason).description()));
        }

        @Override
        public void onFailure(WebSocket from, Throwable error, @Nullable Response refusal) {
            if (refusal != null) {
                response = refusal;
            }
            end(new WebSocketFailure(error, Optional.ofNullable(refusal)).toFailure(diagnosis));
        }

        private void end(Failure reason) {
            failure = reason;
            isOpen = false;
            answered.countDown();
            ended.countDown();
            packets.add(Optional.empty());
        }
    }

    /** Returns true if the websocket is open. */
    public boolean isOpen() {
        return isOpen;
    }

    /** Returns true if the websocket is open, or was open before it ended. */
    public boolean wasOpen() {
        return wasOpen;
    }

    /** Waits until the server has accepted or refused the websocket; returns true if it has accepted it. */
    public boolean awaitOpen(Duration timeout) throws InterruptedException {
        return answered.await(timeout.toNanos(), TimeUnit.NANOSECONDS) && isOpen;
    }

    /** Waits for the next packet; returns empty if the websocket ends first, or at the timeout. */
    public Optional<String> next(Duration timeout) throws InterruptedException {
        Optional<String> packet = packets.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return packet == null ? Optional.empty() : packet;
    }

    /**
     * A session that a websocket started.
     *
     * @param pong the round trip of a ping (RFC 6455, section 5.5.2); empty if no pong arrived in time
     */
    public record Session(EngineOpening opening, Optional<Duration> pong) {}

    /**
     * Waits for the session that the websocket starts, and pings the server.
     *
     * @return the session; empty if the server started none, which {@link #failure} explains
     */
    public Optional<Session> awaitSession(String path, int eio, Duration timeout) throws InterruptedException {
        Optional<String> packet = awaitOpen(timeout) ? next(timeout) : Optional.empty();
        if (packet.isEmpty()) {
            return Optional.empty();
        }
        try {
            Handshake handshake = EnginePacket.handshake(packet.get());
            secrets.add(handshake.sid());
            progress.opened();
            Optional<Duration> pong = ping(timeout);
            // Servers of Engine.IO 3 join or refuse the root namespace at once, so this arrives before the pong.
            boolean isEio3 = eio == 3
                    || packets.stream()
                            .flatMap(Optional::stream)
                            .anyMatch(text -> text.startsWith(CONNECT) || text.startsWith(CONNECT_ERROR));
            return Optional.of(new Session(
                    new EngineOpening(
                            path, eio, isEio3 ? handshake.withServer(ServerFamily.SOCKET_IO_1_OR_2) : handshake),
                    pong));
        } catch (PacketSyntaxException e) {
            failure = diagnosis.ofHandshake(e.getMessage(), packet.get());
            return Optional.empty();
        }
    }

    /** Pings the server, and returns the round trip; empty if no pong arrives in time. */
    public Optional<Duration> ping(Duration timeout) throws InterruptedException {
        return client.ping(timeout);
    }

    /** Sends a packet; returns false if the websocket is not open. */
    public boolean send(String packet) {
        return socket.send(packet);
    }

    /** Returns true if the server accepted the compression that the request offered. */
    public boolean isCompressed() {
        Response opening = response;
        return opening != null
                && opening.code() == 101
                && opening.header("Sec-WebSocket-Extensions", "").contains(DEFLATE);
    }

    /** Explains why the websocket ended, or why the packet that the check waited for did not come in time. */
    public Failure failure() {
        Failure known = failure;
        return known == null ? diagnosis.ofDeadline(null) : known;
    }

    @Override
    public void close() {
        try {
            if (socket.close(1000, "")) {
                ended.await(CLOSE_TIME.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.cancel();
        }
    }
}
