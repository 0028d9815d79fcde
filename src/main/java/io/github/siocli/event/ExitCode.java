package io.github.siocli.event;

/** How the process ends; each code has one cause, and scripts may rely on it. */
public enum ExitCode {
    /** Everything asked for was done. */
    DONE(0),
    /** A fault of the tool itself. */
    INTERNAL(1),
    /** The command line, a file it names or a line of input is wrong; nothing was sent. */
    USAGE(2),
    /** No connection: DNS, TCP, TLS, proxy, HTTP, or not a Socket.IO server. */
    NOT_CONNECTED(3),
    /** The server refused: a middleware, an invalid namespace, 401 or 403. */
    REFUSED(4),
    /** Time ran out: for the connection, an acknowledgement or an awaited event. */
    TIMED_OUT(5),
    /** An expectation failed. */
    EXPECTATION_FAILED(6),
    /** The connection ended before everything asked for was done. */
    DISCONNECTED(7),
    /** Interrupted by Ctrl-C. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the process ends with. */
    public int number() {
        return number;
    }
}
