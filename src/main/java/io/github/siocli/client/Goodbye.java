package io.github.siocli.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for the end of a session that we leave, until what we sent is known to have arrived. */
final class Goodbye {

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration DELIVERY = Duration.ofSeconds(10);
    private static final Duration RECEPTION = Duration.ofSeconds(1);
    private static final long LOOK_NANOS = 500_000;

    private final SocketTap sockets;
    private final PollingTap polling;
    private final HttpCalls http;
    private final Outbox outbox;
    private final Reception reception;
    private final RoundTrip roundTrip;

    Goodbye(
            SocketTap sockets,
            PollingTap polling,
            HttpCalls http,
            Outbox outbox,
            Reception reception,
            RoundTrip roundTrip) {
        this.sockets = sockets;
        this.polling = polling;
        this.http = http;
        this.outbox = outbox;
        this.reception = reception;
        this.roundTrip = roundTrip;
    }

    /**
     * Waits for a sign that the server has read what we sent, where it has given none: it drops events that it reads together
     * with our goodbye. By polling there is always one, as our next payload waits for the answer to the one before.
     *
     * @param hurried whether what is not written yet is given up
     * @return whether the session goes over a websocket, and the last that was sent on it is acknowledged
     */
    boolean prepare(boolean hurried) {
        long end = System.nanoTime() + RECEPTION.toNanos();
        while (isWriting() && !hurried && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (!sockets.isCarrying() || isWriting()) {
            return false;
        }
        boolean acknowledged = !reception.isOpen();
        if (!acknowledged) {
            roundTrip.awaitPong(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        return acknowledged;
    }

    /** Whether something of ours is not in the socket yet. A ping would overtake it; hence the order, which is its way. */
    private boolean isWriting() {
        return outbox.isSending() || sockets.isWriting();
    }

    /**
     * Waits until every transport has ended, and longer for as long as something of ours is still leaving. Once the server
     * has closed too, everything before has arrived.
     *
     * @param open whether the library still takes the session for open
     * @param hurried whether what does not leave soon is given up
     * @param taken whether everything else is known to have arrived, so that it is enough that our goodbyes are written
     * @return whether everything that was handed over has left
     */
    boolean await(BooleanSupplier open, boolean hurried, boolean taken) {
        long queued = Long.MAX_VALUE;
        long patience = System.nanoTime();
        while (open.getAsBoolean() || sockets.isLive() || http.isBusy()) {
            if (taken && sockets.haveLeft() && !http.isBusy()) {
                break;
            }
            long now = sockets.queued();
            if (now < queued) {
                queued = now;
                patience = System.nanoTime() + patience(hurried).toNanos();
            }
            if (System.nanoTime() > patience) {
                break;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return isDelivered();
    }

    private Duration patience(boolean hurried) {
        if (isDelivered()) {
            return ANSWER;
        }
        return hurried ? RECEPTION : DELIVERY;
    }

    /** The part of what was told as sent that is not known to be in the socket yet; empty if all is. */
    Optional<String> unwritten() {
        long bytes = sockets.queued();
        if (bytes > 0) {
            return Optional.of(bytes == 1 ? "the last byte" : "the last " + bytes + " bytes");
        }
        return polling.isPosting() ? Optional.of("the last request, which is not answered") : Optional.empty();
    }

    /** Whether everything that was handed over has left, and nothing of it is known to be lost. */
    boolean isDelivered() {
        return outbox.isDelivered() && sockets.queued() == 0 && !polling.isPosting();
    }
}
