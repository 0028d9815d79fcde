package io.github.siocli.mock;

/** A rule cannot perform an action, and ends. */
final class RuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RuleException(String message) {
        super(message, null, false, false);
    }
}
