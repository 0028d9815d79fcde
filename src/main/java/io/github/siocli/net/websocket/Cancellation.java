package io.github.siocli.net.websocket;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets one thread abort what another thread waits for: a name lookup, a connection attempt, a read or a write. Java can
 * abort these only by closing the socket.
 */
public final class Cancellation {

    private final List<Closeable> open = new ArrayList<>();
    private boolean cancelled;

    /**
     * Registers a resource that {@link #cancel} closes.
     *
     * @throws SocketException if this is cancelled already; the resource is closed then
     */
    public void closeOnCancel(Closeable thing) throws SocketException {
        synchronized (this) {
            if (!cancelled) {
                open.add(thing);
                return;
            }
        }
        close(thing);
        throw new SocketException("Socket closed");
    }

    /** Closes all registered resources now, and every resource that is registered later. */
    public void cancel() {
        List<Closeable> closing;
        synchronized (this) {
            cancelled = true;
            closing = List.copyOf(open);
            open.clear();
        }
        closing.forEach(Cancellation::close);
    }

    /** Returns true after {@link #cancel}. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    private static void close(Closeable thing) {
        try {
            thing.close();
        } catch (IOException gone) {
            // The resource is discarded in any case.
        }
    }
}
