package io.github.siocli.client.engine;

import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Layer;

/**
 * Collects what was seen on the wire about the end of a connection, and derives the reason to report. Any thread may
 * call.
 */
public final class CloseCause {

    private String detail = "";
    private String hint = "";
    private boolean failed;
    private boolean goodbye;
    private boolean unexplained;
    private boolean silent;
    private boolean refused;

    /** Clears everything for a new connection. */
    public synchronized void restart() {
        detail = "";
        hint = "";
        failed = false;
        goodbye = false;
        unexplained = false;
        silent = false;
        refused = false;
    }

    /**
     * Notes that the server closed the session with a stated reason. An earlier refusal of a packet stays the better
     * explanation.
     */
    synchronized void goodbye(String seen) {
        goodbye = true;
        if (!refused) {
            detail = seen;
        }
    }

    /** Notes that the server closed the session without a specific reason. */
    synchronized void goodbyeUnexplained(String seen) {
        goodbye(seen);
        unexplained = !refused;
    }

    /**
     * Notes that the server refused a packet, which explains the end better than anything else.
     *
     * @param seen describes the refusal and names the packet
     */
    synchronized void refused(String seen) {
        if (!refused) {
            detail = seen;
        }
        refused = true;
        unexplained = false;
    }

    /** Returns true if the server refused a packet of ours. */
    public synchronized boolean isRefused() {
        return refused;
    }

    /** Returns true if the server closed the session and gave no reason. */
    public synchronized boolean isUnexplained() {
        return unexplained;
    }

    /** Notes that the connection broke. An earlier observation explains the end better. */
    public synchronized void broken(String seen) {
        if (detail.isEmpty() && !silent) {
            detail = seen;
        }
    }

    /** Notes that we end the connection because the server is silent. How it breaks afterwards is irrelevant. */
    public synchronized void silent() {
        silent = true;
    }

    /**
     * As {@link #broken}, for a known failure.
     *
     * @param seen describes the failure; ignored if an earlier observation explains the end
     */
    synchronized void failed(Failure failure, String seen) {
        Layer layer = failure.kind().layer();
        if (detail.isEmpty() && layer != Layer.DNS && layer != Layer.TCP) {
            failed = true;
            hint = failure.hint();
        }
        broken(seen);
    }

    /** Replaces the description of the end with one that contains an explanation. */
    public synchronized void explained(String explanation) {
        if (!refused) {
            detail = explanation;
        }
    }

    /** As {@link #refused(String)}, for a known failure. */
    synchronized void refused(Failure failure, String seen) {
        if (!refused) {
            failed = true;
            hint = failure.hint();
        }
        refused(seen);
    }

    public synchronized String detail() {
        return detail;
    }

    /** Returns advice for the user; empty if there is none. */
    public synchronized String hint() {
        return hint;
    }

    /** Derives the reason from the library's reason and from what was seen. */
    public synchronized DisconnectReason reason(String ofLibrary) {
        if (silent) {
            return DisconnectReason.PING_TIMEOUT;
        }
        return switch (ofLibrary) {
            case "ping timeout" -> DisconnectReason.PING_TIMEOUT;
            case LibraryLink.FORCED -> DisconnectReason.CLIENT_DISCONNECT;
            default ->
                goodbye
                        ? DisconnectReason.SESSION_CLOSED
                        : failed ? DisconnectReason.CONNECTION_FAILED : DisconnectReason.CONNECTION_LOST;
        };
    }
}
