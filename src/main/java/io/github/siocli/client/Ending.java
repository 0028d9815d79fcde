package io.github.siocli.client;

import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Layer;

/** How a connection ended, as far as it was seen on the wire. Any thread may call. */
final class Ending {

    private String detail = "";
    private String hint = "";
    private boolean failed;
    private boolean goodbye;
    private boolean unexplained;
    private boolean silent;

    /** A new connection begins. */
    synchronized void restart() {
        detail = "";
        hint = "";
        failed = false;
        goodbye = false;
        unexplained = false;
        silent = false;
    }

    /** The server said that it closes. */
    synchronized void goodbye(String seen) {
        goodbye = true;
        detail = seen;
    }

    /** The server said that it closes, as it does for whatever reason. */
    synchronized void goodbyeUnexplained(String seen) {
        goodbye(seen);
        unexplained = true;
    }

    /** Whether the server closed by itself and gave no reason. */
    synchronized boolean isUnexplained() {
        return unexplained;
    }

    /** The connection broke; what came before a break explains it better. */
    synchronized void broken(String seen) {
        if (detail.isEmpty() && !silent) {
            detail = seen;
        }
    }

    /** We end the connection because the server is silent; how it breaks after that says nothing. */
    synchronized void silent() {
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

    synchronized String detail() {
        return detail;
    }

    /** Returns what to try; empty if there is nothing to say. */
    synchronized String hint() {
        return hint;
    }

    /** The reason, from the one that the library gives and from what was seen. */
    synchronized DisconnectReason reason(String ofLibrary) {
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
