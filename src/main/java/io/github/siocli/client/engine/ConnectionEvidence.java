package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.client.diagnosis.WebSocketFailure;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Layer;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.websocket.CloseFrame;
import java.io.IOException;

/**
 * Collects observations of one connection on the wire, and explains with them the failure of an attempt, the end of the
 * connection and the delivery of the last packet. Any thread may call.
 */
final class ConnectionEvidence {

    private static final String DROP_DETAIL = "dropped on request";

    private final ConnectProgress progress;
    private final PayloadLimit limit;
    private final Diagnosis diagnosis;
    private final EngineState engine;
    private final DeliveryTracker delivery = new DeliveryTracker(System::nanoTime);

    /** Describes the end as it was observed; empty before. Guarded by this object, as the fields below. */
    private String detail = "";

    private String hint = "";
    private boolean isFailed;
    private boolean isClosedByServer;
    private boolean isUnexplained;
    private boolean isDropped;
    private boolean isSilent;
    private boolean isRefused;

    ConnectionEvidence(ConnectProgress progress, PayloadLimit limit, Diagnosis diagnosis, EngineState engine) {
        this.progress = progress;
        this.limit = limit;
        this.diagnosis = diagnosis;
        this.engine = engine;
    }

    ConnectProgress progress() {
        return progress;
    }

    PayloadLimit limit() {
        return limit;
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }

    DeliveryTracker delivery() {
        return delivery;
    }

    /**
     * Records that a handshake cannot be used.
     *
     * @param packet the text that came instead
     */
    void handshakeRejected(String problem, String packet) {
        progress.failed(diagnosis.ofHandshake(problem, packet));
    }

    /** Records a failed request. */
    void requestFailed(IOException error) {
        Failure failure = diagnosis.of(error, Transport.POLLING);
        connectionFailed(failure, failure.message() + limit.explanation("; ", false));
    }

    /** Records a response to a poll that ends the session. */
    void pollRefused(HttpResponseSummary response) {
        connectionFailed(diagnosis.of(response, Transport.POLLING));
    }

    /** Records a failure that ends the session. */
    void connectionFailed(Failure failure) {
        connectionFailed(failure, failure.message());
    }

    private synchronized void connectionFailed(Failure failure, String description) {
        progress.failed(failure);
        Layer layer = failure.kind().layer();
        if (detail.isEmpty() && layer != Layer.DNS && layer != Layer.TCP) {
            isFailed = true;
            hint = failure.hint();
        }
        connectionBroken(description);
    }

    /** Records that the connection broke. An earlier observation explains the end better. */
    synchronized void connectionBroken(String description) {
        if (detail.isEmpty() && !isSilent) {
            detail = description;
        }
    }

    /** Records that the user cut the connection. */
    synchronized void dropped() {
        isDropped = true;
        connectionBroken(DROP_DETAIL);
    }

    /** Records that we end the connection because the server is silent. How it breaks afterwards is irrelevant. */
    synchronized void heartbeatLost() {
        isSilent = true;
    }

    /** Records that the server refused packets of ours, which explains the end better than anything else. */
    synchronized void packetsRefused(Failure failure, String description) {
        progress.failed(failure);
        if (!isRefused) {
            isFailed = true;
            hint = failure.hint();
        }
        packetsRefused(description);
    }

    private void packetsRefused(String description) {
        if (!isRefused) {
            detail = description;
        }
        isRefused = true;
        isUnexplained = false;
    }

    /** Records that the server closed the session. An earlier refusal of a packet stays the better explanation. */
    private void closedByServer(String description) {
        isClosedByServer = true;
        if (!isRefused) {
            detail = description;
        }
    }

    private void closedWithoutReason(String description) {
        closedByServer(description + limit.explanation("; ", false));
        isUnexplained = !isRefused;
    }

    /** Returns true if the server closed the session and gave no reason. */
    synchronized boolean isUnexplained() {
        return isUnexplained;
    }

    /** Records an Engine.IO packet with which the server closes the session. */
    synchronized void closePacketReceived(Transport transport) {
        closedWithoutReason("close packet");
        if (transport == Transport.POLLING) {
            delivery.closedOverPolling();
        } else {
            delivery.sessionClosed();
        }
    }

    /**
     * Records the close frame of a websocket.
     *
     * @param isRequested whether we have sent a close frame before
     * @param isUpgrade whether the session does not use this websocket yet
     */
    synchronized void closeFrameReceived(CloseFrame closing, boolean isRequested, boolean isUpgrade) {
        // The reply to our close frame has the same code as ours.
        boolean isReply = isRequested && (closing.isUnexplained() || !delivery.hasUnconfirmed());
        if (!isReply || closing.isTooLarge()) {
            recordClose(closing);
        }
        if (isReply || isUpgrade) {
            return;
        }
        if (closing.isUnexplained()) {
            delivery.sessionClosed();
        } else {
            delivery.sessionBroken();
        }
    }

    private void recordClose(CloseFrame closing) {
        if (closing.isUnexplained()) {
            closedWithoutReason(closing.description());
            return;
        }
        String size = closing.isTooLarge() ? limit.explanation(": ", true) : "";
        closedByServer(closing.description() + size);
        if (!size.isEmpty()) {
            packetsRefused(closing.description() + size);
        }
        if (closing.isTooLarge()) {
            delivery.packetsLost();
        }
    }

    /** Records that the websocket of the session broke. */
    void websocketFailed(WebSocketFailure failure) {
        delivery.sessionBroken();
        Failure explained = failure.toFailure(diagnosis);
        String description = explained.kind() == FailureKind.REQUEST_CUT ? failure.description() : explained.message();
        connectionFailed(explained, description + limit.explanation("; ", false));
    }

    /** Explains the failure of an attempt; {@code error} is that of the library, if nothing else was seen. */
    Failure attemptFailure(String url, Object error) {
        return progress.failure().orElseGet(() -> Failure.of(FailureKind.NOT_A_HANDSHAKE, url, String.valueOf(error)));
    }

    /** Derives the reason of the end from the library's reason and from what was seen. */
    synchronized DisconnectReason disconnectReason(String libraryReason) {
        if (isSilent || libraryReason.equals("ping timeout")) {
            return DisconnectReason.PING_TIMEOUT;
        }
        if (libraryReason.equals(PacketCarrier.FORCED_CLOSE)) {
            return DisconnectReason.CLIENT_DISCONNECT;
        }
        if (isDropped) {
            return DisconnectReason.DROPPED;
        }
        return isClosedByServer
                ? DisconnectReason.SESSION_CLOSED
                : isFailed ? DisconnectReason.CONNECTION_FAILED : DisconnectReason.CONNECTION_LOST;
    }

    /**
     * Explains the end of the session.
     *
     * @param isFailureReported whether the failure that ended it is already reported
     */
    synchronized ConnectionEnd explainEnd(DisconnectReason reason, boolean isFailureReported) {
        if (reason != DisconnectReason.CLIENT_DISCONNECT) {
            delivery.sessionClosed();
        }
        String observed = detail;
        String explanation = explain(reason);
        if (!isRefused) {
            detail = explanation;
        }
        String advice = reason == DisconnectReason.CONNECTION_FAILED ? hint : "";
        return new ConnectionEnd(reason, observed, explanation, advice, engine.openSince(), isFailureReported);
    }

    /** Describes the end, with an explanation from the timing. */
    private String explain(DisconnectReason reason) {
        if (isRefused || !limit.explanation("", false).isEmpty()) {
            // A refused or too large packet explains the end better than the timing does.
            return detail;
        }
        if (reason == DisconnectReason.PING_TIMEOUT) {
            // The server may also close the session at this moment.
            return CloseTimingHeuristic.describeTimeout(engine.handshake()) + (detail.isEmpty() ? "" : "; " + detail);
        }
        if (reason != DisconnectReason.SESSION_CLOSED) {
            return detail;
        }
        CloseTimingHeuristic timing = engine.closeTiming();
        String fromTiming = isUnexplained ? timing.explainClose(engine.handshake()) : "";
        return withExplanation(fromTiming.isEmpty() && delivery.isInDoubt() ? timing.describeLastSent() : fromTiming);
    }

    private String withExplanation(String explanation) {
        return detail.isEmpty() || explanation.isEmpty() ? detail + explanation : detail + ", " + explanation;
    }

    /**
     * Explains that the connection ended before the server answered the CONNECT of a namespace.
     *
     * @param end how the connection ended
     */
    synchronized Failure unansweredFailure(String nsp, ConnectionEnd end) {
        String description = end.detail().isEmpty() ? end.reason().protocolName() : end.detail();
        return progress.failure()
                .orElseGet(() -> diagnosis.ofClosedSession(
                        nsp, description, isUnexplained, end.openSince().orElse(null)));
    }

    /** Explains that not everything reached the server. */
    synchronized Failure undeliveredFailure(boolean isEverythingWritten) {
        boolean isInDoubt = isEverythingWritten && !delivery.isLost() && delivery.isInDoubt();
        String lastPacket = isInDoubt && !isRefused ? engine.closeTiming().describeLastSent() : "";
        String description = detail.contains(lastPacket) ? detail : withExplanation(lastPacket);
        return Failure.of(
                FailureKind.DISCONNECTED,
                isInDoubt
                        ? "it is not known whether everything reached the server"
                        : "not everything reached the server",
                description.isEmpty() ? "" : " (" + description + ")",
                hint);
    }
}
