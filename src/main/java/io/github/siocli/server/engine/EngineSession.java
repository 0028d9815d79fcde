package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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

    private static final long APART_MILLIS = 10;

    private static final EngineFrame CLOSE = EngineFrame.text(String.valueOf(EnginePacket.CLOSE));
    private static final EngineFrame NOOP = EngineFrame.text(String.valueOf(EnginePacket.NOOP));

    private final String id;
    private final HandshakeRequest handshake;
    private final SessionRegistry sessions;
    private final EventLoop loop;
    private final EngineOptions options;
    private final EngineFaults faults;
    private final HeartbeatTimer heartbeat;
    private final IncomingPackets incoming;
    private final FrameQueue queue = new FrameQueue();
    private boolean flushDue;
    private boolean held;
    private boolean open = true;
    private boolean upgrading;
    private boolean goodbyeDue;
    private boolean needed;
    private boolean heard;
    private Optional<SessionListener> listener = Optional.empty();
    private Optional<CloseReason> ended = Optional.empty();
    private EngineTransport link;

    EngineSession(
            String id, HandshakeRequest handshake, SessionRegistry sessions, EventLoop loop, EngineContext context) {
        this.id = id;
        this.handshake = handshake;
        this.sessions = sessions;
        this.loop = loop;
        this.options = context.options();
        this.faults = context.faults();
        this.heartbeat = new HeartbeatTimer(this, loop, options, faults);
        this.incoming = new IncomingPackets(this, heartbeat, faults);
        this.link = new PollingTransport(this);
    }

    /** Opens the session over a transport and sends the handshake. */
    void begin(EngineTransport first, EngineListener above) {
        link = first;
        sessions.add(this);
        queue.add(EngineFrame.text(OpenPacket.of(this, options)));
        heartbeat.start();
        listener = Optional.of(above.onOpen(this));
        ended.ifPresent(listener.get()::onClose);
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
        return link.transport();
    }

    /** Returns true if frames can be sent. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Sets whether the application needs the session. If there are too many sessions, one that is not needed, or
     * whose client has sent nothing after the handshake, may be closed.
     */
    public void setNeeded(boolean value) {
        needed = value;
        sessions.setUsed(this, needed && heard);
    }

    private void setHeard() {
        if (!heard) {
            heard = true;
            sessions.setUsed(this, needed);
        }
    }

    /** Ends the session at once to make room for another one. No close packet is kept for a later poll. */
    void discard() {
        if (link.isWritable()) {
            close(CloseReason.FORCED_CLOSE);
        } else {
            drop(CloseReason.FORCED_CLOSE);
        }
        sessions.remove(this);
    }

    /** Returns the maximum payload of the handshake, in bytes. */
    public int maxPayload() {
        return options.limits().payload();
    }

    /** Returns the number of bytes that are queued for the client. */
    public long waiting() {
        return queue.size() + link.pending();
    }

    /** Sends a frame. */
    public void send(EngineFrame frame) {
        send(List.of(frame));
    }

    /** Sends frames that belong together. Ends the session if its queue exceeds the limit. */
    public void send(List<EngineFrame> frames) {
        if (!open) {
            return;
        }
        frames.forEach(queue::add);
        if (waiting() > options.limits().queued()) {
            drop(CloseReason.SLOW_READER);
        } else if (!flushDue) {
            flushDue = true;
            loop.execute(this::flush);
        }
    }

    /**
     * Separates what was sent over a websocket from what follows, which waits for a moment or until the client sends
     * something. A client that attaches its listener with the first message then receives the second.
     */
    public void sendApart() {
        if (link instanceof WebSocketTransport) {
            flush();
            hold();
        }
    }

    /**
     * Holds frames over a websocket for a moment or until the client sends something. A client that attaches its
     * listener when the websocket is open then receives frames of the same segment.
     */
    public void hold() {
        if (open && link instanceof WebSocketTransport) {
            held = true;
            loop.schedule(this::release, APART_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void release() {
        held = false;
        flush();
    }

    /** Closes the session after all sent frames, with a close packet. */
    public void close(CloseReason reason) {
        close(reason, reason == CloseReason.SERVER_SHUTDOWN ? GOING_AWAY : NORMAL);
    }

    /** Closes the session with a close code of RFC 6455, which only a websocket transmits. */
    public void close(CloseReason reason, int code) {
        if (!open) {
            return;
        }
        // Set first, because the following calls may call this method again.
        open = false;
        if (link instanceof WebSocketTransport) {
            release();
            link.close(code);
            sessions.remove(this);
        } else {
            if (reason == CloseReason.FORCED_CLOSE) {
                flush();
            }
            // Some clients handle a close packet before the other packets of its payload, for example a DISCONNECT.
            goodbyeDue = reason == CloseReason.FORCED_CLOSE && !queue.isEmpty();
            if (!goodbyeDue) {
                queue.add(CLOSE);
                flush();
            }
            if (reason == CloseReason.FORCED_CLOSE || reason == CloseReason.SERVER_SHUTDOWN) {
                linger(FAREWELL_SECONDS);
            } else {
                sessions.remove(this);
            }
        }
        over(reason);
    }

    /** Cuts the TCP connection without a close packet. */
    public void cut() {
        drop(CloseReason.FORCED_CLOSE);
    }

    /** Ends the session of a client that is gone or must be disconnected. */
    void broken(CloseReason reason) {
        if (open && link instanceof PollingTransport && link.isWritable()) {
            close(reason);
        } else if (open) {
            drop(reason);
        } else {
            sessions.remove(this);
        }
    }

    private void drop(CloseReason reason) {
        if (open) {
            open = false;
            queue.clear();
            link.cut();
            sessions.remove(this);
            over(reason);
        }
    }

    private void linger(long seconds) {
        if (queue.isEmpty()) {
            sessions.remove(this);
        } else {
            loop.schedule(() -> sessions.remove(this), seconds, TimeUnit.SECONDS);
        }
    }

    private void over(CloseReason reason) {
        ended = Optional.of(reason);
        heartbeat.stop();
        setNeeded(false);
        listener.ifPresent(above -> above.onClose(reason));
    }

    /** Handles a GET. A second one at the same time violates the protocol and ends the session. */
    void poll(HttpExchange exchange) {
        PollingTransport polling = (PollingTransport) link;
        setHeard();
        flush();
        if (polling.isWritable()) {
            exchange.refuse(HandshakeError.BAD_REQUEST, "Overlapping polls");
            close(CloseReason.TRANSPORT_ERROR);
            return;
        }
        polling.poll(exchange);
        flush();
        if (goodbyeDue) {
            goodbyeDue = false;
            queue.add(CLOSE);
        } else if (!open) {
            sessions.remove(this);
        }
    }

    /** Returns true if another websocket may be probed. */
    boolean mayUpgrade() {
        return open && !upgrading && link instanceof PollingTransport && !faults.refusesUpgrade(this);
    }

    /** Returns true if the session ended because of a protocol violation of the client. */
    boolean isBroken() {
        return ended.filter(reason -> reason == CloseReason.PARSE_ERROR || reason == CloseReason.TRANSPORT_ERROR)
                .isPresent();
    }

    void upgrading(boolean begins) {
        upgrading = begins;
    }

    /** Answers a waiting poll, so that the client can upgrade. */
    void flushPoll() {
        if (open && link instanceof PollingTransport && link.isWritable() && queue.isEmpty()) {
            link.write(List.of(NOOP));
        }
    }

    /** Moves the session to a websocket. */
    void upgraded(EngineTransport better) {
        if (link.isWritable()) {
            link.write(List.of(NOOP));
        }
        link = better;
        upgrading = false;
        listener.orElseThrow().onUpgrade();
        flush();
    }

    /** Handles a frame of the client. */
    void receive(EngineFrame frame) {
        if (!open) {
            return;
        }
        setHeard();
        heartbeat.heard();
        if (held) {
            release();
        }
        incoming.receive(frame, listener.orElseThrow());
    }

    /** Handles the close packet of the client. */
    void closedByClient() {
        open = false;
        if (link instanceof PollingTransport) {
            // The response to this poll may leave on another connection.
            queue.clear();
            queue.add(NOOP);
            flush();
            linger(GOODBYE_SECONDS);
        } else {
            link.close(NORMAL);
            sessions.remove(this);
        }
        over(CloseReason.TRANSPORT_CLOSE);
    }

    private void flush() {
        flushDue = false;
        if (held || queue.isEmpty() || !link.isWritable()) {
            return;
        }
        link.write(queue.take());
    }
}
