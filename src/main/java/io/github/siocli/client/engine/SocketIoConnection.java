package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the attempt to open it to its end, with everything that belongs to it: both transports, the
 * handshake, the decoder and what was seen on the wire. It is used once. Any thread may call.
 */
public final class SocketIoConnection implements Connection {

    /** Time in which the library notices by itself that its requests have failed. */
    private static final long LIBRARY_NOTICE_MILLIS = 500;

    private static final String DROP_DETAIL = "dropped on request";

    private final EventSink sink;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final ConnectionListener listener;
    private final String url;
    private final EngineConnection engineConnection;
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
    private volatile boolean isEndReported;

    /** Receives what the library and the transports report. */
    private final class Observer implements PacketCarrier.Observer, EngineConnection.Owner {

        @Override
        public void sessionOpened() {
            handleOpened();
        }

        @Override
        public void upgradeLost() {
            abort();
            carrier.connectionLost();
        }

        @Override
        public void idleConnectionsOutdated() {
            http.closeIdleConnections();
        }

        @Override
        public void failed(Object error) {
            if (markEnded()) {
                listener.failed(
                        SocketIoConnection.this, engineConnection.evidence().attemptFailure(url, error));
                endReported();
            }
        }

        @Override
        public void closed(String reason) {
            if (markEnded()) {
                DisconnectReason disconnectReason =
                        engineConnection.evidence().closeCause().disconnectReason(reason);
                if (disconnectReason == DisconnectReason.PING_TIMEOUT) {
                    // The reader of a poll may still wait for the rest of a payload.
                    abort();
                }
                // Everything that the server sent comes before the end.
                polling.finishReading();
                engineConnection.endDecoding();
                listener.closed(
                        SocketIoConnection.this,
                        engineConnection.evidence().explainEnd(disconnectReason, isFailureReported()));
                endReported();
            }
        }
    }

    /**
     * Creates a connection that is not yet opened.
     *
     * @param connector has what all connections of the session share
     */
    SocketIoConnection(
            Connector connector, SendQueue sendQueue, PacketListener packetListener, ConnectionListener listener) {
        this.sink = connector.sink();
        this.clock = connector.clock();
        this.scheduler = connector.scheduler();
        this.listener = listener;
        this.url = connector.options().endpoint().url();
        this.engineConnection = new EngineConnection(connector, sendQueue, packetListener);
        this.http = connector.http(engineConnection, this::polling);
        this.polling = new PollingTap(
                connector.decorator(), connector.path(), engineConnection, http::bareClient, connector.readerThread());
        WebSocketClient websockets = connector.websockets(engineConnection);
        this.sockets = new SocketTap(
                engineConnection.detector().wrap(connector.decorated(websockets)),
                websockets,
                polling,
                engineConnection);
        this.latencyProbe = new LatencyProbe(
                websockets,
                http,
                connector.decorator(),
                connector.options().endpoint().requestUrl());
        this.gracefulClose = new GracefulClose(
                sockets,
                polling,
                http,
                sendQueue,
                engineConnection.evidence(),
                latencyProbe,
                engineConnection.signal());
        this.carrier = new PacketCarrier(connector.libraryOptions(http, sockets), connector.parser(), sendQueue);
    }

    private PollingTap polling() {
        return polling;
    }

    /** Starts to open the connection. */
    public void open() {
        Observer observer = new Observer();
        engineConnection.start(observer);
        carrier.open(observer);
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
        return engineConnection.engine().handshake();
    }

    @Override
    public Transport transport() {
        return engineConnection.engine().transport();
    }

    @Override
    public Diagnosis diagnosis() {
        return engineConnection.evidence().diagnosis();
    }

    /** Returns the time at which the server opened the session; empty before. */
    public Optional<Instant> openSince() {
        return engineConnection.engine().openSince();
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
        return engineConnection.detector().isEio4Assumed();
    }

    @Override
    public void namespaceConnected() {
        engineConnection.evidence().progress().namespaceConnected();
        listener.namespaceConnected();
    }

    @Override
    public void otherProtocolDetected(String description) {
        if (isEio4Assumed()) {
            // This connection will be replaced, and the server repeats on the next one what follows.
            engineConnection.discard();
        }
        listener.otherProtocolDetected(this, description);
    }

    @Override
    public void otherParserDetected() {
        // Later, because the caller holds the lock of the namespaces.
        scheduler.execute(() -> fail(diagnosis().ofOtherParser()));
    }

    /** Cuts the connection without closing it, like a network failure. */
    public void drop() {
        engineConnection.evidence().closeCause().connectionBroken(DROP_DETAIL);
        engineConnection.evidence().delivery().forgetUnconfirmed();
        abort();
        // During an upgrade the library would notice only when the heartbeat is missing.
        schedule(carrier::connectionLost);
    }

    /**
     * Ends the connection at once and reports nothing: another one replaces it, which requests Engine.IO 3.
     *
     * @return false if the connection had ended before
     */
    public boolean replaceWithEio3() {
        if (!markEnded()) {
            return false;
        }
        engineConnection.discard();
        abort();
        engineConnection.detector().requestEio3();
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
            engineConnection.evidence().progress().failed(failure);
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
        engineConnection.evidence().delivery().startLeaving();
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

    /** Returns true if packets that were written on this connection may not have reached the server. */
    public boolean isDeliveryInDoubt() {
        return engineConnection.evidence().delivery().isInDoubt()
                || engineConnection.evidence().delivery().isLost();
    }

    /** Describes the data that was reported as sent but may not be written to the socket; empty if all is written. */
    public Optional<String> describeUnwritten() {
        return gracefulClose.describeUnwritten();
    }

    /** Explains that not everything reached the server. */
    public Failure undeliveredFailure() {
        return engineConnection
                .evidence()
                .undeliveredFailure(engineConnection.sendQueue().isWritten());
    }

    /** Explains that the connection ended before the server answered the CONNECT of a namespace. */
    public Failure unansweredFailure(String nsp, ConnectionEnd end) {
        return engineConnection.evidence().unansweredFailure(nsp, end);
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
        engineConnection.detector().stopPings();
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
        engineConnection.detector().stopPings();
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

    private void endReported() {
        isEndReported = true;
        engineConnection.signal().changed();
    }

    private void handleOpened() {
        synchronized (this) {
            isOpened = true;
            if (!isLeaving && !isEnded) {
                heartbeatTimer = startHeartbeatCheck();
            }
        }
        listener.opened(this);
    }

    /**
     * Checks the heartbeat periodically. While the output blocks the reading, the library is given packets as if the
     * server had sent them, so that its own timer does not end the session.
     */
    private Future<?> startHeartbeatCheck() {
        HeartbeatMonitor heartbeat = engineConnection.engine().heartbeatMonitor();
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
                            engineConnection.evidence().closeCause().heartbeatLost();
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
}
