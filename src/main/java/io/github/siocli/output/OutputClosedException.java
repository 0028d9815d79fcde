package io.github.siocli.output;

/** Thrown if the reader of standard output has closed the pipe; the command then ends quietly. */
public final class OutputClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputClosedException(Throwable cause) {
        super(cause);
    }
}
