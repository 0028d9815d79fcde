package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.client.diagnosis.WebSocketFailure;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.websocket.CloseFrame;
import java.io.IOException;

/**
 * Collects observations of one connection on the wire, and explains with them the failure of an attempt, the end of the
 * connection and the delivery of the last packet. Any thread may call.
 */
final class ConnectionEvidence {

    private final ConnectProgress progress;
    private final PayloadLimit limit;
    private final Diagnosis diagnosis;
    private final EngineState engine;
    private final CloseCause closeCause = new CloseCause();
    private final DeliveryTracker delivery = new DeliveryTracker();

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

    CloseCause closeCause() {
        return closeCause;
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

    private void connectionFailed(Failure failure, String detail) {
        progress.failed(failure);
        closeCause.connectionFailed(failure, detail);
    }

    /** Records that the server refused packets of ours, which explains the end better than anything else. */
    void packetsRefused(Failure failure, String description) {
        progress.failed(failure);
        closeCause.packetRefused(failure, description);
    }

    /** Records an Engine.IO packet with which the server closes the session. */
    void closePacketReceived() {
        closeCause.closedWithoutReason("close packet" + limit.explanation("; ", false));
        delivery.sessionClosed();
    }

    /**
     * Records the close frame of a websocket.
     *
     * @param isRequested whether we have sent a close frame before
     * @param isUpgrade whether the session does not use this websocket yet
     */
    void closeFrameReceived(CloseFrame closing, boolean isRequested, boolean isUpgrade) {
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
            closeCause.closedWithoutReason(closing.description() + limit.explanation("; ", false));
        } else if (closing.isTooLarge()) {
            String size = limit.explanation(": ", true);
            closeCause.closedByServer(closing.description() + size);
            if (!size.isEmpty()) {
                closeCause.packetRefused(closing.description() + size);
            }
            delivery.packetsLost();
        } else {
            closeCause.closedByServer(closing.description());
        }
    }

    /** Records that the websocket of the session broke. */
    void websocketFailed(WebSocketFailure failure) {
        delivery.sessionBroken();
        Failure explained = failure.toFailure(diagnosis);
        progress.failed(explained);
        String description = explained.kind() == FailureKind.REQUEST_CUT ? failure.description() : explained.message();
        closeCause.connectionFailed(explained, description + limit.explanation("; ", false));
    }

    /** Explains the failure of an attempt; {@code error} is that of the library, if nothing else was seen. */
    Failure attemptFailure(String url, Object error) {
        return progress.failure().orElseGet(() -> Failure.of(FailureKind.NOT_A_HANDSHAKE, url, String.valueOf(error)));
    }

    /**
     * Explains the end of the session.
     *
     * @param reason the reason of the end
     * @param isFailureReported whether the failure that ended it is already reported
     */
    ConnectionEnd explainEnd(DisconnectReason reason, boolean isFailureReported) {
        String detail = closeCause.detail();
        if (reason != DisconnectReason.CLIENT_DISCONNECT) {
            delivery.sessionClosed();
        }
        // A refused or too large packet explains the end better than the timing does.
        boolean isExplained =
                closeCause.isRefused() || !limit.explanation("", false).isEmpty();
        String explanation = isExplained
                ? detail
                : engine.explainClose(reason, detail, closeCause.isUnexplained(), delivery.isInDoubt());
        closeCause.setExplanation(explanation);
        String hint = reason == DisconnectReason.CONNECTION_FAILED ? closeCause.hint() : "";
        return new ConnectionEnd(reason, detail, explanation, hint, engine.openSince(), isFailureReported);
    }

    /**
     * Explains that the connection ended before the server answered the CONNECT of a namespace.
     *
     * @param end how the connection ended
     */
    Failure unansweredFailure(String nsp, ConnectionEnd end) {
        String description = end.detail().isEmpty() ? end.reason().protocolName() : end.detail();
        return progress.failure()
                .orElseGet(() -> diagnosis.ofClosedSession(
                        nsp,
                        description,
                        closeCause.isUnexplained(),
                        end.openSince().orElse(null)));
    }

    /** Explains that not everything reached the server. */
    Failure undeliveredFailure(boolean isEverythingWritten) {
        boolean isInDoubt = isEverythingWritten && !delivery.isLost() && delivery.isInDoubt();
        String lastPacket =
                isInDoubt && !closeCause.isRefused() ? engine.closeTiming().describeLastSent() : "";
        String closeDetail = closeCause.detail();
        String detail = lastPacket.isEmpty() || closeDetail.contains(lastPacket)
                ? closeDetail
                : closeDetail.isEmpty() ? lastPacket : closeDetail + ", " + lastPacket;
        return Failure.of(
                FailureKind.DISCONNECTED,
                isInDoubt
                        ? "it is not known whether everything reached the server"
                        : "not everything reached the server",
                detail.isEmpty() ? "" : " (" + detail + ")",
                closeCause.hint());
    }
}
