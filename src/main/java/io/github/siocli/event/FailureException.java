package io.github.siocli.event;

/** Carries a failure to where it is told; a subclass may add where it was met. */
public class FailureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public FailureException(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    /** What failed. */
    public Failure failure() {
        return failure;
    }
}
