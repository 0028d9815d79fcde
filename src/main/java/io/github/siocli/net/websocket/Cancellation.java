package io.github.siocli.net.websocket;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a thread end what another one waits for: a look-up, a connection that is being made, a read or a write. Java can
 * end these only by closing the socket.
 */
public final class Cancellation {

    private final List<Closeable> open = new ArrayList<>();
    private boolean cancelled;

    /**
     * Has something closed when this is cancelled.
     *
     * @throws SocketException where it is cancelled already; then the thing is closed too
     */
    public void closes(Closeable thing) throws SocketException {
        synchronized (this) {
            if (!cancelled) {
                open.add(thing);
                return;
            }
        }
        close(thing);
        throw new SocketException("Socket closed");
    }

    /** Closes everything, now and from now on. */
    public void cancel() {
        List<Closeable> closing;
        synchronized (this) {
            cancelled = true;
            closing = List.copyOf(open);
            open.clear();
        }
        closing.forEach(Cancellation::close);
    }

    /** Whether it is cancelled. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    private static void close(Closeable thing) {
        try {
            thing.close();
        } catch (IOException gone) {
            // It is of no use any more, however it ends.
        }
    }
}
