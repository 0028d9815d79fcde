package io.github.siocli.client.engine;

import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for the end of a session that we leave, until everything we sent is known to have arrived. */
public final class GracefulClose {

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration DELIVERY = Duration.ofSeconds(10);
    private static final Duration RECEPTION = Duration.ofSeconds(1);
    /** A server is expected to read at least a megabyte per second. */
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
     * Waits until the last packet is confirmed, with a websocket ping if necessary: the server drops events that it
     * reads together with our DISCONNECT. Over polling each response confirms the payload before it, so no ping is
     * needed.
     *
     * @param hurried whether to skip the wait for packets that are not written
     * @return true if the session uses a websocket and everything sent on it was already confirmed
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

    /**
     * Returns true if a packet of ours is not written to the socket; a ping would overtake it. Queried in the order in
     * which a packet passes.
     */
    private boolean isWriting() {
        return outbox.isSending() || sockets.isWriting();
    }

    /**
     * Waits until every transport has ended, and longer while data is still being written. Once the server has closed
     * too, everything before has arrived.
     *
     * @param open returns true while the library considers the session open
     * @param hurried whether to give up sooner on data that is not written
     * @param taken whether everything else is confirmed, so that it is enough if our close frames are written
     * @return whether every packet is written and its delivery is not in doubt
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

    /** Describes the data that was reported as sent but may not be written to the socket; empty if all is written. */
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

    /** Returns true if every packet is written and none is known to be lost. */
    public boolean isDelivered() {
        return outbox.isDelivered() && !reception.isInDoubt() && sockets.queued() == 0 && !polling.isPosting();
    }
}
