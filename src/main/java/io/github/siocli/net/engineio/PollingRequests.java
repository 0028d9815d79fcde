package io.github.siocli.net.engineio;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The requests of a session over polling: tracks whether a poll is pending, and runs one POST at a time, the library's
 * or a ping of ours, because a server ends a session in which two overlap. Any thread may call.
 */
public final class PollingRequests {

    /** Executes a request of the library. */
    public interface Exchange {

        /** Sends the request and returns the response. */
        Response run() throws IOException;
    }

    /** Creates a request that pings the server; used only in Engine.IO 3. */
    private final Supplier<Call> pings;
    /** Number of POSTs of the library that wait or run. Guarded by this object, as the fields below. */
    private int posts;

    private boolean isPostRunning;
    private boolean isPingDue;
    private boolean arePingsEnded;
    private boolean isPollPending;

    /**
     * Creates the state of a session without requests.
     *
     * @param pings creates a request that pings the server
     */
    public PollingRequests(Supplier<Call> pings) {
        this.pings = pings;
    }

    /** Returns the listener through which an HTTP client reports that a poll is sent. */
    public EventListener listener() {
        return new EventListener() {
            @Override
            public void requestHeadersEnd(Call call, Request request) {
                if (request.method().equals("GET")) {
                    setPollPending(true);
                }
            }
        };
    }

    /** Notes that the poll is answered. */
    public void pollAnswered() {
        setPollPending(false);
    }

    private synchronized void setPollPending(boolean isPending) {
        isPollPending = isPending;
        notifyAll();
    }

    /** Waits until a poll is pending, for at most the given time. */
    public synchronized void awaitPendingPoll(long millis) throws InterruptedException {
        await(() -> isPollPending, millis);
    }

    /** Returns true if the library posts something that the server has not confirmed. */
    public synchronized boolean isPosting() {
        return posts > 0;
    }

    /** Waits until no POST is running, for at most the given time. */
    public synchronized void awaitPosts(long millis) throws InterruptedException {
        await(() -> posts == 0 && !isPostRunning, millis);
    }

    private void await(BooleanSupplier condition, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!condition.getAsBoolean() && deadline - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
    }

    /** Executes a POST of the library when no other is running. */
    public Response execute(Exchange exchange) throws IOException, InterruptedException {
        synchronized (this) {
            posts++;
        }
        try {
            awaitTurn();
            try {
                return exchange.run();
            } finally {
                postFinished();
            }
        } finally {
            synchronized (this) {
                posts--;
                notifyAll();
            }
        }
    }

    private synchronized void awaitTurn() throws InterruptedException {
        while (isPostRunning) {
            wait();
        }
        isPostRunning = true;
    }

    /** Pings the server when no POST is running. Returns at once. */
    public synchronized void ping() {
        isPingDue = !arePingsEnded;
        pingIfDue();
    }

    /** Sends no more pings; returns true if one is due. */
    synchronized boolean endPings() {
        boolean wasDue = isPingDue;
        arePingsEnded = true;
        isPingDue = false;
        return wasDue;
    }

    private synchronized void postFinished() {
        isPostRunning = false;
        notifyAll();
        pingIfDue();
    }

    private void pingIfDue() {
        if (!isPingDue || isPostRunning) {
            return;
        }
        isPingDue = false;
        isPostRunning = true;
        pings.get().enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                response.close();
                postFinished();
            }

            @Override
            public void onFailure(Call call, IOException e) {
                // The library's poll meets the same failure and reports it.
                postFinished();
            }
        });
    }
}
