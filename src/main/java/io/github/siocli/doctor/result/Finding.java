package io.github.siocli.doctor.result;

import io.github.siocli.event.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The outcome of a check, without the check itself.
 *
 * @param status the outcome
 * @param fact one fact in a sentence without a full stop
 * @param evidence excerpt from the wire, or measured values; several lines, may be empty
 * @param advice what to change, the most likely cure first
 * @param failure the failure of a failed check; empty for all others
 */
public record Finding(
        CheckStatus status, String fact, String evidence, List<Advice> advice, Optional<Failure> failure) {
    public Finding {
        advice = List.copyOf(advice);
    }

    /** Returns the finding of a check that found no problem. */
    public static Finding ok(String fact) {
        return new Finding(CheckStatus.OK, fact, "", List.of(), Optional.empty());
    }

    /** Returns the finding of a problem with which a client still works. */
    public static Finding warning(String fact, Advice... advice) {
        return new Finding(CheckStatus.WARNING, fact, "", List.of(advice), Optional.empty());
    }

    /** Returns the finding of a check that does not apply. */
    public static Finding skipped(String reason) {
        return new Finding(CheckStatus.SKIPPED, reason, "", List.of(), Optional.empty());
    }

    /**
     * Returns the finding of a problem with which no client works.
     *
     * @param advice what to change; by default the advice for this kind of failure
     */
    public static Finding failed(Failure failure, Advice... advice) {
        return ofFailure(CheckStatus.FAILED, failure, advice);
    }

    /**
     * Returns the finding of a failure with which a client still works, for example because it has another transport.
     *
     * @param advice what to change; by default the advice for this kind of failure
     */
    public static Finding tolerated(Failure failure, Advice... advice) {
        return ofFailure(CheckStatus.WARNING, failure, advice);
    }

    private static Finding ofFailure(CheckStatus status, Failure failure, Advice... advice) {
        return new Finding(
                status,
                failure.message(),
                failure.evidence(),
                advice.length > 0 ? List.of(advice) : FailureAdvice.of(failure),
                status == CheckStatus.FAILED ? Optional.of(failure) : Optional.empty());
    }

    /** Returns a copy of this finding that also has another failure of the same check, with its advice. */
    public Finding and(Failure other) {
        return new Finding(
                status,
                fact + "; " + other.message(),
                evidence,
                Stream.concat(advice.stream(), FailureAdvice.of(other).stream()).toList(),
                failure);
    }

    /** Returns a copy of this finding with other evidence. */
    public Finding withEvidence(String text) {
        return new Finding(status, fact, text, advice, failure);
    }
}
