package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.client.diagnosis.WebSocketFailure;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.SessionOpened;
import io.github.siocli.event.LifecycleEvent.TransportUpgraded;
import io.github.siocli.event.LifecycleEvent.UpgradeFailed;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketParser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the attempt to open it to its end, with everything that belongs to it: both transports, the
 * handshake, the decoder and what was seen on the wire. It is used once. Any thread may call.
 */
public final class SocketIoConnection implements Connection {

    /** Time in which the library notices by itself that its requests have failed. */
    private static final long LIBRARY_NOTICE_MILLIS = 500;

    private static final String DROP_DETAIL = "dropped on request";
    private static final int USUAL_MAX_ATTACHMENTS = 10;

    private final EventSink sink;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final TrafficCounter traffic;
    private final SendQueue sendQueue;
    private final ConnectionListener listener;
    private final String url;
    private final EngineState engine;
    private final ConnectionEvidence evidence;
    private final ProtocolDetector detector;
    private final MessageDecoder decoder;
    private final HttpCalls http;
    private final PollingTap polling;
    private final SocketTap sockets;
    private final LatencyProbe latencyProbe;
    private final GracefulClose gracefulClose;
    private final PacketCarrier carrier;

    /** The periodic check of the heartbeat, or null. */
    private @Nullable Future<?> heartbeatTimer;

    private boolean isOpened;
    private boolean isLeaving;
    private boolean isFailureReported;
    private boolean isEnded;

    /** Reports what the library says about this connection. */
    private final class CarrierObserver implements PacketCarrier.Observer {

        @Override
        public void failed(Object error) {
            if (markEnded()) {
                listener.failed(SocketIoConnection.this, evidence.attemptFailure(url, error));
            }
        }

        @Override
        public void closed(String reason) {
            if (markEnded()) {
                DisconnectReason disconnectReason = evidence.closeCause().disconnectReason(reason);
                if (disconnectReason == DisconnectReason.PING_TIMEOUT) {
                    // The reader of a poll may still wait for the rest of a payload.
                    abort();
                }
                // Everything that the server sent comes before the end.
                polling.finishReading();
                decoder.end();
                listener.closed(SocketIoConnection.this, evidence.explainEnd(disconnectReason, isFailureReported()));
            }
        }
    }

    /**
     * Creates a connection that is not yet opened.
     *
     * @param connector has what all connections of the session share
     */
    SocketIoConnection(Connector connector, SendQueue sendQueue, ConnectionListener listener) {
        this.sink = connector.sink();
        this.clock = connector.clock();
        this.scheduler = connector.scheduler();
        this.traffic = connector.trafficCounter();
        this.sendQueue = sendQueue;
        this.listener = listener;
        this.url = connector.options().endpoint().url();
        this.engine = new EngineState(clock, traffic);
        ConnectProgress progress = new ConnectProgress();
        PayloadLimit limit = new PayloadLimit(engine::handshake, clock);
        this.evidence = new ConnectionEvidence(progress, limit, connector.diagnosis(progress, limit), engine);
        this.detector = connector.detector();
        PacketParser parser = connector.parser();
        this.decoder = new MessageDecoder(parser, sink, clock, this::handlePacket, listener::receivedForeignMessage);
        PendingPoll pendingPoll = new PendingPoll();
        this.polling = new PollingTap(connector.decorator(), this, pendingPoll, connector.readerThread());
        this.http = connector.http(progress, polling, pendingPoll, detector);
        WebSocketClient websockets = connector.websockets(progress, engine.networkWait(Transport.WEBSOCKET));
        this.sockets = new SocketTap(detector.wrap(connector.decorated(websockets)), websockets, this);
        this.latencyProbe = new LatencyProbe(
                websockets,
                http,
                connector.decorator(),
                connector.options().endpoint().requestUrl());
        this.gracefulClose = new GracefulClose(sockets, polling, http, sendQueue, evidence, latencyProbe);
        this.carrier =
                new PacketCarrier(connector.libraryOptions(http, sockets), parser, sendQueue, new CarrierObserver());
    }

    /** Starts to open the connection. */
    public void open() {
        carrier.open();
    }

    @Override
    public void send(Packet packet) {
        carrier.send(packet);
    }

    @Override
    public void close() {
        carrier.close();
    }

    @Override
    public Handshake handshake() {
        return engine.handshake();
    }

    @Override
    public Transport transport() {
        return engine.transport();
    }

    @Override
    public Diagnosis diagnosis() {
        return evidence.diagnosis();
    }

    /** Returns the time at which the server opened the session; empty before. */
    public Optional<Instant> openSince() {
        return engine.openSince();
    }

    /** Returns true if the server has opened a session, which may have ended since. */
    public synchronized boolean isOpened() {
        return isOpened;
    }

    /** Returns true if the connection has ended, or the attempt to open it has failed. */
    public synchronized boolean isEnded() {
        return isEnded;
    }

    /** Returns true if the session is treated as one of Engine.IO 4 only because the server stays silent. */
    public boolean isEio4Assumed() {
        return detector.isEio4Assumed();
    }

    /** Returns true if the session speaks Engine.IO 3. */
    boolean speaksEio3() {
        return detector.speaksEio3();
    }

    @Override
    public void namespaceConnected() {
        evidence.progress().namespaceConnected();
    }

    /** Cuts the connection without closing it, like a network failure. */
    public void drop() {
        evidence.closeCause().connectionBroken(DROP_DETAIL);
        evidence.delivery().forgetUnconfirmed();
        abort();
        // During an upgrade the library would notice only when the heartbeat is missing.
        schedule(carrier::connectionLost);
    }

    /**
     * Ends the connection at once and reports nothing: another one replaces it, which requests Engine.IO 3.
     *
     * @return false if the connection has already ended
     */
    public boolean replaceWithEio3() {
        if (!markEnded()) {
            return false;
        }
        decoder.discard();
        abort();
        detector.requestEio3();
        return true;
    }

    /** Ends an attempt, or an open connection that is useless, with a failure. */
    public void fail(Failure failure) {
        synchronized (this) {
            if (isEnded || isLeaving) {
                return;
            }
            isFailureReported = isOpened;
        }
        if (isFailureReported()) {
            sink.accept(new ConnectFailed(clock.instant(), failure));
        } else {
            // Reported when the attempt ends: the library may be about to report it as open.
            evidence.progress().failed(failure);
        }
        polling.abortPolls();
        abortCalls();
        // If no request is running, nothing is aborted and the library would wait forever.
        schedule(carrier::giveUp);
    }

    /** Notes that the session is being left: from now on only DISCONNECT packets are sent. */
    public void startLeaving() {
        synchronized (this) {
            isLeaving = true;
            stopHeartbeat();
        }
        evidence.delivery().startLeaving();
    }

    /**
     * Waits until the last packet is confirmed, as {@link GracefulClose#confirmDelivery}.
     *
     * @param isHurried whether to skip the wait for packets that are not written
     * @return true if the session uses a websocket and everything sent on it was already confirmed
     */
    public boolean confirmDelivery(boolean isHurried) {
        return gracefulClose.confirmDelivery(isHurried);
    }

    /**
     * Waits until every transport has ended, as {@link GracefulClose#awaitClose}.
     *
     * @param isOpen returns true while the session is considered open
     * @param isHurried whether to give up sooner on data that is not written
     * @param isAllConfirmed whether everything else is confirmed, so that it is enough if our close frames are written
     * @return whether every packet is written and its delivery is not in doubt
     */
    public boolean awaitClose(BooleanSupplier isOpen, boolean isHurried, boolean isAllConfirmed) {
        return gracefulClose.awaitClose(isOpen, isHurried, isAllConfirmed);
    }

    /** Returns true if packets that were written on this connection may not have reached the server. */
    public boolean isDeliveryInDoubt() {
        return evidence.delivery().isInDoubt() || evidence.delivery().isLost();
    }

    /** Describes the data that was reported as sent but may not be written to the socket; empty if all is written. */
    public Optional<String> describeUnwritten() {
        return gracefulClose.describeUnwritten();
    }

    /** Explains that not everything reached the server. */
    public Failure undeliveredFailure() {
        return evidence.undeliveredFailure(sendQueue.isWritten());
    }

    /** Explains that the connection ended before the server answered the CONNECT of a namespace. */
    public Failure unansweredFailure(String nsp, ConnectionEnd end) {
        return evidence.unansweredFailure(nsp, end);
    }

    /**
     * Measures one round trip to the server, invisibly for the application there. Blocks until the response or the
     * timeout.
     *
     * @return empty if no response came in time
     */
    public Optional<Duration> ping(Duration timeout) {
        return latencyProbe.measure(timeout);
    }

    /** Aborts both transports and closes the idle connections. Reports nothing. */
    public void release() {
        abort();
        http.close();
    }

    private synchronized boolean isFailureReported() {
        return isFailureReported;
    }

    /** Notes the end of the connection; returns false if it had ended before. */
    private synchronized boolean markEnded() {
        boolean isFirst = !isEnded;
        isEnded = true;
        stopHeartbeat();
        detector.stopPings();
        return isFirst;
    }

    private void stopHeartbeat() {
        if (heartbeatTimer != null) {
            heartbeatTimer.cancel(false);
        }
    }

    private void abort() {
        polling.abort();
        abortCalls();
    }

    private void abortCalls() {
        detector.stopPings();
        sockets.abort();
        http.cancelAll();
    }

    private void schedule(Runnable task) {
        try {
            scheduler.schedule(task, LIBRARY_NOTICE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            // The whole session has ended.
        }
    }

    /** Returns what was seen of this connection. */
    ConnectionEvidence evidence() {
        return evidence;
    }

    /** Returns the state of the Engine.IO session. */
    EngineState engine() {
        return engine;
    }

    /** Returns the decoder of incoming messages. */
    MessageDecoder decoder() {
        return decoder;
    }

    /** Returns the number of Socket.IO packets that came in, on all connections of the session. */
    long packetsIn() {
        return traffic.packetsIn();
    }

    /**
     * Opens the session with an OPEN packet, and reports it.
     *
     * @return the handshake
     * @throws PacketSyntaxException if the packet contains none
     */
    Handshake openSession(Transport transport, String packet) throws PacketSyntaxException {
        Handshake handshake = detector.withServerFamily(EnginePacket.handshake(packet));
        evidence.progress().opened();
        engine.sessionOpened(transport, handshake);
        sendQueue.useTransport(transport, handshake);
        sink.accept(new SessionOpened(clock.instant(), transport, handshake));
        synchronized (this) {
            isOpened = true;
            if (!isLeaving && !isEnded) {
                heartbeatTimer = startHeartbeatCheck();
            }
        }
        listener.opened(this);
        return handshake;
    }

    /** Notes that the session has moved to a websocket, and reports it. */
    void upgraded() {
        engine.transportUpgraded(Transport.WEBSOCKET);
        sendQueue.useTransport(Transport.WEBSOCKET, engine.handshake());
        sink.accept(new TransportUpgraded(clock.instant(), Transport.POLLING, Transport.WEBSOCKET));
    }

    /** Reports that the session stays on polling. */
    void upgradeFailed(WebSocketFailure failure) {
        sink.accept(new UpgradeFailed(clock.instant(), failure.toFailure(evidence.diagnosis())));
    }

    /** Ends a connection whose upgrade failed halfway: the library has no transport and does not notice. */
    void upgradeLost() {
        abort();
        carrier.connectionLost();
    }

    /** Waits until the messages of all polls so far are passed on. */
    void awaitPolled() {
        polling.awaitDelivered();
    }

    /** Closes the idle HTTP connections. */
    void closeIdleConnections() {
        http.closeIdleConnections();
    }

    /** Returns the generation of the session that a URL belongs to. */
    Generation generation(HttpUrl requestUrl) {
        return detector.findSession(requestUrl).isPresent() ? Generation.EIO3 : Generation.EIO4;
    }

    /** Returns the size in bytes with which a payload is posted that consists of some packets. */
    long sizeOfPayload(HttpUrl requestUrl, String payload, List<String> packets) {
        return detector.sizeOfPayload(requestUrl, payload, packets);
    }

    /** Returns the size in bytes with which a binary websocket frame is sent. */
    long sizeOfFrame(ByteString frame) {
        return detector.sizeOfFrame(frame);
    }

    /** Returns the packets of the session that are not written. */
    SendQueue sendQueue() {
        return sendQueue;
    }

    /**
     * Checks the heartbeat periodically. While the output blocks the reading, the library is given packets as if the
     * server had sent them, so that its own timer does not end the session.
     */
    private Future<?> startHeartbeatCheck() {
        HeartbeatMonitor heartbeat = engine.heartbeatMonitor();
        long millis = heartbeat.checkMillis();
        return scheduler.scheduleWithFixedDelay(
                () -> {
                    switch (heartbeat.check()) {
                        case READING_BLOCKED -> sockets.injectPacket(EnginePacket.NOOP);
                        case PONG_DUE -> {
                            // The library answers a ping with the pong that the server needs.
                            sockets.injectPacket(EnginePacket.PING);
                            polling.injectPing();
                        }
                        case TIMED_OUT -> {
                            evidence.closeCause().heartbeatLost();
                            abort();
                            carrier.connectionLost();
                        }
                        case WAITING -> {}
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    private void handlePacket(Packet packet) {
        traffic.packetReceived();
        if (packet instanceof Packet.Ack ack) {
            evidence.delivery().handleAck(ack.nsp(), ack.id());
        } else if (packet instanceof Packet.Disconnect disconnect) {
            evidence.delivery().namespaceEnded(disconnect.nsp());
        }
        listener.received(this, packet);
    }

    /**
     * Notes that frames of messages are about to be written together, and reports the packets that are complete with
     * them.
     *
     * @param frames number of frames
     * @param bytes size of everything that is written with them
     * @return the packets that they belong to; empty if the connection has ended and the frames must not be written
     */
    Optional<List<Packet>> startWriting(int frames, long bytes) {
        Optional<SendQueue.Batch> batch = sendQueue.startWriting(frames);
        if (batch.isEmpty()) {
            return Optional.empty();
        }
        List<Packet> packets = batch.get().packets();
        evidence.limit().beforeWrite(packets, bytes).ifPresent(sink::accept);
        for (Packet packet : packets) {
            if (evidence.limit().isSuspect(packet, bytes)) {
                listener.suspectedTooLarge(packet, bytes, engine.handshake().maxPayload());
            }
        }
        batch.get().lastData().ifPresent(this::noteLastSent);
        for (InFlightPackets.WrittenPacket written : batch.get().complete()) {
            Packet packet = written.packet();
            traffic.packetSent(written.bytes());
            evidence.limit().done(packet);
            if (packet instanceof Packet.Disconnect) {
                evidence.delivery().disconnectWritten();
            }
            listener.written(packet);
        }
        return Optional.of(packets);
    }

    private void noteLastSent(InFlightPackets.WrittenPacket last) {
        Packet packet = last.packet();
        if (packet instanceof Packet.Event event) {
            EventName name = event.name();
            int attachments = event.args().attachments().size();
            engine.closeTiming().packetSent(() -> "event " + name + describeManyAttachments(attachments), last.bytes());
        } else if (packet instanceof Packet.Ack ack) {
            long id = ack.id();
            engine.closeTiming().packetSent(() -> "acknowledgement " + id, last.bytes());
        }
        evidence.delivery().packetSent(packet);
    }

    /**
     * Describes a number of attachments that many servers refuse (socket.io-parser 4.2.6 and newer); empty for fewer.
     */
    private static String describeManyAttachments(int attachments) {
        return attachments > USUAL_MAX_ATTACHMENTS
                ? " with " + attachments + " attachments (many servers take at most " + USUAL_MAX_ATTACHMENTS + ")"
                : "";
    }
}
