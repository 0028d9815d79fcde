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

    private final Function<List<String>, Call> own;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean running;
    private boolean ended;

    /**
     * Creates an empty queue.
     *
     * @param own creates a request of our own from its packets
     */
    PostQueue(Function<List<String>, Call> own) {
        this.own = own;
    }

    /** Queues a packet of our own, which is sent when no request is running. Returns at once. */
    synchronized void send(String packet) {
        if (ended) {
            return;
        }
        waiting.add(packet);
        if (!running) {
            sendWaiting();
        }
    }

    /** Executes a request of the library when no other is running. */
    Response exchange(Exchange exchange) throws IOException, InterruptedException {
        synchronized (this) {
            while (running) {
                wait();
            }
            running = true;
        }
        try {
            return exchange.run();
        } finally {
            finished();
        }
    }

    /**
     * Stops sending packets of our own, and waits for the running request.
     *
     * @param millis longest time to wait
     * @return the packets that were still queued
     */
    synchronized List<String> end(long millis) throws InterruptedException {
        List<String> left = new ArrayList<>(waiting);
        waiting.clear();
        ended = true;
        long patience = System.nanoTime() + millis * 1_000_000;
        for (long rest = millis; running && rest > 0; rest = (patience - System.nanoTime()) / 1_000_000) {
            wait(rest);
        }
        return left;
    }

    private synchronized void finished() {
        running = false;
        if (waiting.isEmpty() || ended) {
            notifyAll();
        } else {
            sendWaiting();
        }
    }

    private void sendWaiting() {
        running = true;
        List<String> packets = waiting.stream().limit(EnginePacket.MAX_POSTED).toList();
        packets.forEach(waiting::remove);
        own.apply(packets).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                response.close();
                finished();
            }

            @Override
            public void onFailure(Call call, IOException e) {
                // The library's poll meets the same failure and reports it.
                finished();
            }
        });
    }
}
