package io.github.siocli.client.engine;

import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;

/**
 * Tracks whether a poll is sent to the server and not answered. Any thread may call.
 *
 * <p>A server that ends a session reports it in the response to a poll, so our close must not be sent before a poll.
 */
public final class PendingPoll {

    private static final long TIMEOUT_NANOS = 500_000_000;

    private boolean isPending;

    /** Returns the listener through which an HTTP client reports the progress of its requests. */
    public EventListener listener() {
        return new EventListener() {
            @Override
            public void requestHeadersEnd(Call call, Request request) {
                if (request.method().equals("GET")) {
                    markPending();
                }
            }
        };
    }

    private synchronized void markPending() {
        isPending = true;
        notifyAll();
    }

    /** Notes that the poll is answered. */
    synchronized void markAnswered() {
        isPending = false;
    }

    /** Waits until a poll is pending, for a short time. */
    synchronized void awaitPending() throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        for (long remaining = TIMEOUT_NANOS; !isPending && remaining > 0; remaining = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, remaining);
        }
    }
}
