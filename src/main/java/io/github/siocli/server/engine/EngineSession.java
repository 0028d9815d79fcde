package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One session of Engine.IO, over whichever transport it goes. To be used on the event loop only.
 *
 * <p>What is sent in one turn of the loop goes out together: as one payload, or as frames with one flush.
 */
public final class EngineSession {

    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    /** How long the goodbye of a session that is polled waits for a poll. */
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

    /** Begins over a transport, with the handshake. */
    void begin(EngineTransport first, EngineListener above) {
        link = first;
        sessions.add(this);
        queue.add(EngineFrame.text(OpenPacket.of(this, options)));
        heartbeat.start();
        listener = Optional.of(above.onOpen(this));
        ended.ifPresent(listener.get()::onClose);
        flush();
    }

    /** The id in the handshake: a secret between the two. */
    public String id() {
        return id;
    }

    /** What it was asked for with. */
    public HandshakeRequest handshake() {
        return handshake;
    }

    /** The transport that it uses now. */
    public Transport transport() {
        return link.transport();
    }

    /** Whether it can be sent to. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Says whether the application needs the session. One that it does not need, or whose client has sent nothing after the
     * handshake, may be closed when there are too many.
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

    /** Ends the session at once, to make room for another one. No goodbye is kept for a poll to come. */
    void discard() {
        if (link.isWritable()) {
            close(CloseReason.FORCED_CLOSE);
        } else {
            drop(CloseReason.FORCED_CLOSE);
        }
        sessions.remove(this);
    }

    /** Bytes that the handshake says a payload may have. */
    public int maxPayload() {
        return options.limits().payload();
    }

    /** Bytes that wait for the client. */
    public long waiting() {
        return queue.size() + link.pending();
    }

    /** Sends a frame. */
    public void send(EngineFrame frame) {
        send(List.of(frame));
    }

    /** Sends frames that belong together. Where too much waits for the client already, the session ends. */
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
     * Has what was sent over a websocket arrive apart from what follows, which waits for a moment, or until the client says
     * something: one that begins to listen with the first message then does not miss the second.
     */
    public void sendApart() {
        if (link instanceof WebSocketTransport) {
            flush();
            hold();
        }
    }

    /**
     * Has what is sent over a websocket wait for a moment, or until the client says something: one that begins to listen
     * when the websocket is open then does not miss what comes in the same segment.
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

    /** Ends the session behind what was sent, with a goodbye. */
    public void close(CloseReason reason) {
        close(reason, reason == CloseReason.SERVER_SHUTDOWN ? GOING_AWAY : NORMAL);
    }

    /** Ends the session with a close code of RFC 6455, which only a websocket tells. */
    public void close(CloseReason reason, int code) {
        if (!open) {
            return;
        }
        // First of all, as what follows may come back here.
        open = false;
        if (link instanceof WebSocketTransport) {
            release();
            link.close(code);
            sessions.remove(this);
        } else {
            if (reason == CloseReason.FORCED_CLOSE) {
                flush();
            }
            // Some clients look at a goodbye before what is in the same payload, such as that they shall not come back.
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

    /** Cuts the TCP connection without a goodbye. */
    public void cut() {
        drop(CloseReason.FORCED_CLOSE);
    }

    /** The client is gone, or is to be treated as if it were. */
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

    /** A GET. Two at a time are against the rules, and end the session. */
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

    /** Whether another websocket may be probed. */
    boolean mayUpgrade() {
        return open && !upgrading && link instanceof PollingTransport && !faults.refusesUpgrade(this);
    }

    /** Whether it ended because the client sent what it must not. */
    boolean isBroken() {
        return ended.filter(reason -> reason == CloseReason.PARSE_ERROR || reason == CloseReason.TRANSPORT_ERROR)
                .isPresent();
    }

    void upgrading(boolean begins) {
        upgrading = begins;
    }

    /** Lets a poll that waits return, so that the client can move. */
    void flushPoll() {
        if (open && link instanceof PollingTransport && link.isWritable() && queue.isEmpty()) {
            link.write(List.of(NOOP));
        }
    }

    /** Moves to a websocket. */
    void upgraded(EngineTransport better) {
        if (link.isWritable()) {
            link.write(List.of(NOOP));
        }
        link = better;
        upgrading = false;
        listener.orElseThrow().onUpgrade();
        flush();
    }

    /** A frame of the client. */
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

    /** The client has said goodbye. */
    void closedByClient() {
        open = false;
        if (link instanceof PollingTransport) {
            // The poll that this lets go may be on its way on another connection.
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
