package io.github.siocli.net.websocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Matches pongs to the pings that this client sent (RFC 6455, 5.5.2). Any thread may call. */
final class PingTracker {

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final Map<Long, CompletableFuture<Optional<Long>>> waiting = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /**
     * Sends a ping and waits for its pong.
     *
     * @param send sends a ping with a payload; returns false if it cannot be sent
     * @return the round-trip time; empty if no pong arrives in time
     */
    Optional<Duration> measure(Duration timeout, Predicate<byte[]> send) throws InterruptedException {
        long id = next.getAndIncrement();
        CompletableFuture<Optional<Long>> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            long sent = System.nanoTime();
            if (ended || !send.test(ByteBuffer.allocate(Long.BYTES).putLong(id).array())) {
                return Optional.empty();
            }
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS).map(at -> Duration.ofNanos(at - sent));
        } catch (TimeoutException | ExecutionException unanswered) {
            return Optional.empty();
        } finally {
            waiting.remove(id);
        }
    }

    /** Handles a received pong. A pong without a matching ping is a heartbeat of the server, and is ignored. */
    void pongReceived(byte[] payload) {
        if (payload.length == Long.BYTES) {
            CompletableFuture<Optional<Long>> answer =
                    waiting.get(ByteBuffer.wrap(payload).getLong());
            if (answer != null) {
                answer.complete(Optional.of(System.nanoTime()));
            }
        }
    }

    /** Ends all waits: no more pongs arrive. */
    void end() {
        ended = true;
        waiting.values().forEach(answer -> answer.complete(Optional.empty()));
    }
}
