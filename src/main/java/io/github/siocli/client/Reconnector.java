package io.github.siocli.client;

import io.github.siocli.client.engine.LibraryLink;
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
final class Reconnector implements LibraryLink.Observer {

    private static final String DROPPED = "dropped on request";
    private static final long NOTICED_MILLIS = 500;

    private enum Phase {
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
    private final Transports wires;
    private final ScheduledExecutorService scheduler;
    private final Function<LibraryLink.Observer, LibraryLink> opener;
    private final RetryPolicy retries;

    private Phase phase = Phase.IDLE;
    private Optional<LibraryLink> link = Optional.empty();
    private Optional<Future<?>> timer = Optional.empty();
    private Optional<Future<?>> keepAlive = Optional.empty();
    private Optional<Instant> scheduled = Optional.empty();
    private boolean persistent;
    private boolean failureTold;
    private boolean lost;
    private boolean ended;
    private int reconnections;

    /**
     * Creates the reconnector of a session; no connection is open.
     *
     * @param opener creates a connection that reports to its argument
     */
    Reconnector(
            ConnectOptions options,
            Tap tap,
            Namespaces namespaces,
            Transports wires,
            ScheduledExecutorService scheduler,
            Function<LibraryLink.Observer, LibraryLink> opener) {
        this.options = options;
        this.tap = tap;
        this.namespaces = namespaces;
        this.sink = tap.sink();
        this.clock = tap.clock();
        this.wires = wires;
        this.scheduler = scheduler;
        this.opener = opener;
        this.retries = new RetryPolicy(options.reconnect().limit());
        this.persistent = options.reconnect().first();
    }

    /** Opens a connection if a namespace is wanted and no connection is open, opening or scheduled. */
    synchronized void open() {
        if (!ended && phase == Phase.IDLE && namespaces.isAnyWanted()) {
            begin();
        }
    }

    /**
     * As {@link #open}, but skips the wait before the next attempt. Later failures count as a new series of attempts.
     */
    synchronized void openNow() {
        if (ended) {
            return;
        }
        if (phase == Phase.WAITING) {
            begin();
        } else if (phase == Phase.IDLE) {
            retries.restart();
            persistent = true;
            open();
        }
    }

    private void begin() {
        cancelTimers();
        phase = Phase.OPENING;
        failureTold = false;
        tap.progress().restart();
        tap.ending().restart();
        tap.limit().restart();
        tap.inbound().restart();
        tap.reception().restart();
        wires.mend();
        LibraryLink opening = opener.apply(this);
        link = Optional.of(opening);
        namespaces.over(opening);
        timer = Optional.of(scheduler.schedule(
                () -> deadlinePassed(opening), options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Cancels the next attempt if no namespace is wanted. */
    synchronized void rest() {
        if (phase == Phase.WAITING && !namespaces.isAnyWanted()) {
            cancelTimers();
            phase = Phase.IDLE;
        }
    }

    /** Cuts an open connection without closing it, like a network failure. */
    synchronized void drop() {
        if (phase == Phase.OPEN) {
            tap.ending().broken(DROPPED);
            // The user cut the connection, so unconfirmed packets are not reported as in doubt.
            tap.reception().restart();
            wires.cut(PollingTap.Cut.ALL);
            // During an upgrade the library would notice only when the heartbeat is missing.
            LibraryLink dropped = link.orElseThrow();
            scheduler.schedule(dropped::lost, NOTICED_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends a connection whose upgrade failed halfway: the library has no transport and does not notice. */
    synchronized void stranded() {
        if (phase == Phase.OPEN) {
            wires.cut(PollingTap.Cut.ALL);
            link.orElseThrow().lost();
        }
    }

    /** Ends a connection whose server sends no heartbeat. */
    private synchronized void silent(LibraryLink silent) {
        if (phase == Phase.OPEN && isCurrent(silent)) {
            tap.ending().silent();
            wires.cut(PollingTap.Cut.ALL);
            silent.lost();
        }
    }

    /**
     * Leaves every namespace and stops reconnecting.
     *
     * @return whether a connection is open, which ends when the namespaces are left
     */
    synchronized boolean end() {
        ended = true;
        cancelTimers();
        namespaces.leaveAll();
        return phase == Phase.OPEN;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    synchronized boolean isOpen() {
        return phase == Phase.OPEN;
    }

    synchronized SessionStatus.Connecting connecting() {
        return new SessionStatus.Connecting(phase == Phase.OPENING, scheduled);
    }

    /** Returns how many times a lost connection was reopened. */
    synchronized int reconnections() {
        return reconnections;
    }

    /** Starts a new series of attempts: a namespace is connected. */
    void connected() {
        retries.restart();
        tap.progress().answered();
    }

    @Override
    public synchronized void opened(LibraryLink opened) {
        if (!isCurrent(opened)) {
            return;
        }
        phase = Phase.OPEN;
        persistent = true;
        reconnections += lost ? 1 : 0;
        lost = false;
        namespaces.opened();
        if (!ended) {
            // The timers are already stopped when the session is ending.
            keepAlive = Optional.of(wires.monitor(scheduler, tap.engine().heartbeat(), () -> silent(opened)));
        }
    }

    private void deadlinePassed(LibraryLink late) {
        Failure failure;
        synchronized (this) {
            if (ended || !isCurrent(late)) {
                return;
            }
            Optional<String> essential = namespaces.unanswered(true);
            if (phase == Phase.OPEN && essential.isEmpty()) {
                namespaces.giveUpUnanswered();
                return;
            }
            failure = tap.diagnosis().ofDeadline(essential.or(() -> namespaces.unanswered(false)));
        }
        abandon(failure);
    }

    /** Ends an attempt, or an open connection that is useless, with a failure. */
    void abandon(Failure failure) {
        synchronized (this) {
            if (ended || link.isEmpty()) {
                return;
            }
            if (phase == Phase.OPENING) {
                // Reported when the attempt ends: the library may be about to report it as open.
                tap.progress().failed(failure);
            } else {
                failureTold = true;
                sink.accept(new ConnectFailed(clock.instant(), failure));
            }
        }
        wires.cut(PollingTap.Cut.POLLS);
        // If no request is running, nothing is aborted and the library would wait forever.
        Optional<LibraryLink> stuck = current();
        stuck.ifPresent(each -> scheduler.schedule(each::giveUp, NOTICED_MILLIS, TimeUnit.MILLISECONDS));
    }

    private synchronized Optional<LibraryLink> current() {
        return ended ? Optional.empty() : link;
    }

    @Override
    public synchronized void failed(LibraryLink failing, Object error) {
        if (!isCurrent(failing)) {
            return;
        }
        gone();
        namespaces.connectionLost(DisconnectReason.CONNECTION_LOST, "", "");
        if (ended) {
            return;
        }
        Failure failure = tap.progress()
                .failure()
                .orElseGet(() -> Failure.of(FailureKind.NOT_A_HANDSHAKE, options.engineUrl(), String.valueOf(error)));
        sink.accept(new ConnectFailed(clock.instant(), failure));
        if (persistent) {
            retry();
        }
    }

    @Override
    public synchronized void closed(LibraryLink closing, String reason) {
        if (!isCurrent(closing)) {
            return;
        }
        Optional<Instant> openSince = tap.engine().openSince();
        gone();
        Optional<String> unanswered = namespaces.unanswered(false);
        DisconnectReason known = tap.ending().reason(reason);
        if (known == DisconnectReason.PING_TIMEOUT) {
            // The reader of a poll may still wait for the rest of a payload.
            wires.cut(PollingTap.Cut.ALL);
        }
        String detail = tap.ending().detail();
        if (known != DisconnectReason.CLIENT_DISCONNECT) {
            tap.reception().ended();
        }
        namespaces.connectionLost(
                known,
                explained(known, detail),
                known == DisconnectReason.CONNECTION_FAILED ? tap.ending().hint() : "");
        if (ended) {
            return;
        }
        if (known == DisconnectReason.CLIENT_DISCONNECT) {
            // The connection ended with its last namespace; another one may have been joined since.
            open();
            return;
        }
        if (unanswered.isPresent() && !failureTold) {
            String seen = detail.isEmpty() ? known.protocolName() : detail;
            Failure cut =
                    tap.diagnosis().ofCut(unanswered.get(), seen, tap.ending().isUnexplained(), openSince);
            sink.accept(
                    new ConnectFailed(clock.instant(), tap.progress().failure().orElse(cut)));
        }
        lost = true;
        retry();
    }

    private String explained(DisconnectReason reason, String detail) {
        // A refused or too large packet explains the end better than the timing does.
        boolean isExplained =
                tap.ending().isRefused() || !tap.limit().explanation("", false).isEmpty();
        String explained = isExplained
                ? detail
                : tap.engine()
                        .explained(
                                reason,
                                detail,
                                tap.ending().isUnexplained(),
                                tap.reception().isInDoubt());
        tap.ending().explained(explained);
        return explained;
    }

    private void gone() {
        cancelTimers();
        phase = Phase.IDLE;
        link = Optional.empty();
        tap.engine().closed();
    }

    private void retry() {
        if (!options.reconnect().enabled() || !namespaces.isAnyWanted()) {
            return;
        }
        Optional<Duration> delay = retries.next();
        if (delay.isEmpty()) {
            sink.accept(new ReconnectGivenUp(clock.instant(), retries.made()));
            return;
        }
        phase = Phase.WAITING;
        Instant now = clock.instant();
        scheduled = Optional.of(now.plus(delay.get()));
        sink.accept(
                new ReconnectScheduled(now, retries.made(), options.reconnect().limit(), delay.get()));
        timer = Optional.of(scheduler.schedule(this::reopen, delay.get().toMillis(), TimeUnit.MILLISECONDS));
    }

    private synchronized void reopen() {
        if (!ended && phase == Phase.WAITING) {
            begin();
        }
    }

    private void cancelTimers() {
        timer.ifPresent(each -> each.cancel(false));
        keepAlive.ifPresent(each -> each.cancel(false));
        scheduled = Optional.empty();
    }

    private boolean isCurrent(LibraryLink which) {
        return link.isPresent() && link.get() == which;
    }
}
