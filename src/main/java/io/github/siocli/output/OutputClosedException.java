package io.github.siocli.output;

/** The reader of standard output has gone; whatever the command still had to say, nobody wants it. */
public final class OutputClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputClosedException(Throwable cause) {
        super(cause);
    }
}
