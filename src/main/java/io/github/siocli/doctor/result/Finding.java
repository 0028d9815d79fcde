package io.github.siocli.doctor.result;

import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a check, without the check itself.
 *
 * @param status the outcome
 * @param fact one fact in a sentence without a full stop
 * @param evidence excerpt from the wire, or measured values; several lines, may be empty
 * @param advice what to change, the most likely cure first
 * @param exitCode exit code of a failed check; empty for all others
 */
public record Finding(
        CheckStatus status, String fact, String evidence, List<Advice> advice, Optional<ExitCode> exitCode) {
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
     * @param advice what to change; the hint of the failure if there is none
     */
    public static Finding failed(Failure failure, Advice... advice) {
        return ofFailure(CheckStatus.FAILED, failure, advice);
    }

    /**
     * Returns the finding of a failure with which a client still works, for example because it has another transport.
     *
     * @param advice what to change; the hint of the failure if there is none
     */
    public static Finding tolerated(Failure failure, Advice... advice) {
        return ofFailure(CheckStatus.WARNING, failure, advice);
    }

    private static Finding ofFailure(CheckStatus status, Failure failure, Advice... advice) {
        boolean hasOwn = advice.length > 0 || failure.hint().isEmpty();
        return new Finding(
                status,
                failure.message(),
                failure.evidence(),
                hasOwn ? List.of(advice) : List.of(Advice.of(place(failure), failure.hint())),
                status == CheckStatus.FAILED ? Optional.of(failure.kind().exitCode()) : Optional.empty());
    }

    /** Returns the place that the hint of a failure is most likely about. */
    private static Place place(Failure failure) {
        return switch (failure.kind().layer()) {
            case DNS, TCP, PROXY -> Place.NETWORK;
            case TLS -> Place.CERTIFICATE;
            case HTTP -> Place.PROXY;
            case ENGINE_IO, SOCKET_IO -> Place.SERVER;
            case USAGE, FILE, PROGRAM -> Place.OPTIONS;
        };
    }

    /** Returns a copy of this finding with other evidence. */
    public Finding withEvidence(String text) {
        return new Finding(status, fact, text, advice, exitCode);
    }
}
