package io.github.siocli.client.engine;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends packets of our own, in order, on a thread that may block. Any thread may call.
 *
 * <p>A websocket takes a packet only after the frame that is being written, and neither the reading thread nor the
 * timers may wait for that.
 */
final class SerialSender implements Consumer<String> {

    private static final long IDLE_MILLIS = 200;

    private final Consumer<String> wire;
    private final ThreadPoolExecutor thread;

    SerialSender(Consumer<String> wire) {
        this.wire = wire;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), SerialSender::thread);
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "sio-eio3");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void accept(String packet) {
        thread.execute(() -> wire.accept(packet));
    }
}
