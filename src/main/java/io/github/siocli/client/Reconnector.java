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
 * The connections of a session, one after the other: opens one where there is reason to, sees to it that it comes back, and
 * gives up in time. Any thread may call.
 */
final class Reconnector implements LibraryLink.Observer {

    private static final String DROPPED = "dropped on request";
    private static final long NOTICED_MILLIS = 500;

    private enum Phase {
        /** No connection, and none comes by itself. */
        IDLE,
        /** Before the next attempt. */
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
     * The connections of a session that has none yet.
     *
     * @param opener makes a link that reports to its argument
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

    /** Opens a connection where some namespace wants one, and none is open or on its way. */
    synchronized void open() {
        if (!ended && phase == Phase.IDLE && namespaces.isAnyWanted()) {
            begin();
        }
    }

    /** As {@link #open}, and without waiting for the next attempt; what fails is a new series. */
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

    /** Nobody waits any more for a connection that no namespace wants. */
    synchronized void rest() {
        if (phase == Phase.WAITING && !namespaces.isAnyWanted()) {
            cancelTimers();
            phase = Phase.IDLE;
        }
    }

    /** Cuts a connection that is open, as a network would. */
    synchronized void drop() {
        if (phase == Phase.OPEN) {
            tap.ending().broken(DROPPED);
            // The user does not ask what becomes of what was sent.
            tap.reception().restart();
            wires.cut(PollingTap.Cut.ALL);
            // In the midst of an upgrade the library would notice it only by the missing heartbeat.
            LibraryLink dropped = link.orElseThrow();
            scheduler.schedule(dropped::lost, NOTICED_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The library is left without a transport, in the midst of an upgrade, and does not notice. */
    synchronized void stranded() {
        if (phase == Phase.OPEN) {
            wires.cut(PollingTap.Cut.ALL);
            link.orElseThrow().lost();
        }
    }

    /** The server of a connection is silent. */
    private synchronized void silent(LibraryLink silent) {
        if (phase == Phase.OPEN && isCurrent(silent)) {
            tap.ending().silent();
            wires.cut(PollingTap.Cut.ALL);
            silent.lost();
        }
    }

    /** Says goodbye to every namespace, and makes no more attempts; whether a connection is open that will end. */
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

    /** Number of times that a lost connection came back. */
    synchronized int reconnections() {
        return reconnections;
    }

    /** The server has taken us: what fails from now on is a new series of attempts. */
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
            // Who leaves has no timers any more.
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

    /** Ends an attempt, or a connection that is of no use. */
    void abandon(Failure failure) {
        synchronized (this) {
            if (ended || link.isEmpty()) {
                return;
            }
            if (phase == Phase.OPENING) {
                // Told when it ends: the library may still be about to take it for open.
                tap.progress().failed(failure);
            } else {
                failureTold = true;
                sink.accept(new ConnectFailed(clock.instant(), failure));
            }
        }
        wires.cut(PollingTap.Cut.POLLS);
        // Where no request is running there is nothing to cut, and the library would wait for ever.
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
            // It ended with its last namespace; another one may have been joined since.
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
        // A packet that was refused, or is too large, explains the end better than the time does.
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
