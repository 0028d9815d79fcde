package io.github.siocli.client.diagnosis;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.http.ContentEncodingException;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.proxy.ProxyException;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.tls.TlsDiagnosis;
import io.github.siocli.net.websocket.HandshakeRefusedException;
import io.github.siocli.net.websocket.InvalidResponseException;
import io.github.siocli.net.websocket.ProtocolGuess;
import io.github.siocli.net.websocket.ProtocolViolationException;
import io.github.siocli.net.websocket.ResponseStart;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Determines why a connection failed, from the data that was observed. */
public final class Diagnosis {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final int EVIDENCE = 1024;
    private static final Duration PROBE = Duration.ofSeconds(1);

    private final ConnectOptions options;
    private final EnginePath path;
    private final ConnectProgress progress;
    private final PayloadLimit limit;
    /** Null if the server is not reached over TLS. */
    private final @Nullable ClientTls tls;

    private final Clock clock;

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
        this.options = options;
        this.path = path;
        this.progress = progress;
        this.limit = limit;
        this.tls = tls;
        this.clock = clock;
    }

    /** Explains a response that is not a handshake, or that is an error in a session. */
    public Failure of(HttpResponseSummary answer, Transport transport) {
        return new SecretRedactor(options).redact(explained(answer, transport));
    }

    private Failure explained(HttpResponseSummary answer, Transport transport) {
        Optional<Failure> certificate = clientCertificate(answer);
        if (certificate.isPresent()) {
            return certificate.get();
        }
        Failure failure = tlsPort(answer)
                .or(() -> new EdgeDiagnosis(engineUrl()).of(answer))
                .or(() -> new SessionDiagnosis(progress).of(answer, transport))
                .or(() -> new EngineDiagnosis(options).of(answer, transport))
                .orElseGet(() -> httpDiagnosis(transport).of(answer));
        return failure.withEvidence(answer.evidence());
    }

    private HttpDiagnosis httpDiagnosis(Transport transport) {
        return new HttpDiagnosis(options, path, limit, transport, clock.instant());
    }

    /**
     * Explains an error response to a POST of an open session.
     *
     * @param sent describes the content of the POST, with its size
     */
    public Failure ofPost(HttpResponseSummary answer, String sent) {
        Failure failure = explained(answer, Transport.POLLING);
        boolean isUnclear = switch (failure.kind()) {
            case NO_SOCKET_IO_HERE, POLLS_OVERLAPPED, HANDSHAKE_REFUSED, REQUEST_REFUSED, HTTP_STATUS -> true;
            default -> false;
        };
        return new SecretRedactor(options)
                .redact(
                        isUnclear
                                ? Failure.of(FailureKind.POST_REFUSED, EngineDiagnosis.describe(answer), sent)
                                        .withEvidence(answer.evidence())
                                : failure);
    }

    /** Explains a successful response to a poll or a POST that does not come from Engine.IO. */
    public Failure ofForeignResponse(HttpResponseSummary answer) {
        return new SecretRedactor(options)
                .redact(Failure.of(FailureKind.FOREIGN_ANSWER, engineUrl(), answer.summary())
                        .withEvidence(answer.evidence()));
    }

    /** Explains the end of a session after this many consecutive polls without data. */
    public Failure ofEmptyPolls(HttpResponseSummary last, int polls) {
        return Failure.of(FailureKind.POLLED_IN_VAIN, engineUrl(), String.valueOf(polls), last.summary());
    }

    /** Explains an exception of a connection or a request. */
    public Failure of(Throwable e, Transport transport) {
        return new SecretRedactor(options).redact(explained(e, transport));
    }

    private Failure explained(Throwable e, Transport transport) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PacketSyntaxException) {
                return Failure.of(FailureKind.BAD_PAYLOAD, String.valueOf(cause.getMessage()));
            }
            if (cause instanceof ContentEncodingException encoding) {
                return encoding.isSupported()
                        ? Failure.of(FailureKind.BAD_PAYLOAD, String.valueOf(cause.getMessage()))
                        : Failure.of(
                                FailureKind.ENCODING_NOT_READ,
                                options.endpoint().url(),
                                encoding.encoding());
            }
            if (cause instanceof ProxyException proxy) {
                return proxy.failure();
            }
            if (cause instanceof UnknownHostException) {
                return options.server().hasZone()
                        ? Failure.of(FailureKind.UNKNOWN_ZONE, options.server().zone())
                        : Failure.of(FailureKind.UNKNOWN_HOST, options.server().host());
            }
            if (cause instanceof SSLException ssl
                    && tlsDiagnosis().isPresent()
                    && !(cause.getCause() instanceof SocketException)) {
                return ofTls(ssl);
            }
            if (cause instanceof NoRouteToHostException) {
                return Failure.of(FailureKind.UNREACHABLE, addresses(), String.valueOf(cause.getMessage()));
            }
            if (cause instanceof ConnectException) {
                return Failure.of(FailureKind.REFUSED, addresses());
            }
            if (cause instanceof SocketException && !progress.isConnected()) {
                return Failure.of(FailureKind.UNREACHABLE, addresses(), String.valueOf(cause.getMessage()));
            }
            if (cause instanceof SocketTimeoutException && !progress.isConnected()) {
                return timedOut();
            }
            if (cause instanceof HandshakeRefusedException) {
                return Failure.of(FailureKind.WEBSOCKET_REFUSED, String.valueOf(cause.getMessage()));
            }
            if (cause instanceof ProtocolViolationException) {
                return Failure.of(FailureKind.WEBSOCKET_VIOLATION, String.valueOf(cause.getMessage()));
            }
            if (cause instanceof InvalidResponseException fault) {
                return responseDiagnosis().of(fault);
            }
            if (cause instanceof ProtocolException
                    && String.valueOf(cause.getMessage()).contains("(407)")) {
                // OkHttp does not return the response 407 if it has no proxy configured; it throws this exception.
                return httpDiagnosis(transport).ofProxyInFront("407 Proxy Authentication Required");
            }
            if (cause instanceof ProtocolException) {
                return responseDiagnosis().of((ProtocolException) cause);
            }
        }
        return responseDiagnosis().ofEnd(e, transport).orElseGet(() -> cut(e, transport));
    }

    private UnreadableResponseDiagnosis responseDiagnosis() {
        return responseDiagnosis(progress.ownResponse().orElse(null));
    }

    /** Returns the diagnosis of a response; null stands for none. */
    private UnreadableResponseDiagnosis responseDiagnosis(@Nullable ResponseStart answer) {
        return new UnreadableResponseDiagnosis(options, progress.isOpened(), answer, engineUrl(), addresses());
    }

    private Failure ofTls(SSLException e) {
        ProtocolGuess answer = ProtocolGuess.of(progress.ownResponse().orElse(null));
        if (!answer.isEmpty() && !answer.isTls() && !answer.isHttp()) {
            return Failure.of(FailureKind.NO_TLS, addresses(), answer.description());
        }
        Failure failure = tlsDiagnosis().orElseThrow().of(e);
        return failure.kind() == FailureKind.TLS_FAILED && progress.isOpened()
                ? Failure.of(
                        FailureKind.TLS_BROKEN, addresses(), failure.facts().get(1))
                : failure;
    }

    /**
     * Explains a session that ended before the server confirmed or refused a namespace.
     *
     * @param unexplained true if the server closed the session without a reason
     * @param openSince when the session opened; null if it did not
     */
    public Failure ofClosedSession(String nsp, String seen, boolean unexplained, @Nullable Instant openSince) {
        Instant soon = clock.instant().minus(AT_ONCE);
        boolean atOnce = openSince != null && openSince.isAfter(soon);
        // A server closes at once, without a reason, if it does not understand the first packet.
        return unexplained && atOnce && !progress.isNamespaceConnected()
                ? Failure.of(
                        FailureKind.OTHER_PARSER,
                        nsp,
                        seen,
                        options.protocol().parser().label(),
                        options.protocol().parser().other().label())
                : Failure.of(FailureKind.NAMESPACE_CUT, nsp, seen);
    }

    /** Explains a handshake with missing or invalid data. */
    public Failure ofHandshake(String problem, String packet) {
        Failure failure =
                Failure.of(FailureKind.HANDSHAKE_INVALID, options.endpoint().url(), problem);
        return new SecretRedactor(options)
                .redact(failure.withEvidence(packet.substring(0, Math.min(packet.length(), EVIDENCE))));
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
            return Failure.of(
                    isForced(3) ? FailureKind.WEBSOCKET_SILENT_IN_EIO3 : FailureKind.WEBSOCKET_SILENT,
                    engineUrl(),
                    timeout());
        }
        Optional<Failure> other =
                responseDiagnosis(progress.latestResponse().orElse(null)).ofOtherProtocol();
        if (other.isPresent()) {
            return other.get();
        }
        if (progress.isConnected()) {
            return Failure.of(
                    FailureKind.HANDSHAKE_TIMEOUT,
                    timeout(),
                    options.sendsRequestsToProxy(options.protocol().transports().get(0))
                            ? "the proxy "
                                    + options.network().proxy().orElseThrow().url()
                                    + " accepted the request and sent no response"
                            : addresses()
                                    + (ProtocolGuess.of(progress.latestResponse()
                                                            .orElse(null))
                                                    .isHttp()
                                            ? " sent an incomplete response"
                                            : " accepted the connection and sent nothing"));
        }
        return timedOut();
    }

    /** Explains that the server did not confirm a namespace in time. */
    public Failure ofSilentNamespace(String nsp) {
        return Failure.of(FailureKind.NAMESPACE_SILENT, nsp, timeout());
    }

    /** Returns the failure for a server that uses another parser than the session. */
    public Failure ofOtherParser() {
        return Failure.of(
                FailureKind.WRONG_PARSER,
                options.protocol().parser().other().label(),
                options.protocol().parser().label());
    }

    /** Explains that the server does not support the requested protocol generation. */
    public Failure ofOtherGeneration(String seen) {
        return new EngineDiagnosis(options).ofOtherGeneration(seen);
    }

    private boolean isForced(int eio) {
        return options.protocol().eio().orElse(0) == eio;
    }

    private Failure timedOut() {
        if (options.network().proxy().isPresent()) {
            String proxy = options.network().proxy().get().url();
            return progress.isProxyReached()
                    ? Failure.of(
                            FailureKind.PROXY_SILENT, proxy, options.server().hostAndPort(), timeout())
                    : Failure.of(FailureKind.PROXY_TIMEOUT, proxy, timeout());
        }
        return Failure.of(FailureKind.TCP_TIMEOUT, addresses(), timeout());
    }

    private Failure cut(Throwable e, Transport transport) {
        String what = e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
        String how = what.startsWith("unexpected end of stream") ? "end of stream" : what;
        if (!progress.isOpened()) {
            Optional<Failure> certificate = tlsDiagnosis().flatMap(faults -> faults.ofEnd(how));
            if (certificate.isPresent()) {
                return certificate.get();
            }
        }
        if (!progress.isOpened()
                && !options.server().secure()
                && options.network().proxy().isEmpty()
                && ClientTls.acceptsTls(options.server(), PROBE)) {
            return Failure.of(
                    FailureKind.TLS_REQUIRED,
                    options.server().hostAndPort(),
                    options.server().otherScheme().url());
        }
        if (!progress.isOpened() && transport == Transport.WEBSOCKET) {
            return Failure.of(FailureKind.WEBSOCKET_UNANSWERED, engineUrl(), path.current())
                    .withEvidence(how);
        }
        return Failure.of(progress.isOpened() ? FailureKind.REQUEST_CUT : FailureKind.CONNECTION_CUT, addresses(), how);
    }

    /** Recognizes the response of nginx to plain HTTP on a TLS port. */
    private Optional<Failure> tlsPort(HttpResponseSummary answer) {
        return answer.body().contains("plain HTTP request was sent to HTTPS port")
                ? Optional.of(Failure.of(
                        FailureKind.TLS_REQUIRED,
                        options.server().hostAndPort(),
                        options.server().otherScheme().url()))
                : Optional.empty();
    }

    /** Recognizes the response of nginx to a missing or rejected client certificate, which it sends over HTTP. */
    private Optional<Failure> clientCertificate(HttpResponseSummary answer) {
        for (String title : List.of("No required SSL certificate was sent", "The SSL certificate error")) {
            if (answer.status() == 400 && answer.body().contains(title)) {
                return tlsDiagnosis().map(faults -> faults.ofClientCertificate(answer.label() + ": " + title));
            }
        }
        return Optional.empty();
    }

    private Optional<TlsDiagnosis> tlsDiagnosis() {
        return tls == null
                ? Optional.empty()
                : Optional.of(new TlsDiagnosis(options.server(), "", tls, clock.instant()));
    }

    private String engineUrl() {
        return options.server().url() + path.current();
    }

    private String addresses() {
        ServerAddress server = options.server();
        // An address with a zone is the only one, and its zone name is clearer than the interface number.
        String tried =
                server.hasZone() ? server.hostAndPort() : progress.addresses().orElse(server.hostAndPort());
        return tried
                + options.network()
                        .proxy()
                        .map(proxy -> " through the proxy " + proxy.url())
                        .orElse("");
    }

    private String timeout() {
        Duration timeout = options.network().connectTimeout();
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }
}
