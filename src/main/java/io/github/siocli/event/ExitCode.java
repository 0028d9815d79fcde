package io.github.siocli.event;

/** The exit code of the process. Each code has one cause, so that scripts can rely on it. */
public enum ExitCode {
    /** The command did everything that it was asked to do. */
    DONE(0),
    /** An internal error of the tool. */
    INTERNAL(1),
    /** The command line, a file it names or a line of input is wrong; nothing was sent. */
    USAGE(2),
    /** No connection: DNS, TCP, TLS, proxy, HTTP, or not a Socket.IO server. */
    NOT_CONNECTED(3),
    /** The server refused the connection: middleware, an invalid namespace, status 401 or 403. */
    REFUSED(4),
    /** A timeout elapsed: of the connection, an acknowledgement or an expected event. */
    TIMED_OUT(5),
    /** An expectation failed. */
    EXPECTATION_FAILED(6),
    /** The connection ended before the command was done. */
    DISCONNECTED(7),
    /** Interrupted by Ctrl-C. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** Returns the exit status of the process. */
    public int number() {
        return number;
    }
}
