package io.github.siocli.client.engine;

import io.github.siocli.protocol.engineio.EnginePacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/**
 * Serializes the POST requests of one session, the library's and our own: a server ends a session in which two overlap.
 * Any thread may call.
 */
final class PostQueue {

    /** Executes a request of the library. */
    interface Exchange {
        Response run() throws IOException;
    }

    private final Function<List<String>, Call> callFactory;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean isRunning;
    private boolean isEnded;

    /**
     * Creates an empty queue.
     *
     * @param callFactory creates a request of our own from its packets
     */
    PostQueue(Function<List<String>, Call> callFactory) {
        this.callFactory = callFactory;
    }

    /** Queues a packet of our own, which is sent when no request is running. Returns at once. */
    synchronized void send(String packet) {
        if (isEnded) {
            return;
        }
        waiting.add(packet);
        if (!isRunning) {
            sendWaiting();
        }
    }

    /** Executes a request of the library when no other is running. */
    Response execute(Exchange exchange) throws IOException, InterruptedException {
        synchronized (this) {
            while (isRunning) {
                wait();
            }
            isRunning = true;
        }
        try {
            return exchange.run();
        } finally {
            handleFinished();
        }
    }

    /**
     * Stops sending packets of our own, and waits for the running request.
     *
     * @param millis longest time to wait
     * @return the packets that were still queued
     */
    synchronized List<String> end(long millis) throws InterruptedException {
        List<String> unsent = new ArrayList<>(waiting);
        waiting.clear();
        isEnded = true;
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (long remaining = millis;
                isRunning && remaining > 0;
                remaining = (deadline - System.nanoTime()) / 1_000_000) {
            wait(remaining);
        }
        return unsent;
    }

    private synchronized void handleFinished() {
        isRunning = false;
        if (waiting.isEmpty() || isEnded) {
            notifyAll();
        } else {
            sendWaiting();
        }
    }

    private void sendWaiting() {
        isRunning = true;
        List<String> packets = waiting.stream().limit(EnginePacket.MAX_POSTED).toList();
        packets.forEach(waiting::remove);
        callFactory.apply(packets).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                response.close();
                handleFinished();
            }

            @Override
            public void onFailure(Call call, IOException e) {
                // The library's poll meets the same failure and reports it.
                handleFinished();
            }
        });
    }
}
