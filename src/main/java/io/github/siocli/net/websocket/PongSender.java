package io.github.siocli.net.websocket;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Answers pings on a separate thread, which starts with the first ping. The reading thread must not wait for a write,
 * because the server may read nothing until we have read what it sends. If many pings are queued, the oldest get no
 * pong (RFC 6455, 5.5.3). For the reading thread.
 */
final class PongSender {

    private static final int WAITING = 128;
    private static final long IDLE_SECONDS = 5;

    private final Consumer<byte[]> write;
    private Executor writer;

    PongSender(Consumer<byte[]> write) {
        this.write = write;
    }

    void send(byte[] payload) {
        if (writer == null) {
            writer = writer();
        }
        writer.execute(() -> write.accept(payload));
    }

    private static Executor writer() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> {
                    Thread thread = new Thread(task, "sio-pong");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardOldestPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
