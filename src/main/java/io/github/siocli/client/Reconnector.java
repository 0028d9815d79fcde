package io.github.siocli.client;

import io.github.siocli.client.engine.PacketCarrier;
import io.github.siocli.client.engine.PollingTap;
import io.github.siocli.client.engine.Tap;
import io.github.siocli.client.engine.Transports;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.event.SessionStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Opens the connections of a session one after the other, and reopens a lost one until the retry limit. Any thread may
 * call.
 */
final class Reconnector implements PacketCarrier.Observer {

    private static final String DROP_DETAIL = "dropped on request";
    private static final long LIBRARY_NOTICE_MILLIS = 500;

    private enum ConnectionPhase {
        /** No connection, and no attempt is scheduled. */
        IDLE,
        /** The next attempt is scheduled. */
        WAITING,
        OPENING,
        OPEN
    }

    private final ConnectOptions options;
    private final Tap tap;
    private final Namespaces namespaces;
    private final EventSink sink;
    private final Clock clock;
    private final Transports transports;
    private final ScheduledExecutorService scheduler;
    private final Function<PacketCarrier.Observer, PacketCarrier> connectionFactory;
    private final RetryPolicy retries;

    private ConnectionPhase phase = ConnectionPhase.IDLE;
    /** The connection that is opening or open, or null. */
    private PacketCarrier connection;
    /** The timer of the connect timeout or of the next attempt, or null. */
    private Future<?> attemptTimer;
    /** The periodic heartbeat check of the open connection, or null. */
    private Future<?> heartbeatTimer;
    /** The time of the next attempt; null if none is scheduled. */
    private Instant nextAttempt;

    private boolean retriesFailedAttempts;
    private boolean isFailureReported;
    private boolean isConnectionLost;
    private boolean isEnded;
    private boolean isRestarted;
    private int reconnectCount;

    /**
     * Creates the reconnector of a session; no connection is open.
     *
     * @param connectionFactory creates a connection that reports to its argument
     */
    Reconnector(
            ConnectOptions options,
            Tap tap,
            Namespaces namespaces,
            Transports transports,
            ScheduledExecutorService scheduler,
            Function<PacketCarrier.Observer, PacketCarrier> connectionFactory) {
        this.options = options;
        this.tap = tap;
        this.namespaces = namespaces;
        this.sink = tap.sink();
        this.clock = tap.clock();
        this.transports = transports;
        this.scheduler = scheduler;
        this.connectionFactory = connectionFactory;
        this.retries = new RetryPolicy(options.reconnect().limit().orElse(Integer.MAX_VALUE));
        this.retriesFailedAttempts = options.reconnect().retryFirst();
    }

    /** Opens a connection if a namespace is wanted and no connection is open, opening or scheduled. */
    synchronized void connectIfNeeded() {
        if (!isEnded && phase == ConnectionPhase.IDLE && namespaces.isAnyWanted()) {
            startAttempt();
        }
    }

    /**
     * As {@link #connectIfNeeded}, but skips the wait before the next attempt. Later failures count as a new series of
     * attempts.
     */
    synchronized void reconnectNow() {
        if (isEnded) {
            return;
        }
        if (phase == ConnectionPhase.WAITING) {
            startAttempt();
        } else if (phase == ConnectionPhase.IDLE) {
            retries.reset();
            retriesFailedAttempts = true;
            connectIfNeeded();
        }
    }

    private void startAttempt() {
        isRestarted = false;
        openConnection();
    }

    /**
     * Replaces the connection with one in Engine.IO 3: a packet has shown that the server does not speak the protocol
     * that its handshake showed.
     *
     * @return false if this was already tried, or if the handshake left no doubt
     */
    synchronized boolean restartWithEio3() {
        if (isEnded || connection == null || isRestarted || !tap.detector().isEio4Assumed()) {
            return false;
        }
        isRestarted = true;
        transports.abort(PollingTap.AbortScope.ALL);
        detach();
        tap.detector().requestEio3();
        namespaces.connectionLost(DisconnectReason.CLIENT_DISCONNECT, "", "");
        openConnection();
        return true;
    }

    private void openConnection() {
        cancelTimers();
        phase = ConnectionPhase.OPENING;
        isFailureReported = false;
        tap.progress().restart();
        tap.closeCause().reset();
        tap.limit().restart();
        tap.receiver().resetBeforeNextMessage();
        tap.deliveryTracker().reset();
        transports.enable();
        PacketCarrier newConnection = connectionFactory.apply(this);
        connection = newConnection;
        namespaces.attach(newConnection);
        newConnection.open();
        attemptTimer = scheduler.schedule(
                () -> handleDeadline(newConnection),
                options.network().connectTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Cancels the next attempt if no namespace is wanted. */
    synchronized void stopIfUnused() {
        if (phase == ConnectionPhase.WAITING && !namespaces.isAnyWanted()) {
            cancelTimers();
            phase = ConnectionPhase.IDLE;
        }
    }

    /** Cuts an open connection without closing it, like a network failure. */
    synchronized void drop() {
        if (phase == ConnectionPhase.OPEN) {
            tap.closeCause().connectionBroken(DROP_DETAIL);
            // The user cut the connection, so unconfirmed packets are not reported as in doubt.
            tap.deliveryTracker().reset();
            transports.abort(PollingTap.AbortScope.ALL);
            // During an upgrade the library would notice only when the heartbeat is missing.
            PacketCarrier dropped = connection;
            scheduler.schedule(dropped::connectionLost, LIBRARY_NOTICE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends a connection whose upgrade failed halfway: the library has no transport and does not notice. */
    synchronized void upgradeLost() {
        if (phase == ConnectionPhase.OPEN) {
            transports.abort(PollingTap.AbortScope.ALL);
            connection.connectionLost();
        }
    }

    /** Ends a connection whose server sends no heartbeat. */
    private synchronized void heartbeatLost(PacketCarrier silentConnection) {
        if (phase == ConnectionPhase.OPEN && isCurrent(silentConnection)) {
            tap.closeCause().heartbeatLost();
            transports.abort(PollingTap.AbortScope.ALL);
            silentConnection.connectionLost();
        }
    }

    /**
     * Leaves every namespace and stops reconnecting.
     *
     * @return whether a connection is open, which ends when the namespaces are left
     */
    synchronized boolean end() {
        isEnded = true;
        cancelTimers();
        namespaces.leaveAll();
        return phase == ConnectionPhase.OPEN;
    }

    synchronized boolean isEnded() {
        return isEnded;
    }

    synchronized boolean isOpen() {
        return phase == ConnectionPhase.OPEN;
    }

    synchronized SessionStatus.ReconnectStatus reconnectStatus() {
        return new SessionStatus.ReconnectStatus(
                phase == ConnectionPhase.OPENING, Optional.ofNullable(nextAttempt), reconnectCount);
    }

    /** Starts a new series of attempts: a namespace is connected. */
    void namespaceConnected() {
        retries.reset();
        tap.progress().namespaceConnected();
    }

    /** Joins the namespaces: the server has opened a session. */
    synchronized void sessionOpened() {
        if (phase != ConnectionPhase.OPENING) {
            return;
        }
        PacketCarrier openedConnection = connection;
        phase = ConnectionPhase.OPEN;
        retriesFailedAttempts = true;
        reconnectCount += isConnectionLost ? 1 : 0;
        isConnectionLost = false;
        if (!isEnded) {
            // The timers are already stopped when the session is ending.
            heartbeatTimer = transports.monitorHeartbeat(
                    scheduler, tap.engine().heartbeatMonitor(), () -> heartbeatLost(openedConnection));
        }
        namespaces.handleOpen(tap.detector().isEio4Assumed());
    }

    private void handleDeadline(PacketCarrier lateConnection) {
        Failure failure;
        synchronized (this) {
            if (isEnded || !isCurrent(lateConnection)) {
                return;
            }
            Optional<String> essential = namespaces.findUnanswered(true);
            if (phase == ConnectionPhase.OPEN && essential.isEmpty()) {
                namespaces.giveUpUnanswered();
                return;
            }
            failure = tap.diagnosis().ofDeadline(essential.or(() -> namespaces.findUnanswered(false)));
        }
        failAttempt(failure);
    }

    /** Ends an attempt, or an open connection that is useless, with a failure. */
    void failAttempt(Failure failure) {
        synchronized (this) {
            if (isEnded || connection == null) {
                return;
            }
            if (phase == ConnectionPhase.OPENING) {
                // Reported when the attempt ends: the library may be about to report it as open.
                tap.progress().failed(failure);
            } else {
                isFailureReported = true;
                sink.accept(new ConnectFailed(clock.instant(), failure));
            }
        }
        transports.abort(PollingTap.AbortScope.POLLS);
        // If no request is running, nothing is aborted and the library would wait forever.
        currentConnection()
                .ifPresent(each -> scheduler.schedule(each::giveUp, LIBRARY_NOTICE_MILLIS, TimeUnit.MILLISECONDS));
    }

    private synchronized Optional<PacketCarrier> currentConnection() {
        return isEnded ? Optional.empty() : Optional.ofNullable(connection);
    }

    @Override
    public synchronized void failed(PacketCarrier failedConnection, Object error) {
        if (!isCurrent(failedConnection)) {
            return;
        }
        detach();
        namespaces.connectionLost(DisconnectReason.CONNECTION_LOST, "", "");
        if (isEnded) {
            return;
        }
        Failure failure = tap.progress()
                .failure()
                .orElseGet(() -> Failure.of(
                        FailureKind.NOT_A_HANDSHAKE, options.endpoint().url(), String.valueOf(error)));
        sink.accept(new ConnectFailed(clock.instant(), failure));
        if (retriesFailedAttempts) {
            scheduleRetry();
        }
    }

    @Override
    public void closed(PacketCarrier closedConnection, String reason) {
        synchronized (this) {
            if (!isCurrent(closedConnection)) {
                return;
            }
        }
        // Without the lock, because a slow output may block it. Everything that the server sent comes before the end.
        transports.finishReading();
        tap.receiver().connectionEnded();
        handleClosed(closedConnection, reason);
    }

    private synchronized void handleClosed(PacketCarrier closedConnection, String reason) {
        if (!isCurrent(closedConnection)) {
            return;
        }
        Optional<Instant> openSince = tap.engine().openSince();
        detach();
        Optional<String> unanswered = namespaces.findUnanswered(false);
        DisconnectReason disconnectReason = tap.closeCause().disconnectReason(reason);
        if (disconnectReason == DisconnectReason.PING_TIMEOUT) {
            // The reader of a poll may still wait for the rest of a payload.
            transports.abort(PollingTap.AbortScope.ALL);
        }
        String detail = tap.closeCause().detail();
        if (disconnectReason != DisconnectReason.CLIENT_DISCONNECT) {
            tap.deliveryTracker().sessionClosed();
        }
        namespaces.connectionLost(
                disconnectReason,
                explainClose(disconnectReason, detail),
                disconnectReason == DisconnectReason.CONNECTION_FAILED
                        ? tap.closeCause().hint()
                        : "");
        if (isEnded) {
            return;
        }
        if (disconnectReason == DisconnectReason.CLIENT_DISCONNECT) {
            // The connection ended with its last namespace; another one may have been joined since.
            connectIfNeeded();
            return;
        }
        if (unanswered.isPresent() && !isFailureReported) {
            String description = detail.isEmpty() ? disconnectReason.protocolName() : detail;
            Failure failure = tap.diagnosis()
                    .ofClosedSession(
                            unanswered.get(), description, tap.closeCause().isUnexplained(), openSince);
            sink.accept(
                    new ConnectFailed(clock.instant(), tap.progress().failure().orElse(failure)));
        }
        isConnectionLost = true;
        scheduleRetry();
    }

    private String explainClose(DisconnectReason reason, String detail) {
        // A refused or too large packet explains the end better than the timing does.
        boolean isExplained = tap.closeCause().isRefused()
                || !tap.limit().explanation("", false).isEmpty();
        String explanation = isExplained
                ? detail
                : tap.engine()
                        .explainClose(
                                reason,
                                detail,
                                tap.closeCause().isUnexplained(),
                                tap.deliveryTracker().isInDoubt());
        tap.closeCause().setExplanation(explanation);
        return explanation;
    }

    private void detach() {
        cancelTimers();
        phase = ConnectionPhase.IDLE;
        connection = null;
        tap.engine().sessionClosed();
    }

    private void scheduleRetry() {
        if (!options.reconnect().enabled() || !namespaces.isAnyWanted()) {
            return;
        }
        Optional<Duration> delay = retries.nextDelay();
        if (delay.isEmpty()) {
            sink.accept(new ReconnectGivenUp(clock.instant(), retries.attempts()));
            return;
        }
        phase = ConnectionPhase.WAITING;
        Instant now = clock.instant();
        nextAttempt = now.plus(delay.get());
        sink.accept(new ReconnectScheduled(
                now, retries.attempts(), options.reconnect().limit(), delay.get()));
        attemptTimer = scheduler.schedule(this::runScheduledAttempt, delay.get().toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void runScheduledAttempt() {
        if (!isEnded && phase == ConnectionPhase.WAITING) {
            startAttempt();
        }
    }

    private void cancelTimers() {
        cancel(attemptTimer);
        cancel(heartbeatTimer);
        nextAttempt = null;
    }

    private static void cancel(Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private boolean isCurrent(PacketCarrier candidate) {
        return connection == candidate;
    }
}
