package io.github.siocli.client.diagnosis;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.ParserType;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.websocket.ProtocolGuess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Determines why a connection failed, from the data that was observed. */
public final class Diagnosis {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final int EVIDENCE = 1024;

    private final ConnectAttempt attempt;
    private final ConnectOptions options;
    private final ConnectProgress progress;

    /**
     * Creates the diagnosis of a connection.
     *
     * @param tls the TLS settings; null if the server is not reached over TLS
     */
    public Diagnosis(
            ConnectOptions options,
            EnginePath path,
            ConnectProgress progress,
            PayloadLimit limit,
            @Nullable ClientTls tls,
            Clock clock) {
        this.attempt = new ConnectAttempt(options, path, progress, limit, tls, clock);
        this.options = options;
        this.progress = progress;
    }

    private Failure redacted(Failure failure) {
        return new SecretRedactor(options).redact(failure);
    }

    /** Explains a response that is not a handshake, or that is an error in a session. */
    public Failure of(HttpResponseSummary answer, Transport transport) {
        return redacted(explained(answer, transport));
    }

    private Failure explained(HttpResponseSummary answer, Transport transport) {
        HttpDiagnosis http = new HttpDiagnosis(attempt, answer, transport);
        return http.ofClientCertificate()
                .orElseGet(() -> http.ofTlsPort()
                        .or(() -> EdgeDiagnosis.of(answer, attempt.engineUrl()))
                        .or(() -> new EngineDiagnosis(attempt, answer, transport).explain())
                        .orElseGet(http::explain)
                        .withEvidence(answer.evidence()));
    }

    /**
     * Explains an error response to a POST of an open session.
     *
     * @param sent describes the content of the POST, with its size
     */
    public Failure ofPost(HttpResponseSummary answer, String sent) {
        Failure failure = explained(answer, Transport.POLLING);
        return redacted(
                switch (failure.kind()) {
                    case NO_SOCKET_IO_HERE, POLLS_OVERLAPPED, HANDSHAKE_REFUSED, REQUEST_REFUSED, HTTP_STATUS ->
                        Failure.of(FailureKind.POST_REFUSED, EngineDiagnosis.describe(answer), sent)
                                .withEvidence(answer.evidence());
                    default -> failure;
                });
    }

    /** Explains a successful response to a poll or a POST that does not come from Engine.IO. */
    public Failure ofForeignResponse(HttpResponseSummary answer) {
        return redacted(Failure.of(FailureKind.FOREIGN_ANSWER, attempt.engineUrl(), answer.summary())
                .withEvidence(answer.evidence()));
    }

    /** Explains the end of a session after this many consecutive polls without data. */
    public Failure ofEmptyPolls(HttpResponseSummary last, int polls) {
        return Failure.of(FailureKind.POLLED_IN_VAIN, attempt.engineUrl(), String.valueOf(polls), last.summary());
    }

    /** Explains an exception of a connection or a request, on the thread that reports it. */
    public Failure of(Throwable e, Transport transport) {
        return redacted(new ExceptionDiagnosis(attempt, transport).explain(e));
    }

    /**
     * Explains a session that ended before the server confirmed or refused a namespace.
     *
     * @param unexplained true if the server closed the session without a reason
     * @param openSince when the session opened; null if it did not
     */
    public Failure ofClosedSession(String nsp, String seen, boolean unexplained, @Nullable Instant openSince) {
        boolean atOnce = openSince != null && openSince.isAfter(attempt.now().minus(AT_ONCE));
        ParserType parser = options.protocol().parser();
        // A server closes at once, without a reason, if it does not understand the first packet.
        return unexplained && atOnce && !progress.isNamespaceConnected()
                ? Failure.of(
                        FailureKind.OTHER_PARSER,
                        nsp,
                        seen,
                        parser.label(),
                        parser.other().label())
                : Failure.of(FailureKind.NAMESPACE_CUT, nsp, seen);
    }

    /** Explains a handshake with missing or invalid data. */
    public Failure ofHandshake(String problem, String packet) {
        Failure failure =
                Failure.of(FailureKind.HANDSHAKE_INVALID, options.endpoint().url(), problem);
        return redacted(failure.withEvidence(packet.substring(0, Math.min(packet.length(), EVIDENCE))));
    }

    /**
     * Explains an attempt that ran out of time.
     *
     * @param unanswered the namespace that the server has not confirmed; null if there is none
     */
    public Failure ofDeadline(@Nullable String unanswered) {
        if (progress.isOpened() && unanswered != null) {
            return ofSilentNamespace(unanswered);
        }
        if (progress.isWebsocketAccepted()) {
            boolean isEio3 = options.protocol().eio().orElse(0) == 3;
            return Failure.of(
                    isEio3 ? FailureKind.WEBSOCKET_SILENT_IN_EIO3 : FailureKind.WEBSOCKET_SILENT,
                    attempt.engineUrl(),
                    attempt.timeout());
        }
        ProtocolGuess start = ProtocolGuess.of(progress.latestResponse());
        Optional<Failure> other = attempt.otherProtocol(start);
        if (other.isPresent()) {
            return other.get();
        }
        if (!progress.isConnected()) {
            return attempt.tcpTimeout();
        }
        String seen = options.sendsRequestsToProxy(
                        options.protocol().transports().get(0))
                ? "the proxy " + attempt.proxy().orElseThrow().url() + " accepted the request and sent no response"
                : attempt.addresses()
                        + (start.isHttp()
                                ? " sent an incomplete response"
                                : " accepted the connection and sent nothing");
        return Failure.of(FailureKind.HANDSHAKE_TIMEOUT, attempt.timeout(), seen);
    }

    /** Explains that the server did not confirm a namespace in time. */
    public Failure ofSilentNamespace(String nsp) {
        return Failure.of(FailureKind.NAMESPACE_SILENT, nsp, attempt.timeout());
    }

    /** Returns the failure for a server that uses another parser than the session. */
    public Failure ofOtherParser() {
        ParserType parser = options.protocol().parser();
        return Failure.of(FailureKind.WRONG_PARSER, parser.other().label(), parser.label());
    }

    /** Explains that the server does not support the requested protocol generation. */
    public Failure ofOtherGeneration(String seen) {
        return attempt.otherGeneration(seen);
    }
}
