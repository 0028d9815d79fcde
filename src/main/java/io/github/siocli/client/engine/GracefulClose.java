package io.github.siocli.client.engine;

import io.github.siocli.concurrent.ChangeSignal;
import io.github.siocli.net.engineio.PollingRequests;
import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Waits for the end of a connection that we leave, until everything we sent is known to have arrived. */
final class GracefulClose {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(1);
    /** A server is expected to read at least a megabyte per second. */
    private static final long READING_NANOS_PER_BYTE = 1_000;

    private final SendQueue sendQueue;
    private final ConnectionEvidence evidence;
    private final ChangeSignal signal;
    private final SocketTap sockets;
    private final PollingRequests polling;
    private final HttpCalls http;
    private final LatencyProbe latencyProbe;

    GracefulClose(
            SocketIoConnection connection,
            SocketTap sockets,
            PollingRequests polling,
            HttpCalls http,
            LatencyProbe latencyProbe) {
        this.sendQueue = connection.sendQueue();
        this.evidence = connection.evidence();
        this.signal = connection.signal();
        this.sockets = sockets;
        this.polling = polling;
        this.http = http;
        this.latencyProbe = latencyProbe;
    }

    /**
     * Waits until the last packet is confirmed, with a websocket ping if necessary: the server drops events that it
     * reads together with our DISCONNECT. Over polling each response confirms the payload before it, so no ping is
     * needed.
     *
     * @param isHurried whether to skip the wait for packets that are not written
     * @return true if the session uses a websocket and everything sent on it was already confirmed
     */
    boolean confirmDelivery(boolean isHurried) {
        long deadline = System.nanoTime() + CONFIRM_TIMEOUT.toNanos();
        long seen = signal.startWaiting();
        while ((isWriting() || sockets.isUpgrading()) && !isHurried && System.nanoTime() < deadline) {
            seen = signal.await(seen);
        }
        Optional<Packet> last = evidence.delivery().unconfirmed();
        if (!sockets.isInUse() || isWriting() || last.isEmpty()) {
            return sockets.isInUse() && !isWriting();
        }
        long timeoutNanos =
                Math.max(0, deadline - System.nanoTime()) + SendQueue.weightOf(last.get()) * READING_NANOS_PER_BYTE;
        if (latencyProbe.awaitPong(Duration.ofNanos(timeoutNanos))) {
            evidence.delivery().confirm(last.get());
        }
        return false;
    }

    /**
     * Returns true if a packet of ours is not written to the socket; a ping would overtake it. Queried in the order in
     * which a packet passes.
     */
    private boolean isWriting() {
        return sendQueue.hasInFlight() || sockets.isWriting();
    }

    /**
     * Waits until every transport has ended, and longer while data is still being written. Once the server has closed
     * too, everything before has arrived.
     *
     * @param isOpen returns true while the library considers the session open
     * @param isHurried whether to give up sooner on data that is not written
     * @param isAllConfirmed whether everything else is confirmed, so that it is enough if our close frames are written
     * @return whether every packet is written and its delivery is not in doubt
     */
    boolean awaitClose(BooleanSupplier isOpen, boolean isHurried, boolean isAllConfirmed) {
        long leastQueued = Long.MAX_VALUE;
        long progressNanos = System.nanoTime();
        long seen = signal.startWaiting();
        while (isOpen.getAsBoolean() || sockets.isLive() || http.isBusy()) {
            if (isAllConfirmed && sockets.areClosesWritten() && !http.isBusy()) {
                break;
            }
            long queued = sockets.queuedBytes();
            if (queued < leastQueued) {
                leastQueued = queued;
                progressNanos = System.nanoTime();
            }
            Duration timeout = timeout(isHurried);
            if (System.nanoTime() - progressNanos > timeout.toNanos()) {
                handleTimeout(timeout.toSeconds() + " s");
                break;
            }
            seen = signal.await(seen);
        }
        return isDelivered();
    }

    private Duration timeout(boolean isHurried) {
        if (isDelivered() && !evidence.delivery().hasUnconfirmed()) {
            return CLOSE_TIMEOUT;
        }
        return isHurried ? CONFIRM_TIMEOUT : DELIVERY_TIMEOUT;
    }

    /** Describes the data that was reported as sent but may not be written to the socket; empty if all is written. */
    Optional<String> describeUnwritten() {
        long bytes = sockets.queuedBytes();
        if (bytes > 0) {
            return Optional.of(bytes == 1 ? "the last byte" : "the last " + bytes + " bytes");
        }
        return isPostingUserData() ? Optional.of("the last request, which has no response") : Optional.empty();
    }

    private void handleTimeout(String time) {
        if (polling.isPosting()) {
            evidence.connectionBroken("no response to a POST within " + time);
        } else if (evidence.delivery().hasUnconfirmed()) {
            evidence.connectionBroken("neither a pong nor a close frame within " + time);
        }
        evidence.delivery().sessionBroken();
    }

    /** Returns true if a request has no response, and an event or an acknowledgement may be in it. */
    private boolean isPostingUserData() {
        return polling.isPosting() && evidence.delivery().hasUnconfirmed();
    }

    /** Returns true if every packet is written and none is known to be lost. */
    boolean isDelivered() {
        return sendQueue.isWritten()
                && !evidence.delivery().isInDoubt()
                && !evidence.delivery().isLost()
                && sockets.queuedBytes() == 0
                && !isPostingUserData();
    }
}
