package io.github.siocli.shell;

import io.github.siocli.event.FailureException;

/** A line of a script failed. */
public final class LineException extends FailureException {

    private static final long serialVersionUID = 1L;

    private final String place;

    LineException(String place, FailureException cause) {
        super(cause.failure(), cause);
        this.place = cause instanceof LineException inner ? place + ": " + inner.place : place;
    }

    /** Where the line is, such as {@code line 3 of FILE}. */
    public String place() {
        return place;
    }

    /** Where a failure is; empty where it is not that of a line. */
    public static String place(FailureException e) {
        return e instanceof LineException line ? line.place : "";
    }
}
