package io.github.siocli.client.engine;

import io.github.siocli.event.Handshake;
import io.github.siocli.protocol.engineio.EnginePacket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One Engine.IO 3 session, on any transport, as the client library must see it: in this generation the client pings and
 * the server answers. Any thread may call.
 */
final class Eio3Session {

    private static final String PING = String.valueOf(EnginePacket.PING);
    private static final String PONG = String.valueOf(EnginePacket.PONG);

    private final ClientPinger pinger;
    private Consumer<String> wire;
    private boolean isClosed;

    /**
     * Creates a session that the server has just opened.
     *
     * @param wire sends a packet to the server, without blocking
     */
    Eio3Session(Handshake handshake, ScheduledExecutorService scheduler, Consumer<String> wire) {
        this.wire = wire;
        this.pinger = new ClientPinger(scheduler, handshake.pingInterval(), () -> send(PING));
    }

    /** Returns the packet that the library gets for a packet of the server; empty if it gets none. */
    Optional<String> incoming(String packet) {
        if (!isForLibrary(packet)) {
            return Optional.empty();
        }
        if (packet.charAt(0) == EnginePacket.CLOSE) {
            end();
        }
        return Optional.of(packet);
    }

    /**
     * Returns true if the library may get a packet of the server. Servers of this generation only answer pings; the
     * library would answer one.
     */
    static boolean isForLibrary(String packet) {
        return !packet.isEmpty() && !packet.equals(PING);
    }

    /** Returns true if a packet of the library is sent to the server. */
    static boolean isSent(String packet) {
        // The library answers a ping that we injected; the server receives pings from us.
        return !packet.isEmpty() && !packet.equals(PONG);
    }

    /** Stops the pings while the session moves to another transport. */
    void pausePings() {
        pinger.pause();
    }

    /** Resumes the pings: the session keeps its transport. */
    void resumePings() {
        pinger.resume();
    }

    /**
     * Moves the session to a websocket.
     *
     * @param upgrade sends the upgrade packet and returns the packets that are still to be sent
     * @param websocket sends a packet over the websocket
     */
    synchronized void moveToWebsocket(Supplier<List<String>> upgrade, Consumer<String> websocket) {
        List<String> unsent = upgrade.get();
        wire = websocket;
        unsent.forEach(websocket);
        pinger.resume();
    }

    /** Stops sending packets of our own. */
    void end() {
        pinger.stop();
        synchronized (this) {
            isClosed = true;
        }
    }

    private synchronized void send(String packet) {
        if (!isClosed) {
            wire.accept(packet);
        }
    }
}
