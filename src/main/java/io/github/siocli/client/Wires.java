package io.github.siocli.client;

import io.github.siocli.client.eio3.Negotiation;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a session's bytes go over, as a whole. Any thread may call. */
final class Wires {

    private static final long MIN_PING_MILLIS = 100;

    private final SocketTap sockets;
    private final PollingTap polling;
    private final Negotiation negotiation;
    private final HttpCalls http;

    Wires(SocketTap sockets, PollingTap polling, Negotiation negotiation, HttpCalls http) {
        this.sockets = sockets;
        this.polling = polling;
        this.negotiation = negotiation;
        this.http = http;
    }

    /** A new connection may be made. */
    void mend() {
        polling.cut(PollingTap.Cut.NONE);
        sockets.mend();
    }

    /** Ends what there is without a goodbye; what may still be sent by polling is said. */
    void cut(PollingTap.Cut how) {
        polling.cut(how);
        negotiation.rest();
        sockets.cut();
        http.cancelAll();
    }

    /** Looks after held-up readers four times in the interval of the server's pings, until it is cancelled. */
    Future<?> keepAlive(ScheduledExecutorService scheduler, Duration pingInterval) {
        long interval = Math.max(MIN_PING_MILLIS, pingInterval.toMillis());
        return scheduler.scheduleWithFixedDelay(
                () -> sockets.keepAlive(TimeUnit.MILLISECONDS.toNanos(interval) / 2),
                interval / 4,
                interval / 4,
                TimeUnit.MILLISECONDS);
    }

    /** Ends everything for good. */
    void close() {
        cut(PollingTap.Cut.ALL);
        http.close();
    }
}
