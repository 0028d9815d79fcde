package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.socket.emitter.Emitter;
import io.socket.engineio.client.Transport;
import io.socket.engineio.client.transports.WebSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventThreadFaultsTest {

    private static final RuntimeException NOT_OPEN = new RuntimeException("Transport not open");
    private static final RuntimeException FAULT = new IllegalStateException("a fault");

    private final List<Throwable> uncaught = new ArrayList<>();

    @Test
    void ignoresExceptionOfClosedTransportInTask() throws InterruptedException {
        run(() -> {
            EventThreadFaults.HANDLER.handle();
            throw NOT_OPEN;
        });
        assertThat(uncaught).isEmpty();
    }

    @Test
    void passesOtherExceptionsToDefaultHandler() throws InterruptedException {
        run(() -> {
            EventThreadFaults.HANDLER.handle();
            throw FAULT;
        });
        assertThat(uncaught).containsExactly(FAULT);
    }

    @Test
    void passesSameMessageFromOtherThreadsToDefaultHandler() throws InterruptedException {
        run(() -> {
            throw NOT_OPEN;
        });
        assertThat(uncaught).containsExactly(NOT_OPEN);
    }

    @Test
    void ignoresExceptionOfClosedTransportInListenersOfLibrary() throws InterruptedException {
        for (String event : List.of(
                Transport.EVENT_OPEN,
                Transport.EVENT_PACKET,
                Transport.EVENT_DRAIN,
                Transport.EVENT_ERROR,
                Transport.EVENT_CLOSE)) {
            Emitter transport = new WebSocket(new Transport.Options());
            run(() -> EventThreadFaults.HANDLER.call(transport));
            transport.on(event, args -> {
                throw NOT_OPEN;
            });
            run(() -> transport.emit(event));
        }
        assertThat(uncaught).isEmpty();
    }

    /** Runs a task on a thread of its own, as the library does. */
    private void run(Runnable task) throws InterruptedException {
        ThreadGroup group = new ThreadGroup("library") {
            @Override
            public void uncaughtException(Thread thread, Throwable thrown) {
                uncaught.add(thrown);
            }
        };
        Thread thread = new Thread(group, task);
        thread.start();
        thread.join();
    }
}
