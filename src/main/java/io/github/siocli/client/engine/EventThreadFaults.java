package io.github.siocli.client.engine;

import io.socket.emitter.Emitter;
import io.socket.engineio.client.Transport;
import java.util.List;

/**
 * Handles the exception that the Socket.IO client library throws on its own thread when it writes to a transport that has
 * just closed. The end of the connection is reported as an event, so that this exception is ignored; every other one goes to
 * the default handler of the process.
 *
 * <p>The library starts a new thread whenever it has something to do. The handler is therefore set on the current thread
 * before each task of ours, and, as a listener, before the library processes an event of a transport.
 */
final class EventThreadFaults implements Thread.UncaughtExceptionHandler, Emitter.Listener {

    static final EventThreadFaults HANDLER = new EventThreadFaults();

    private static final String NOT_OPEN = "Transport not open";

    private EventThreadFaults() {}

    /** Makes this the handler of the current thread, which is the library's. */
    void handle() {
        Thread thread = Thread.currentThread();
        if (thread.getUncaughtExceptionHandler() != this) {
            thread.setUncaughtExceptionHandler(this);
        }
    }

    /** Handles the thread of an event; a new transport gets this listener before the library adds its own. */
    @Override
    public void call(Object... args) {
        handle();
        if (args.length > 0 && args[0] instanceof Transport transport) {
            for (String event : List.of(
                    Transport.EVENT_OPEN,
                    Transport.EVENT_PACKET,
                    Transport.EVENT_DRAIN,
                    Transport.EVENT_ERROR,
                    Transport.EVENT_CLOSE)) {
                transport.on(event, this);
            }
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (!isTransportClosed(thrown)) {
            thread.getThreadGroup().uncaughtException(thread, thrown);
        }
    }

    private static boolean isTransportClosed(Throwable thrown) {
        return thrown.getClass() == RuntimeException.class && NOT_OPEN.equals(thrown.getMessage());
    }
}
