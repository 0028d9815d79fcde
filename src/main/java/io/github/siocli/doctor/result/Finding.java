package io.github.siocli.doctor.result;

import io.github.siocli.event.Failure;
import io.github.siocli.event.Layer;
import java.util.List;
import java.util.Optional;

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
                status == CheckStatus.FAILED ? Optional.of(failure) : Optional.empty());
    }

    /** Returns the place that the hint of a failure is about. */
    private static Place place(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED, CONNECTION_CUT, NAMESPACE_SILENT, NAMESPACE_CUT, HANDSHAKE_TIMEOUT, UNAVAILABLE ->
                Place.SERVER;
            case NOT_TLS,
                    TLS_REQUIRED,
                    CLIENT_CERTIFICATE_REQUIRED,
                    CLIENT_CERTIFICATE_REFUSED,
                    NO_SOCKET_IO_HERE,
                    REDIRECTED,
                    SLASH_REDIRECTED,
                    FORBIDDEN,
                    REQUEST_TOO_LARGE,
                    TRANSPORT_UNKNOWN,
                    HANDSHAKE_FORBIDDEN,
                    HANDSHAKE_UNAUTHORIZED,
                    OTHER_THAN_FORCED,
                    REFUSED_BY_SERVER,
                    REFUSED_WITHOUT_AUTH,
                    INVALID_NAMESPACE,
                    INVALID_NAMESPACE_IN_URL,
                    WRONG_PARSER,
                    OTHER_PARSER -> Place.CLIENT;
            case SESSION_UNKNOWN, SESSION_ID_LOST, UPGRADE_HEADER_LOST, REQUEST_REFUSED -> Place.PROXY;
            default -> place(failure.kind().layer());
        };
    }

    private static Place place(Layer layer) {
        return switch (layer) {
            case DNS, TCP, PROXY -> Place.NETWORK;
            case TLS -> Place.CERTIFICATE;
            case HTTP -> Place.PROXY;
            case ENGINE_IO, SOCKET_IO -> Place.SERVER;
            case USAGE, FILE, PROGRAM -> Place.OPTIONS;
        };
    }

    /** Returns a copy of this finding with other evidence. */
    public Finding withEvidence(String text) {
        return new Finding(status, fact, text, advice, failure);
    }
}
