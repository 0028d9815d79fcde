package io.github.siocli.client.engine;

import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Layer;

/** How a connection ended, as far as it was seen on the wire. Any thread may call. */
public final class CloseCause {

    private String detail = "";
    private String hint = "";
    private boolean failed;
    private boolean goodbye;
    private boolean unexplained;
    private boolean silent;
    private boolean refused;

    /** A new connection begins. */
    public synchronized void restart() {
        detail = "";
        hint = "";
        failed = false;
        goodbye = false;
        unexplained = false;
        silent = false;
        refused = false;
    }

    /** The server said that it closes. It has no better reason than a refusal of what we sent. */
    synchronized void goodbye(String seen) {
        goodbye = true;
        if (!refused) {
            detail = seen;
        }
    }

    /** The server said that it closes, as it does for whatever reason. */
    synchronized void goodbyeUnexplained(String seen) {
        goodbye(seen);
        unexplained = !refused;
    }

    /** The server refused what we sent, which explains the end better than anything else; what was sent is named. */
    synchronized void refused(String seen) {
        if (!refused) {
            detail = seen;
        }
        refused = true;
        unexplained = false;
    }

    /** Returns true if the server refused what we sent. */
    public synchronized boolean isRefused() {
        return refused;
    }

    /** Whether the server closed by itself and gave no reason. */
    public synchronized boolean isUnexplained() {
        return unexplained;
    }

    /** The connection broke; what came before a break explains it better. */
    public synchronized void broken(String seen) {
        if (detail.isEmpty() && !silent) {
            detail = seen;
        }
    }

    /** We end the connection because the server is silent; how it breaks after that says nothing. */
    public synchronized void silent() {
        silent = true;
    }

    /**
     * As {@link #broken}, for a cause that is known.
     *
     * @param seen what is said of it, if nothing came before that explains it better
     */
    synchronized void failed(Failure failure, String seen) {
        Layer layer = failure.kind().layer();
        if (detail.isEmpty() && layer != Layer.DNS && layer != Layer.TCP) {
            failed = true;
            hint = failure.hint();
        }
        broken(seen);
    }

    /** What was seen, with an explanation of it. */
    public synchronized void explained(String explanation) {
        if (!refused) {
            detail = explanation;
        }
    }

    /** As {@link #refused(String)}, for a cause that is known. */
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

    /** Returns what to try; empty if there is nothing to say. */
    public synchronized String hint() {
        return hint;
    }

    /** The reason, from the one that the library gives and from what was seen. */
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
