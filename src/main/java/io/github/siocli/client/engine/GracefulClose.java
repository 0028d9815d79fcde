package io.github.siocli.client.engine;

import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for the end of a session that we leave, until what we sent is known to have arrived. */
public final class GracefulClose {

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration DELIVERY = Duration.ofSeconds(10);
    private static final Duration RECEPTION = Duration.ofSeconds(1);
    /** A server reads about a megabyte in a second, or more. */
    private static final long READING_NANOS_PER_BYTE = 1_000;

    private static final long LOOK_NANOS = 500_000;

    private final SocketTap sockets;
    private final PollingTap polling;
    private final HttpCalls http;
    private final SendQueue outbox;
    private final DeliveryTracker reception;
    private final CloseCause ending;
    private final LatencyProbe roundTrip;

    public GracefulClose(
            SocketTap sockets,
            PollingTap polling,
            HttpCalls http,
            SendQueue outbox,
            DeliveryTracker reception,
            CloseCause ending,
            LatencyProbe roundTrip) {
        this.sockets = sockets;
        this.polling = polling;
        this.http = http;
        this.outbox = outbox;
        this.reception = reception;
        this.ending = ending;
        this.roundTrip = roundTrip;
    }

    /**
     * Waits for a sign that the server has read what we sent, where it has given none: it drops events that it reads together
     * with our goodbye. By polling there is always one, as our next payload waits for the answer to the one before.
     *
     * @param hurried whether what is not written yet is given up
     * @return whether the session goes over a websocket, and the last that was sent on it is acknowledged
     */
    public boolean prepare(boolean hurried) {
        long end = System.nanoTime() + RECEPTION.toNanos();
        while ((isWriting() || sockets.isMoving()) && !hurried && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        Optional<Packet> last = reception.unconfirmed();
        if (!sockets.isCarrying() || isWriting() || last.isEmpty()) {
            return sockets.isCarrying() && !isWriting();
        }
        long patience = Math.max(0, end - System.nanoTime()) + SendQueue.weigh(last.get()) * READING_NANOS_PER_BYTE;
        if (roundTrip.awaitPong(Duration.ofNanos(patience))) {
            reception.confirmed(last.get());
        }
        return false;
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
    public boolean await(BooleanSupplier open, boolean hurried, boolean taken) {
        long queued = Long.MAX_VALUE;
        long since = System.nanoTime();
        while (open.getAsBoolean() || sockets.isLive() || http.isBusy()) {
            if (taken && sockets.haveLeft() && !http.isBusy()) {
                break;
            }
            long now = sockets.queued();
            if (now < queued) {
                queued = now;
                since = System.nanoTime();
            }
            if (System.nanoTime() - since > patience(hurried).toNanos()) {
                unanswered();
                break;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return isDelivered();
    }

    private Duration patience(boolean hurried) {
        if (isDelivered() && !reception.isOpen()) {
            return ANSWER;
        }
        return hurried ? RECEPTION : DELIVERY;
    }

    /** The part of what was told as sent that is not known to be in the socket yet; empty if all is. */
    public Optional<String> unwritten() {
        long bytes = sockets.queued();
        if (bytes > 0) {
            return Optional.of(bytes == 1 ? "the last byte" : "the last " + bytes + " bytes");
        }
        return polling.isPosting() ? Optional.of("the last request, which is not answered") : Optional.empty();
    }

    private void unanswered() {
        if (polling.isPosting()) {
            ending.broken("no answer to a POST within " + DELIVERY.toSeconds() + " s");
        } else if (reception.isOpen()) {
            ending.broken("neither a pong nor a close frame within " + DELIVERY.toSeconds() + " s");
        }
        reception.broken();
    }

    /** Whether everything that was handed over has left, and nothing of it is known to be lost. */
    public boolean isDelivered() {
        return outbox.isDelivered() && !reception.isInDoubt() && sockets.queued() == 0 && !polling.isPosting();
    }
}
