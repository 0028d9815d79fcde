package io.github.siocli.net.websocket;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time by which a connection attempt must be complete, with all its steps. Any thread may call. */
public final class Deadline {

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /** Returns the deadline that is this duration from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Returns the remaining milliseconds. At least one, because zero means "no timeout" to a socket. */
    public int remainingMillis() {
        long left = TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left));
    }

    /** Returns true if no time remains. */
    public boolean isPast() {
        return System.nanoTime() - nanos >= 0;
    }

    /** Waits for a future until the deadline, and unwraps its failure. */
    <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(remainingMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("Connect timed out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketTimeoutException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(e.getCause());
        }
    }
}
