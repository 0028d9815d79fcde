package io.github.siocli.shell;

import io.github.siocli.event.FailureException;

/** The failure of a line of a script, with its position. */
public final class LineException extends FailureException {

    private static final long serialVersionUID = 1L;

    private final String place;

    LineException(String place, FailureException cause) {
        super(cause.failure(), cause);
        this.place = cause instanceof LineException inner ? place + ": " + inner.place : place;
    }

    /** Returns the position of the line, such as {@code line 3 of FILE}. */
    public String place() {
        return place;
    }

    /** Returns the position of a failure; the empty string if no line caused it. */
    public static String place(FailureException e) {
        return e instanceof LineException line ? line.place : "";
    }
}
