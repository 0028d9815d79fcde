package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An Engine.IO session over either transport. Use it on the event loop only.
 *
 * <p>Frames that are sent in one turn of the loop leave together: as one payload, or with one flush.
 */
public final class EngineSession {

    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    /** How long the close packet of a polling session waits for a poll. */
    private static final long FAREWELL_SECONDS = 5;

    private static final long GOODBYE_SECONDS = 1;

    private static final EngineFrame CLOSE = EngineFrame.text(EnginePacket.CLOSE_PACKET);
    private static final EngineFrame NOOP = EngineFrame.text(String.valueOf(EnginePacket.NOOP));

    private static final EngineFrame PING = EngineFrame.text(EnginePacket.PING_PACKET);

    private final String id;
    private final HandshakeRequest handshake;
    private final SessionRegistry sessions;
    private final EventLoop loop;
    private final EngineOptions options;
    private final EngineFaults faults;
    private final HeartbeatTimer heartbeat;
    private final IncomingPackets incoming;
    private final FrameQueue queue = new FrameQueue();
    private boolean isFlushDue;
    /** Null if the session has separated no frames. */
    private @Nullable MessageSeparation separation;

    private boolean isOpen = true;
    private boolean isClosePacketDue;
    private boolean isNeeded;
    private boolean hasSent;
    /** Null until the session is open. */
    private @Nullable SessionListener listener;
    /** The websocket that the session may move to; null if there is none. */
    private @Nullable UpgradeProbe probe;
    /** Reason of the end of the session; null before it ends. */
    private @Nullable CloseReason closeReason;

    private EngineTransport engineTransport;

    /** Lets the heartbeat timer act on this session. */
    private final class HeartbeatPeer implements HeartbeatTimer.Peer {

        @Override
        public boolean omitsPing() {
            return faults.omitsHeartbeat(EngineSession.this);
        }

        @Override
        public void sendPing() {
            send(PING);
        }

        @Override
        public void heartbeatMissing() {
            connectionLost(CloseReason.PING_TIMEOUT);
        }
    }

    EngineSession(
            String id, HandshakeRequest handshake, SessionRegistry sessions, EventLoop loop, EngineContext context) {
        this.id = id;
        this.handshake = handshake;
        this.sessions = sessions;
        this.loop = loop;
        this.options = context.options();
        this.faults = context.faults();
        this.heartbeat = new HeartbeatTimer(
                new HeartbeatPeer(), handshake.generation(), options.heartbeat(), loop, System::nanoTime);
        this.incoming = new IncomingPackets(this, heartbeat, faults);
        this.engineTransport = new PollingTransport(this);
    }

    /** Opens the session over a transport and sends the handshake. */
    void open(EngineTransport first, EngineListener engineListener) {
        engineTransport = first;
        sessions.add(this);
        queue.add(EngineFrame.text(OpenPacket.of(this, options)));
        heartbeat.start();
        listener = engineListener.onOpen(this);
        if (closeReason != null) {
            listener.onClose(closeReason);
        }
        flush();
    }

    /** Returns the session id, a secret between client and server. */
    public String id() {
        return id;
    }

    /** Returns the request that opened the session. */
    public HandshakeRequest handshake() {
        return handshake;
    }

    /** Returns the current transport. */
    public Transport transport() {
        return engineTransport.transport();
    }

    /** Returns true if frames can be sent. */
    public boolean isOpen() {
        return isOpen;
    }

    /**
     * Sets whether the application needs the session. If there are too many sessions, one that is not needed, or
     * whose client has sent nothing after the handshake, may be closed.
     */
    public void setNeeded(boolean value) {
        isNeeded = value;
        sessions.setUsed(this, isNeeded && hasSent);
    }

    private void setUsed() {
        if (!hasSent) {
            hasSent = true;
            sessions.setUsed(this, isNeeded);
        }
    }

    /** Ends the session at once to make room for another one. No close packet is kept for a later poll. */
    void discard() {
        if (engineTransport.isWritable()) {
            close(CloseReason.FORCED_CLOSE);
        } else {
            closeSilently(CloseReason.FORCED_CLOSE);
        }
        sessions.remove(this);
    }

    /** Returns the maximum payload of the handshake, in bytes. */
    public int maxPayload() {
        return options.limits().sizes().payload();
    }

    /** Returns the number of bytes that are queued for the client. */
    public long queuedBytes() {
        return queue.size() + engineTransport.pendingBytes();
    }

    /** Sends a frame. */
    public void send(EngineFrame frame) {
        send(List.of(frame));
    }

    /** Sends frames that belong together. Ends the session if its queue exceeds the limit. */
    public void send(List<EngineFrame> frames) {
        if (!isOpen) {
            return;
        }
        frames.forEach(queue::add);
        if (queuedBytes() > options.limits().sizes().queued()) {
            closeSilently(CloseReason.SLOW_READER);
        } else if (!isFlushDue) {
            isFlushDue = true;
            loop.execute(this::flush);
        }
    }

    /**
     * Separates what was sent over a websocket from what follows, if the client may miss the second of two messages that
     * it reads together.
     */
    public void separateNextFrame() {
        if (handshake.readsMessagesTogether()) {
            flush();
            holdFrames();
        }
    }

    /** Separates frames that wait from the response that opened the websocket, for the same clients. */
    public void holdFrames() {
        if (isOpen && handshake.readsMessagesTogether() && engineTransport instanceof WebSocketTransport websocket) {
            if (separation == null) {
                separation = new MessageSeparation(loop, System::nanoTime, websocket::ping, this::flush);
            }
            separation.start();
        }
    }

    /** Handles a sign that the client has handled the frames that were sent. */
    void clientResponded() {
        if (separation != null) {
            separation.end();
        }
    }

    /** Closes the session after all sent frames, with a close packet. */
    public void close(CloseReason reason) {
        close(reason, reason == CloseReason.SERVER_SHUTDOWN ? GOING_AWAY : NORMAL);
    }

    /** Closes the session with a close code of RFC 6455, which only a websocket transmits. */
    public void close(CloseReason reason, int code) {
        if (!isOpen) {
            return;
        }
        // Set first, because the following calls may call this method again.
        isOpen = false;
        if (engineTransport instanceof WebSocketTransport) {
            clientResponded();
            flush();
            engineTransport.close(code);
            sessions.remove(this);
        } else {
            if (reason == CloseReason.FORCED_CLOSE) {
                flush();
            }
            // Some clients handle a close packet before the other packets of its payload, for example a DISCONNECT.
            isClosePacketDue = reason == CloseReason.FORCED_CLOSE && !queue.isEmpty();
            if (!isClosePacketDue) {
                queue.add(CLOSE);
                flush();
            }
            if (reason == CloseReason.FORCED_CLOSE || reason == CloseReason.SERVER_SHUTDOWN) {
                keepForPoll(FAREWELL_SECONDS);
            } else {
                sessions.remove(this);
            }
        }
        if (probe != null) {
            probe.close(code);
        }
        sessionEnded(reason);
    }

    /** Cuts the TCP connection without a close packet. */
    public void cut() {
        if (probe != null) {
            probe.cut();
        }
        closeSilently(CloseReason.FORCED_CLOSE);
    }

    /** Ends the session of a client that is gone or must be disconnected. */
    void connectionLost(CloseReason reason) {
        if (isOpen && engineTransport instanceof PollingTransport && engineTransport.isWritable()) {
            close(reason);
        } else if (isOpen) {
            closeSilently(reason);
        } else {
            sessions.remove(this);
        }
    }

    private void closeSilently(CloseReason reason) {
        if (isOpen) {
            isOpen = false;
            queue.clear();
            engineTransport.cut();
            sessions.remove(this);
            sessionEnded(reason);
        }
    }

    private void keepForPoll(long seconds) {
        if (queue.isEmpty()) {
            sessions.remove(this);
        } else {
            loop.schedule(() -> sessions.remove(this), seconds, TimeUnit.SECONDS);
        }
    }

    private void sessionEnded(CloseReason reason) {
        closeReason = reason;
        heartbeat.stop();
        if (probe != null) {
            probe.fail();
        }
        setNeeded(false);
        if (listener != null) {
            listener.onClose(reason);
        }
    }

    /** Handles a GET. A second one at the same time violates the protocol and ends the session. */
    void poll(HttpExchange exchange) {
        PollingTransport polling = (PollingTransport) engineTransport;
        setUsed();
        flush();
        if (polling.isWritable()) {
            exchange.refuse(HandshakeError.BAD_REQUEST, "Overlapping polls");
            close(CloseReason.TRANSPORT_ERROR);
            return;
        }
        polling.poll(exchange);
        flush();
        if (probe != null && probe.isProbed()) {
            // The client sent this poll before it read the response to its probe.
            flushPoll();
        }
        if (isClosePacketDue) {
            isClosePacketDue = false;
            queue.add(CLOSE);
        } else if (!isOpen) {
            sessions.remove(this);
        }
    }

    /** Returns true if another websocket may be probed. */
    boolean mayUpgrade() {
        return isOpen && probe == null && engineTransport instanceof PollingTransport && !faults.refusesUpgrade(this);
    }

    /** Returns true if the session ended because of a protocol violation of the client. */
    boolean isBroken() {
        return closeReason == CloseReason.PARSE_ERROR || closeReason == CloseReason.TRANSPORT_ERROR;
    }

    void probeStarted(UpgradeProbe started) {
        probe = started;
    }

    void probeEnded() {
        probe = null;
    }

    /** Answers a waiting poll, so that the client can upgrade. */
    void flushPoll() {
        if (isOpen && engineTransport.isWritable() && queue.isEmpty()) {
            engineTransport.write(List.of(NOOP));
        }
    }

    /** Moves the session to a websocket. */
    void moveTo(EngineTransport websocket) {
        if (engineTransport.isWritable()) {
            engineTransport.write(List.of(NOOP));
        }
        engineTransport = websocket;
        probe = null;
        Objects.requireNonNull(listener).onUpgrade();
        flush();
    }

    /** Handles a frame of the client. */
    void receive(EngineFrame frame) {
        if (!isOpen) {
            return;
        }
        setUsed();
        heartbeat.packetReceived();
        clientResponded();
        incoming.receive(frame, Objects.requireNonNull(listener));
    }

    /** Handles the close packet of the client. */
    void closedByClient() {
        isOpen = false;
        if (engineTransport instanceof PollingTransport) {
            // The response to this poll may leave on another connection.
            queue.clear();
            queue.add(NOOP);
            flush();
            keepForPoll(GOODBYE_SECONDS);
        } else {
            engineTransport.close(NORMAL);
            sessions.remove(this);
        }
        sessionEnded(CloseReason.TRANSPORT_CLOSE);
    }

    private void flush() {
        isFlushDue = false;
        if (queue.isEmpty() || !engineTransport.isWritable() || separation != null && separation.waitIfDue()) {
            return;
        }
        engineTransport.write(queue.take());
    }
}
