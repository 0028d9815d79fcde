package io.github.siocli.net.engineio;

import io.github.siocli.concurrent.DaemonThreads;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.ServerFamily;
import io.github.siocli.net.http.OneShotBody;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PayloadFraming;
import io.github.siocli.protocol.engineio.PayloadWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.WebSocket;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of one Engine.IO 3 session, on any transport: in this generation the client pings, every pingInterval,
 * and the server answers. Any thread may call.
 */
public final class Eio3Session {

    private static final long MIN_PING_MILLIS = 100;

    /**
     * Longest time to wait for a running POST, which must precede the upgrade; a server that does not answer it does
     * not block the upgrade.
     */
    private static final long POST_MILLIS = 1000;

    private final String sid;
    private final ServerFamily family;
    /** The requests of a session that was opened over polling; null for one that was opened over websocket. */
    private final @Nullable PollingRequests polling;

    private final Future<?> pings;
    /** Sends a ping over the transport in use, without blocking. */
    private volatile Runnable ping;

    private volatile boolean isPaused;

    private Eio3Session(
            Handshake handshake,
            ServerFamily family,
            ScheduledExecutorService scheduler,
            @Nullable PollingRequests polling,
            Runnable ping) {
        this.sid = handshake.sid();
        this.family = family;
        this.polling = polling;
        this.ping = ping;
        long millis = Math.max(MIN_PING_MILLIS, handshake.pingInterval().toMillis());
        this.pings = scheduler.scheduleWithFixedDelay(this::pingUnlessPaused, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts to ping in a session that the server has just opened over polling.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the session is being left
     */
    static Eio3Session overPolling(
            Handshake handshake, ServerFamily family, ScheduledExecutorService scheduler, PollingRequests requests) {
        return new Eio3Session(handshake, family, scheduler, requests, requests::ping);
    }

    /**
     * Starts to ping in a session that the server has just opened over websocket.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the session is being left
     */
    static Eio3Session overWebsocket(
            Handshake handshake, ServerFamily family, ScheduledExecutorService scheduler, WebSocket socket) {
        return new Eio3Session(handshake, family, scheduler, null, pingOver(socket));
    }

    /**
     * Returns a task that pings over a websocket. It uses a thread of its own, because a websocket takes a packet only
     * after the frame that is being written, and neither the reading thread nor the timers may wait for that.
     */
    private static Runnable pingOver(WebSocket socket) {
        Executor thread = DaemonThreads.single("sio-eio3");
        return () -> thread.execute(() -> socket.send(EnginePacket.PING_PACKET));
    }

    /** Returns the session id. */
    public String sid() {
        return sid;
    }

    ServerFamily family() {
        return family;
    }

    /**
     * Returns true if the library may get a packet of the server. Servers of this generation only answer pings; the
     * library would answer one.
     */
    public static boolean isForLibrary(String packet) {
        return !packet.isEmpty() && !packet.equals(EnginePacket.PING_PACKET);
    }

    /** Returns true if a packet of the library is sent to the server. */
    public static boolean isSent(String packet) {
        // The library answers a ping that we injected; the server receives pings from us.
        return !packet.isEmpty() && !packet.equals(EnginePacket.PONG_PACKET);
    }

    /** Stops the pings while the session moves to another transport. */
    void pausePings() {
        isPaused = true;
    }

    /** Resumes the pings: the session keeps its transport. */
    void resumePings() {
        isPaused = false;
    }

    /** Sends the upgrade packet over a websocket after a POST that is running, and moves the session there. */
    void upgrade(WebSocket socket, String packet) {
        boolean isPingDue = polling.endPings();
        try {
            polling.awaitPosts(POST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.send(packet);
        ping = pingOver(socket);
        isPaused = false;
        if (isPingDue) {
            ping.run();
        }
    }

    /** Stops the pings: the session has ended. */
    public void end() {
        isPaused = true;
        pings.cancel(false);
    }

    /** Returns a request as one of an Engine.IO 3 session. */
    public static Request asEio3Request(Request request) {
        HttpUrl url = request.url().newBuilder().setQueryParameter("EIO", "3").build();
        return request.newBuilder().url(url).build();
    }

    /**
     * Returns a POST in an Engine.IO 3 session, of packets that the library has written for Engine.IO 4; its body is
     * empty if none of them is sent. It is in the binary framing: in the other one 1.x expects texts to be encoded
     * twice, and 2.x does not.
     */
    public static Request post(Request template, String sid, List<String> packets) {
        List<EngineFrame> frames = new ArrayList<>();
        for (String packet : packets) {
            if (isSent(packet)) {
                frames.add(
                        packet.charAt(0) == EnginePacket.BINARY
                                ? EngineFrame.binary(Base64.getDecoder().decode(packet.substring(1)))
                                : EngineFrame.text(packet));
            }
        }
        byte[] payload = PayloadWriter.write(PayloadFraming.BINARY, frames);
        HttpUrl url = template.url().newBuilder().setQueryParameter("sid", sid).build();
        return asEio3Request(template.newBuilder()
                .url(url)
                .removeHeader("Content-Type")
                .post(new OneShotBody(OctetStream.TYPE, ByteString.of(payload)))
                .build());
    }

    /** Initialized with the first POST: {@link MediaType} loads patterns that sessions over websocket do not need. */
    private static final class OctetStream {
        private static final MediaType TYPE = MediaType.get("application/octet-stream");
    }

    private void pingUnlessPaused() {
        if (!isPaused) {
            ping.run();
        }
    }
}
