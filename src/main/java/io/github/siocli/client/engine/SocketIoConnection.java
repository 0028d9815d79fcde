package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.WebSocketFailure;
import io.github.siocli.client.option.ConnectOptions.ProtocolSettings;
import io.github.siocli.concurrent.ChangeSignal;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.SessionOpened;
import io.github.siocli.event.LifecycleEvent.TransportUpgraded;
import io.github.siocli.event.LifecycleEvent.UpgradeFailed;
import io.github.siocli.event.Transport;
import io.github.siocli.net.engineio.ProtocolDetector;
import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.HeartbeatMonitor;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the attempt to open it to its end, with everything that belongs to it: both transports, the
 * handshake, the decoder and what was seen on the wire. It is used once. Any thread may call.
 *
 * <p>Both transports read packets and report them here, and ask here before they write.
 */
public final class SocketIoConnection implements SessionConnection {

    /** Time in which the library notices by itself that its requests have failed. */
    private static final long LIBRARY_NOTICE_MILLIS = 500;

    private final Connector connector;
    private final EventSink sink;
    private final Clock clock;
    private final TrafficCounter traffic;
    private final SendQueue sendQueue;
    private final PacketListener packetListener;
    private final ConnectionListener listener;
    private final EngineState engine;
    private final ConnectionEvidence evidence;
    private final ProtocolDetector detector;
    /** Its monitor makes one thread at a time pass on packets. */
    private final MessageDecoder decoder;

    private final ChangeSignal signal = new ChangeSignal();
    private final HttpCalls http;
    private final PollingTap polling;
    private final SocketTap sockets;
    private final LatencyProbe latencyProbe;
    private final GracefulClose gracefulClose;
    private final PacketCarrier carrier;

    /** The periodic check of the heartbeat, or null. Guarded by this object. */
    private @Nullable Future<?> heartbeatTimer;

    /** Changed with the monitor of this object, which makes the start of the heartbeat and the end exclude each other. */
    private volatile boolean isOpened;

    private volatile boolean isEnded;
    private volatile boolean isFailureReported;
    private volatile boolean isUpgradeFailed;
    private boolean isLeaving;
    private volatile boolean isEndReported;
    private volatile boolean isEio3;
    private volatile boolean isDiscarded;
    /** Guarded by the decoder. */
    private boolean isDecodingEnded;

    /**
     * Creates a connection that is not yet opened.
     *
     * @param connector has what all connections of the session share
     */
    SocketIoConnection(
            Connector connector, SendQueue sendQueue, PacketListener packetListener, ConnectionListener listener) {
        this.connector = connector;
        this.sink = connector.sink();
        this.clock = connector.clock();
        this.traffic = connector.trafficCounter();
        this.sendQueue = sendQueue;
        this.packetListener = packetListener;
        this.listener = listener;
        this.engine = new EngineState(clock, traffic);
        this.evidence = connector.evidence(engine);
        this.detector = connector.detector();
        this.decoder = new MessageDecoder(connector.parser(), sink, clock, packetListener);
        this.http = connector.http(this);
        this.polling = new PollingTap(connector.decorator(), connector.path(), this, http, connector.readerThread());
        WebSocketClient websockets = connector.websockets(this);
        this.sockets = new SocketTap(detector.wrap(connector.decorated(websockets)), websockets, polling, this);
        this.latencyProbe = new LatencyProbe(
                websockets,
                http,
                connector.decorator(),
                connector.options().endpoint().requestUrl());
        this.gracefulClose = new GracefulClose(this, sockets, polling.requests(), http, latencyProbe);
        this.carrier = new PacketCarrier(connector.libraryOptions(http, sockets), connector.parser(), sendQueue);
    }

    @Override
    public void open() {
        carrier.open(this::handleFailed, this::handleClosed);
    }

    @Override
    public void handOver(Packet packet) {
        carrier.handOver(packet);
    }

    @Override
    public void startSending() {
        if (!carrier.sendDirectly(sockets, () -> !evidence.delivery().hasUnconfirmed())) {
            carrier.startSending();
        }
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
    public Optional<Transport> pendingUpgrade() {
        ProtocolSettings protocol = connector.options().protocol();
        Transport target = Transport.WEBSOCKET;
        boolean isPending = transport() == Transport.POLLING
                && protocol.upgrade()
                && protocol.transports().contains(target)
                && handshake().upgrades().contains(target.wireName())
                && !isUpgradeFailed;
        return isPending ? Optional.of(target) : Optional.empty();
    }

    @Override
    public Diagnosis diagnosis() {
        return evidence.diagnosis();
    }

    /** Returns the time at which the server opened the session; empty before. */
    public Optional<Instant> openSince() {
        return engine.openSince();
    }

    @Override
    public boolean isOpened() {
        return isOpened;
    }

    @Override
    public boolean isEnded() {
        return isEnded;
    }

    @Override
    public boolean isEio4Assumed() {
        return detector.isEio4Assumed();
    }

    @Override
    public void namespaceConnected() {
        evidence.progress().namespaceConnected();
        listener.namespaceConnected();
    }

    @Override
    public void otherProtocolDetected(String description) {
        if (isEio4Assumed()) {
            // This connection will be replaced, and the server repeats on the next one what follows.
            isDiscarded = true;
        }
        listener.otherProtocolDetected(this, description);
    }

    @Override
    public void otherParserDetected() {
        // Later, because the caller holds the lock of the namespaces.
        connector.scheduler().execute(() -> fail(diagnosis().ofOtherParser()));
    }

    @Override
    public void drop() {
        evidence.dropped();
        evidence.delivery().forgetUnconfirmed();
        abort();
        // During an upgrade the library would notice only when the heartbeat is missing.
        schedule(carrier::connectionLost);
    }

    @Override
    public boolean replaceWithEio3() {
        if (!markEnded()) {
            return false;
        }
        isDiscarded = true;
        abort();
        detector.requestEio3();
        return true;
    }

    @Override
    public void fail(Failure failure) {
        synchronized (this) {
            if (isEnded || isLeaving) {
                return;
            }
            isFailureReported = isOpened;
        }
        if (isFailureReported) {
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
     * @param isHurried whether to give up sooner on data that is not written
     * @param isAllConfirmed whether everything else is confirmed, so that it is enough if our close frames are written
     * @return whether every packet is written and its delivery is not in doubt
     */
    public boolean awaitClose(boolean isHurried, boolean isAllConfirmed) {
        return gracefulClose.awaitClose(() -> !isEndReported, isHurried, isAllConfirmed);
    }

    @Override
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

    @Override
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

    /** Returns the observations of this connection. */
    ConnectionEvidence evidence() {
        return evidence;
    }

    /** Returns the state of the Engine.IO session. */
    EngineState engine() {
        return engine;
    }

    /** Returns the detector of the server's generation of Engine.IO. */
    ProtocolDetector detector() {
        return detector;
    }

    /** Returns the interceptor of the HTTP requests. */
    PollingTap polling() {
        return polling;
    }

    /** Returns the signal of the changes that a closing session waits for. */
    ChangeSignal signal() {
        return signal;
    }

    /** Returns the queue of the packets to send. */
    SendQueue sendQueue() {
        return sendQueue;
    }

    /** Returns the number of Socket.IO packets that came in, on all connections of the session. */
    long packetsIn() {
        return traffic.packetsIn();
    }

    /**
     * Opens the session with an OPEN packet, and reports it. Called on the thread that reads.
     *
     * @return the handshake
     * @throws PacketSyntaxException if the packet contains none
     */
    Handshake openSession(Transport transport, String packet) throws PacketSyntaxException {
        Handshake handshake = detector.withServerFamily(EnginePacket.handshake(packet));
        evidence.progress().opened();
        isEio3 = handshake.server().eio() == 3;
        engine.sessionOpened(transport, handshake);
        sendQueue.useTransport(transport, handshake);
        sink.accept(new SessionOpened(clock.instant(), transport, handshake));
        synchronized (this) {
            isOpened = true;
            if (!isLeaving && !isEnded) {
                startHeartbeatCheck();
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
        isUpgradeFailed = true;
        sink.accept(new UpgradeFailed(clock.instant(), failure.toFailure(evidence.diagnosis())));
    }

    /** Ends the connection: an upgrade has failed halfway, and the library has no transport and does not notice. */
    void upgradeLost() {
        abort();
        carrier.connectionLost();
    }

    /**
     * Handles a text message. May block while the event queue is full.
     *
     * @param packet the Engine.IO packet with its type, in UTF-8; it must not be changed any more
     */
    void textReceived(byte[] packet) {
        engine.messageReceived(packet.length - 1);
        synchronized (decoder) {
            if (!isDiscarded) {
                decoder.decodeText(packet).ifPresent(this::handlePacket);
            }
        }
    }

    /** Handles a binary message. May block while the event queue is full. */
    void binaryReceived(byte[] bytes) {
        engine.messageReceived(bytes.length);
        synchronized (decoder) {
            if (!isDiscarded) {
                decoder.decodeBinary(bytes).ifPresent(this::handlePacket);
            }
        }
    }

    /** Reports an Engine.IO packet that is unexpected or invalid. */
    void reportInvalidPacket(String packet, String problem) {
        synchronized (decoder) {
            if (!isDiscarded) {
                decoder.reportInvalidPacket(packet, problem);
            }
        }
    }

    private void handlePacket(Packet packet) {
        if (isDecodingEnded && !(packet instanceof Packet.Event) && !(packet instanceof Packet.Ack)) {
            // It must not change the state of the namespaces on the next connection.
            return;
        }
        traffic.packetReceived();
        if (packet instanceof Packet.Ack ack) {
            evidence.delivery().handleAck(ack.nsp(), ack.id());
        } else if (packet instanceof Packet.Disconnect disconnect) {
            evidence.delivery().namespaceEnded(disconnect.nsp());
        }
        packetListener.received(packet, isEio3);
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
                packetListener.suspectedTooLarge(
                        packet, new AckTimedOut.Large(bytes, engine.handshake().maxPayload()));
            }
        }
        InFlightPackets.WrittenPacket last = batch.get().lastData();
        if (last != null) {
            engine.closeTiming().packetSent(last);
            evidence.delivery().packetSent(last.packet());
        }
        for (InFlightPackets.WrittenPacket written : batch.get().complete()) {
            Packet packet = written.packet();
            traffic.packetSent(written.bytes());
            evidence.limit().done(packet);
            if (packet instanceof Packet.Disconnect) {
                evidence.delivery().disconnectWritten();
            }
            packetListener.written(packet);
        }
        return Optional.of(packets);
    }

    /** Handles the failure of the attempt, on the library's event thread. */
    private void handleFailed(Object error) {
        if (!isReplacementDue() && markEnded()) {
            listener.failed(
                    this, evidence.attemptFailure(connector.options().endpoint().url(), error));
            endReported();
        }
    }

    /** Handles the end of the connection, on the library's event thread. */
    private void handleClosed(String libraryReason) {
        if (isReplacementDue() || !markEnded()) {
            return;
        }
        DisconnectReason reason = evidence.disconnectReason(libraryReason);
        if (reason == DisconnectReason.PING_TIMEOUT) {
            // Noted also if the library found it, so that the abort is not reported as the way in which it broke.
            evidence.heartbeatLost();
            // The reader of a poll may still wait for the rest of a payload.
            abort();
        }
        // Everything that the server sent comes before the end.
        polling.finishReading();
        synchronized (decoder) {
            isDecodingEnded = true;
            decoder.end();
        }
        listener.closed(this, evidence.explainEnd(reason, isFailureReported));
        endReported();
    }

    private void endReported() {
        isEndReported = true;
        signal.changed();
    }

    /**
     * Returns true if another connection will replace this one. A server that has connected a client of Engine.IO 3 may
     * end the connection before that happens; this end is not reported.
     */
    private synchronized boolean isReplacementDue() {
        return isDiscarded && !isEnded && !isLeaving;
    }

    /** Notes the end of the connection; returns false if it had ended before. */
    private synchronized boolean markEnded() {
        boolean isFirst = !isEnded;
        isEnded = true;
        stopHeartbeat();
        detector.stopPings();
        return isFirst;
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
            connector.scheduler().schedule(task, LIBRARY_NOTICE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            // The whole session has ended.
        }
    }

    private void stopHeartbeat() {
        if (heartbeatTimer != null) {
            heartbeatTimer.cancel(false);
        }
    }

    private void startHeartbeatCheck() {
        HeartbeatMonitor heartbeat = engine.heartbeatMonitor();
        long millis = heartbeat.checkMillis();
        heartbeatTimer = connector
                .scheduler()
                .scheduleWithFixedDelay(() -> checkHeartbeat(heartbeat.check()), millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Acts on the state of the heartbeat. While the output blocks the reading, the library is given packets as if the
     * server had sent them, so that its own timer does not end the session.
     */
    private void checkHeartbeat(HeartbeatMonitor.HeartbeatStatus status) {
        switch (status) {
            case READING_BLOCKED -> sockets.injectPacket(EnginePacket.NOOP);
            case PONG_DUE -> {
                // The library answers a ping with the pong that the server needs.
                sockets.injectPacket(EnginePacket.PING);
                polling.injectPing();
            }
            case TIMED_OUT -> {
                evidence.heartbeatLost();
                abort();
                carrier.connectionLost();
            }
            case WAITING -> {}
        }
    }
}
