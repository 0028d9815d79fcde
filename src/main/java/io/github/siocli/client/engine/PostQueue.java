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
 * The POST requests of one session, the library's and our own: one at a time, as a server ends a session in which two
 * overlap. Any thread may call.
 */
final class PostQueue {

    /** Sends a request of the library. */
    interface Exchange {
        Response run() throws IOException;
    }

    private final Function<List<String>, Call> own;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean running;
    private boolean ended;

    /**
     * No request yet.
     *
     * @param own makes a request of our own from its packets
     */
    PostQueue(Function<List<String>, Call> own) {
        this.own = own;
    }

    /** Sends a packet of ours once no request is running, and returns at once. */
    synchronized void send(String packet) {
        if (ended) {
            return;
        }
        waiting.add(packet);
        if (!running) {
            sendWaiting();
        }
    }

    /** Sends a request of the library, once no other is running. */
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
     * No request of ours any more. Waits for the one that is running.
     *
     * @return the packets that were still to be sent
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
                // The poll of the library meets the same trouble, and tells of it.
                finished();
            }
        });
    }
}
