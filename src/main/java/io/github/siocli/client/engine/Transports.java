package io.github.siocli.client.engine;

import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.protocol.engineio.EnginePacket;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Controls both transports of a session together. Any thread may call. */
public final class Transports {

    private final SocketTap sockets;
    private final PollingTap polling;
    private final ProtocolDetector detector;
    private final HttpCalls http;

    public Transports(SocketTap sockets, PollingTap polling, ProtocolDetector detector, HttpCalls http) {
        this.sockets = sockets;
        this.polling = polling;
        this.detector = detector;
        this.http = http;
    }

    /** Allows a new connection after {@link #abort}. */
    public void enable() {
        polling.abort(PollingTap.AbortScope.NONE);
        sockets.enable();
    }

    /**
     * Aborts the current connection without closing it.
     *
     * @param scope the polling requests to abort
     */
    public void abort(PollingTap.AbortScope scope) {
        polling.abort(scope);
        detector.stopPings();
        sockets.abort();
        http.cancelAll();
    }

    /** Waits until the messages of the latest poll are passed on. Cancels a poll whose rest does not arrive. */
    public void finishReading() {
        polling.finishReading();
    }

    /**
     * Checks the heartbeat of an open session periodically, until the returned task is cancelled. While the output
     * blocks the reading, the library is given packets as if the server had sent them, so that its own timer does not
     * end the session.
     *
     * @param onTimeout called when the server is silent
     */
    public Future<?> monitorHeartbeat(
            ScheduledExecutorService scheduler, HeartbeatMonitor heartbeat, Runnable onTimeout) {
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
                        case TIMED_OUT -> onTimeout.run();
                        case WAITING -> {}
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** Aborts the connection and closes the HTTP client. */
    public void close() {
        abort(PollingTap.AbortScope.ALL);
        http.close();
    }
}
