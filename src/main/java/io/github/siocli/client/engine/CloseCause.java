package io.github.siocli.client.engine;

import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Layer;

/**
 * Collects what was seen on the wire about the end of a connection, and derives the reason to report. Any thread may
 * call.
 */
final class CloseCause {

    private String detail = "";
    private String hint = "";
    private boolean isFailed;
    private boolean isClosedByServer;
    private boolean isUnexplained;
    private boolean isSilent;
    private boolean isRefused;

    /**
     * Notes that the server closed the session with a stated reason. An earlier refusal of a packet stays the better
     * explanation.
     */
    synchronized void closedByServer(String description) {
        isClosedByServer = true;
        if (!isRefused) {
            detail = description;
        }
    }

    /** Notes that the server closed the session without a specific reason. */
    synchronized void closedWithoutReason(String description) {
        closedByServer(description);
        isUnexplained = !isRefused;
    }

    /**
     * Notes that the server refused a packet, which explains the end better than anything else.
     *
     * @param description describes the refusal and names the packet
     */
    synchronized void packetRefused(String description) {
        if (!isRefused) {
            detail = description;
        }
        isRefused = true;
        isUnexplained = false;
    }

    /** Returns true if the server refused a packet of ours. */
    synchronized boolean isRefused() {
        return isRefused;
    }

    /** Returns true if the server closed the session and gave no reason. */
    synchronized boolean isUnexplained() {
        return isUnexplained;
    }

    /** Notes that the connection broke. An earlier observation explains the end better. */
    synchronized void connectionBroken(String description) {
        if (detail.isEmpty() && !isSilent) {
            detail = description;
        }
    }

    /** Notes that we end the connection because the server is silent. How it breaks afterwards is irrelevant. */
    synchronized void heartbeatLost() {
        isSilent = true;
    }

    /**
     * As {@link #connectionBroken}, for a known failure.
     *
     * @param description describes the failure; ignored if an earlier observation explains the end
     */
    synchronized void connectionFailed(Failure failure, String description) {
        Layer layer = failure.kind().layer();
        if (detail.isEmpty() && layer != Layer.DNS && layer != Layer.TCP) {
            isFailed = true;
            hint = failure.hint();
        }
        connectionBroken(description);
    }

    /** Replaces the description of the end with one that contains an explanation. */
    synchronized void setExplanation(String explanation) {
        if (!isRefused) {
            detail = explanation;
        }
    }

    /** As {@link #packetRefused(String)}, for a known failure. */
    synchronized void packetRefused(Failure failure, String description) {
        if (!isRefused) {
            isFailed = true;
            hint = failure.hint();
        }
        packetRefused(description);
    }

    synchronized String detail() {
        return detail;
    }

    /** Returns advice for the user; empty if there is none. */
    synchronized String hint() {
        return hint;
    }

    /** Derives the reason from the library's reason and from what was seen. */
    synchronized DisconnectReason disconnectReason(String libraryReason) {
        if (isSilent) {
            return DisconnectReason.PING_TIMEOUT;
        }
        return switch (libraryReason) {
            case "ping timeout" -> DisconnectReason.PING_TIMEOUT;
            case PacketCarrier.FORCED_CLOSE -> DisconnectReason.CLIENT_DISCONNECT;
            default ->
                isClosedByServer
                        ? DisconnectReason.SESSION_CLOSED
                        : isFailed ? DisconnectReason.CONNECTION_FAILED : DisconnectReason.CONNECTION_LOST;
        };
    }
}
