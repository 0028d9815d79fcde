package io.github.siocli.net.websocket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Measures how long the readers of a transport wait for the network: the time in which at least one of them reads from
 * its socket. Any thread may call.
 */
public final class NetworkWait {

    private int readers;
    private long since;
    private long total;

    /** Called when a reader starts to wait. */
    public synchronized void begin() {
        if (readers++ == 0) {
            since = System.nanoTime();
        }
    }

    /** Called when a read returns or fails. */
    public synchronized void end() {
        if (--readers == 0) {
            total += System.nanoTime() - since;
        }
    }

    /** Returns the time so far in nanoseconds, including a wait in progress. */
    public synchronized long nanos() {
        return readers == 0 ? total : total + System.nanoTime() - since;
    }

    /** Wraps the input of a socket, and measures its reads. */
    InputStream measure(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                begin();
                try {
                    return super.read(target, offset, length);
                } finally {
                    end();
                }
            }
        };
    }
}
