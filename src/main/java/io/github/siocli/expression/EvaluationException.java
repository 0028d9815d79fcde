package io.github.siocli.expression;

/** An expression has no value, or too large a one. */
public final class EvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EvaluationException(String message) {
        super(message, null, false, false);
    }

    static EvaluationException tooLarge() {
        return new EvaluationException("its result is larger than 16 MiB");
    }
}
