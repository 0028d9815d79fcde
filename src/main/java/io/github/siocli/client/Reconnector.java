package io.github.siocli.client;

import io.github.siocli.client.engine.ConnectionEnd;
import io.github.siocli.client.engine.ConnectionListener;
import io.github.siocli.client.engine.SessionConnection;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Failure;
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
import org.jspecify.annotations.Nullable;

/**
 * Opens the connections of a session one after the other, and reopens a lost one until the retry limit. Any thread may
 * call. The lock of this object guards all fields; a thread that holds it may take that of {@link Namespaces}, not the
 * reverse.
 *
 * @param <C> type of the connections
 */
final class Reconnector<C extends SessionConnection> implements ConnectionListener {

    private final ConnectOptions options;
    private final Namespaces namespaces;
    private final EventSink sink;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final Function<ConnectionListener, C> connectionFactory;
    private final RetryPolicy retries;

    /** The connection that is opening or open, or null. */
    private @Nullable C connection;
    /** The latest connection, which may have ended; null before the first. */
    private @Nullable C latest;
    /** The timer of the connect timeout or of the next attempt, or null. */
    private @Nullable Future<?> attemptTimer;
    /** The time of the next attempt; null if none is scheduled. */
    private @Nullable Instant nextAttempt;

    private boolean retriesFailedAttempts;
    private boolean isConnectionLost;
    private boolean isEnded;
    private boolean isRestarted;
    /** The last of the earlier connections whose packets may not have reached the server; null if there is none. */
    private @Nullable C earlierInDoubt;

    private int reconnectCount;

    /**
     * Creates the reconnector of a session; no connection is open.
     *
     * @param connectionFactory creates a connection that reports to its argument
     */
    Reconnector(
            ConnectOptions options,
            Namespaces namespaces,
            ScheduledExecutorService scheduler,
            EventSink sink,
            Clock clock,
            Function<ConnectionListener, C> connectionFactory) {
        this.options = options;
        this.namespaces = namespaces;
        this.scheduler = scheduler;
        this.sink = sink;
        this.clock = clock;
        this.connectionFactory = connectionFactory;
        this.retries = new RetryPolicy(options.reconnect().limit().orElse(Integer.MAX_VALUE));
        this.retriesFailedAttempts = options.reconnect().retryFirst();
    }

    /** Opens a connection if a namespace is wanted and no connection is open, opening or scheduled. */
    synchronized void connectIfNeeded() {
        if (!isEnded && connection == null && nextAttempt == null && namespaces.isAnyWanted()) {
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
        if (nextAttempt != null) {
            startAttempt();
        } else if (connection == null) {
            retries.reset();
            retriesFailedAttempts = true;
            connectIfNeeded();
        }
    }

    private void startAttempt() {
        isRestarted = false;
        openConnection();
    }

    @Override
    public void otherProtocolDetected(SessionConnection current, String description) {
        // Later, because the caller holds the lock of the namespaces, which is below the one here.
        scheduler.execute(() -> {
            if (!replaceWithEio3(current)) {
                current.fail(current.diagnosis().ofOtherGeneration(description));
            }
        });
    }

    /**
     * Replaces the connection with one in Engine.IO 3: a packet has shown that the server does not speak the protocol
     * that its handshake showed.
     *
     * @return false if this was already tried, or if the handshake left no doubt
     */
    private synchronized boolean replaceWithEio3(SessionConnection current) {
        if (isEnded || isRestarted || !current.isEio4Assumed() || !current.replaceWithEio3()) {
            return false;
        }
        isRestarted = true;
        detach();
        namespaces.connectionLost(DisconnectReason.CLIENT_DISCONNECT, "", "");
        openConnection();
        return true;
    }

    private void openConnection() {
        cancelTimer();
        earlierInDoubt = inDoubt().orElse(null);
        C newConnection = connectionFactory.apply(this);
        connection = newConnection;
        latest = newConnection;
        namespaces.attach(newConnection);
        newConnection.open();
        attemptTimer = scheduler.schedule(
                () -> handleDeadline(newConnection),
                options.network().connectTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Returns the latest connection, which may have ended; empty before the first. */
    synchronized Optional<C> latest() {
        return Optional.ofNullable(latest);
    }

    /** Returns the connection whose session is open. */
    synchronized Optional<C> open() {
        return isOpen() ? Optional.ofNullable(connection) : Optional.empty();
    }

    /** Returns the last connection whose written packets may not have reached the server; empty if there is none. */
    synchronized Optional<C> inDoubt() {
        return Optional.ofNullable(latest != null && latest.isDeliveryInDoubt() ? latest : earlierInDoubt);
    }

    /** Forgets that packets of earlier connections may not have reached the server, because they were sent again. */
    synchronized void forgetEarlierDelivery() {
        earlierInDoubt = null;
    }

    /** Cancels the next attempt if no namespace is wanted. */
    synchronized void stopIfUnused() {
        if (nextAttempt != null && !namespaces.isAnyWanted()) {
            cancelTimer();
        }
    }

    /** Cuts an open connection without closing it, like a network failure. */
    synchronized void drop() {
        if (isOpen()) {
            connection.drop();
        }
    }

    /**
     * Leaves every namespace and stops reconnecting.
     *
     * @return whether a connection is open, which ends when the namespaces are left
     */
    synchronized boolean end() {
        isEnded = true;
        cancelTimer();
        namespaces.leaveAll();
        return isOpen();
    }

    synchronized boolean isEnded() {
        return isEnded;
    }

    /** Returns true while a session is open and its end is not reported. */
    synchronized boolean isOpen() {
        return connection != null && connection.isOpened();
    }

    synchronized SessionStatus.ReconnectStatus reconnectStatus() {
        return new SessionStatus.ReconnectStatus(
                connection != null && !connection.isOpened(), Optional.ofNullable(nextAttempt), reconnectCount);
    }

    /** Starts a new series of attempts. */
    @Override
    public void namespaceConnected() {
        retries.reset();
    }

    /** Joins the namespaces. */
    @Override
    public synchronized void opened(SessionConnection openedConnection) {
        if (openedConnection.isEnded()) {
            return;
        }
        retriesFailedAttempts = true;
        reconnectCount += isConnectionLost ? 1 : 0;
        isConnectionLost = false;
        namespaces.handleOpen(openedConnection.isEio4Assumed());
    }

    private void handleDeadline(SessionConnection lateConnection) {
        Failure failure;
        synchronized (this) {
            if (isEnded || lateConnection.isEnded()) {
                return;
            }
            Optional<String> essential = namespaces.findUnanswered(true);
            if (lateConnection.isOpened() && essential.isEmpty()) {
                namespaces.giveUpUnanswered();
                return;
            }
            failure = lateConnection
                    .diagnosis()
                    .ofDeadline(
                            essential.or(() -> namespaces.findUnanswered(false)).orElse(null));
        }
        lateConnection.fail(failure);
    }

    /** Reports the failure, and schedules the next attempt if there is one. */
    @Override
    public synchronized void failed(SessionConnection failedConnection, Failure failure) {
        detach();
        namespaces.connectionLost(DisconnectReason.CONNECTION_LOST, "", "");
        if (isEnded) {
            return;
        }
        sink.accept(new ConnectFailed(clock.instant(), failure));
        if (retriesFailedAttempts) {
            scheduleRetry();
        }
    }

    /** Reports the end of each namespace, and schedules the next attempt. */
    @Override
    public synchronized void closed(SessionConnection closedConnection, ConnectionEnd end) {
        detach();
        Optional<String> unanswered = namespaces.findUnanswered(false);
        namespaces.connectionLost(end.reason(), end.explanation(), end.hint());
        if (isEnded) {
            return;
        }
        if (end.reason() == DisconnectReason.CLIENT_DISCONNECT) {
            // The connection ended with its last namespace; another one may have been joined since.
            connectIfNeeded();
            return;
        }
        if (unanswered.isPresent() && !end.isFailureReported()) {
            sink.accept(new ConnectFailed(clock.instant(), closedConnection.unansweredFailure(unanswered.get(), end)));
        }
        isConnectionLost = true;
        scheduleRetry();
    }

    private void detach() {
        cancelTimer();
        connection = null;
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
        Instant now = clock.instant();
        nextAttempt = now.plus(delay.get());
        sink.accept(new ReconnectScheduled(
                now, retries.attempts(), options.reconnect().limit(), delay.get()));
        attemptTimer = scheduler.schedule(this::runScheduledAttempt, delay.get().toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void runScheduledAttempt() {
        if (!isEnded && nextAttempt != null) {
            startAttempt();
        }
    }

    private void cancelTimer() {
        if (attemptTimer != null) {
            attemptTimer.cancel(false);
        }
        nextAttempt = null;
    }
}
