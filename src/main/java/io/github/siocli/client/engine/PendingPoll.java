package io.github.siocli.client.engine;

import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;

/**
 * Knows whether a poll is written to the server and not answered. A server that ends a session says so in the answer to a
 * poll, which our goodbye must not overtake. Any thread may call.
 */
public final class PendingPoll {

    private static final long PATIENCE_NANOS = 500_000_000;

    private boolean isPending;

    /** Returns the listener that an HTTP client tells how far its requests have come. */
    public EventListener listener() {
        return new EventListener() {
            @Override
            public void requestHeadersEnd(Call call, Request request) {
                if (request.method().equals("GET")) {
                    polled();
                }
            }
        };
    }

    private synchronized void polled() {
        isPending = true;
        notifyAll();
    }

    /** A poll is answered. */
    synchronized void answered() {
        isPending = false;
    }

    /** Waits a moment until a poll is pending. */
    synchronized void await() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (long left = PATIENCE_NANOS; !isPending && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
