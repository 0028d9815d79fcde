package io.github.siocli.cli;

/** The reader of standard output has gone; whatever the command still had to say, nobody wants it. */
final class OutputClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputClosedException(Throwable cause) {
        super(cause);
    }
}
