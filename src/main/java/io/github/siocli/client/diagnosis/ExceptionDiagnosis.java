package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.http.ContentEncodingException;
import io.github.siocli.net.proxy.ProxyException;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.websocket.HandshakeRefusedException;
import io.github.siocli.net.websocket.InvalidResponseException;
import io.github.siocli.net.websocket.ProtocolGuess;
import io.github.siocli.net.websocket.ProtocolViolationException;
import io.github.siocli.net.websocket.ResponseStart;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Explains exceptions of a connection or a request, from the messages of the two HTTP clients and the first bytes of the
 * response. Created on the thread that reports the exception.
 */
final class ExceptionDiagnosis {

    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final String STATUS_LINE = "Unexpected status line: ";
    private static final int STATUS = "HTTP/1.1 ".length();
    /** OkHttp's message for a stream that ended within a head, or for a head that was too large. */
    private static final String END_IN_HEAD = "unexpected end of stream on ";

    private static final String ENDS_IN_HEAD = "it ends inside the header";
    /** OkHttp's limit for a head. It reports a larger head as the end of the stream. */
    private static final long MOST_OF_HEAD = 256 << 10;
    /** Okio's message for a line without an end, with its first bytes. */
    private static final Pattern NO_END = Pattern.compile("not found: limit=\\d+ content=([0-9a-f]*)");

    private final ConnectAttempt attempt;
    private final ConnectProgress progress;
    private final Transport transport;
    private final ProtocolGuess start;
    /** Number of bytes of the response. */
    private final long size;

    ExceptionDiagnosis(ConnectAttempt attempt, Transport transport) {
        this.attempt = attempt;
        this.progress = attempt.progress();
        this.transport = transport;
        ResponseStart response = progress.ownResponse();
        this.start = ProtocolGuess.of(response);
        this.size = response == null ? 0 : response.size();
    }

    Failure explain(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Optional<Failure> failure = ofType(cause, String.valueOf(cause.getMessage()));
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        return ofEnd(e).orElseGet(() -> ofCut(e));
    }

    private static Optional<Failure> found(FailureKind kind, String... facts) {
        return Optional.of(Failure.of(kind, facts));
    }

    /** Explains an exception by its type; empty if the type alone explains nothing. */
    private Optional<Failure> ofType(Throwable cause, String message) {
        ServerAddress server = attempt.options().server();
        if (cause instanceof ContentEncodingException encoding && !encoding.isSupported()) {
            return found(
                    FailureKind.ENCODING_NOT_READ, attempt.options().endpoint().url(), encoding.encoding());
        }
        if (cause instanceof PacketSyntaxException || cause instanceof ContentEncodingException) {
            return found(FailureKind.BAD_PAYLOAD, message);
        }
        if (cause instanceof ProxyException proxy) {
            return Optional.of(proxy.failure());
        }
        if (cause instanceof UnknownHostException) {
            return server.hasZone()
                    ? found(FailureKind.UNKNOWN_ZONE, server.zone())
                    : found(FailureKind.UNKNOWN_HOST, server.host());
        }
        if (cause instanceof SSLException ssl
                && attempt.tls() != null
                && !(cause.getCause() instanceof SocketException)) {
            return Optional.of(ofTls(ssl));
        }
        if (cause instanceof ConnectException) {
            return found(FailureKind.REFUSED, attempt.addresses());
        }
        if (cause instanceof NoRouteToHostException || cause instanceof SocketException && !progress.isConnected()) {
            return found(FailureKind.UNREACHABLE, attempt.addresses(), message);
        }
        if (cause instanceof SocketTimeoutException && !progress.isConnected()) {
            return Optional.of(attempt.tcpTimeout());
        }
        if (cause instanceof HandshakeRefusedException) {
            return found(FailureKind.WEBSOCKET_REFUSED, message);
        }
        if (cause instanceof ProtocolViolationException) {
            return found(FailureKind.WEBSOCKET_VIOLATION, message);
        }
        if (cause instanceof InvalidResponseException fault) {
            return Optional.of(ofInvalidResponse(fault.kind(), message));
        }
        return cause instanceof ProtocolException ? Optional.of(ofProtocolException(message)) : Optional.empty();
    }

    private Failure ofTls(SSLException e) {
        if (!start.isEmpty() && !start.isTls() && !start.isHttp()) {
            return Failure.of(FailureKind.NO_TLS, attempt.addresses(), start.description());
        }
        Failure failure = attempt.tlsDiagnosis().orElseThrow().of(e);
        return failure.kind() == FailureKind.TLS_FAILED && progress.isOpened()
                ? Failure.of(
                        FailureKind.TLS_BROKEN,
                        attempt.addresses(),
                        failure.facts().get(1))
                : failure;
    }

    /** Explains an invalid head in the response to a websocket request. */
    private Failure ofInvalidResponse(InvalidResponseException.Kind kind, String message) {
        return switch (kind) {
            case NOT_HTTP -> attempt.otherProtocol(start).orElseGet(() -> attempt.notHttp(message));
            case HEAD_TOO_LARGE -> Failure.of(FailureKind.HEAD_TOO_LARGE, attempt.engineUrl(), message);
            case INTERIM_FLOOD -> Failure.of(FailureKind.INTERIM_FLOOD, attempt.engineUrl(), message);
            case MALFORMED -> broken(message);
        };
    }

    /** Explains a response to a poll that OkHttp cannot read. */
    private Failure ofProtocolException(String message) {
        if (message.contains("(407)")) {
            // OkHttp does not return the response 407 if it has no proxy configured; it throws this exception.
            return attempt.proxyInFront("407 Proxy Authentication Required");
        }
        if (!message.startsWith(STATUS_LINE)) {
            return broken(bodyFault(message));
        }
        ProtocolGuess line =
                new ProtocolGuess(message.substring(STATUS_LINE.length()).getBytes(StandardCharsets.UTF_8));
        return line.isHttp()
                ? broken("its status line cannot be read: " + line.description())
                : attempt.otherProtocol(start).orElseGet(() -> attempt.notHttp(line.description()));
    }

    /**
     * Explains a connection that ended, or that a client takes for ended; empty if the received bytes do not explain
     * it.
     */
    private Optional<Failure> ofEnd(Throwable e) {
        if (!progress.isOpened()) {
            Optional<Failure> other = attempt.otherProtocol(start);
            if (other.isPresent()) {
                return other;
            }
        }
        boolean isHead = transport == Transport.WEBSOCKET;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            isHead |= message.startsWith(END_IN_HEAD);
            Matcher line = NO_END.matcher(message);
            if (isHead && line.find()) {
                byte[] bytes = HexFormat.of().parseHex(line.group(1));
                return ofUnfinishedHead(new String(bytes, StandardCharsets.ISO_8859_1));
            }
            if (message.equals(InvalidResponseException.CUT_IN_HEAD)) {
                return Optional.of(broken(ENDS_IN_HEAD));
            }
            if (!isHead && cause instanceof EOFException) {
                return Optional.of(broken(bodyFault(message)));
            }
        }
        return Optional.empty();
    }

    private static String bodyFault(String message) {
        return message.startsWith("expected chunk size") || message.startsWith("Expected leading [0-9a-fA-F]")
                ? "its body is not chunked, but its header says so"
                : "its body ends too early";
    }

    private Optional<Failure> ofUnfinishedHead(String line) {
        if (size < MOST_OF_HEAD) {
            // Without a byte of the head, this is the ordinary end of a connection.
            return line.isEmpty() ? Optional.empty() : Optional.of(broken(ENDS_IN_HEAD));
        }
        String head = line.strip();
        boolean isInterim = head.startsWith("HTTP/1.") && head.length() >= STATUS + 3 && head.charAt(STATUS) == '1';
        return isInterim
                ? found(FailureKind.INTERIM_FLOOD, attempt.engineUrl(), head.substring(STATUS, STATUS + 3))
                : found(FailureKind.HEAD_TOO_LARGE, attempt.engineUrl(), "more than " + (MOST_OF_HEAD >> 10) + " KiB");
    }

    private Failure broken(String how) {
        return Failure.of(FailureKind.ANSWER_BROKEN, attempt.engineUrl(), how);
    }

    /** Explains a connection that ended without a response. */
    private Failure ofCut(Throwable e) {
        String what = e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
        String how = what.startsWith("unexpected end of stream") ? "end of stream" : what;
        if (progress.isOpened()) {
            return Failure.of(FailureKind.REQUEST_CUT, attempt.addresses(), how);
        }
        Optional<Failure> certificate = attempt.tlsDiagnosis().flatMap(tls -> tls.ofEnd(how));
        if (certificate.isPresent()) {
            return certificate.get();
        }
        if (!attempt.isIndirect() && ClientTls.acceptsTls(attempt.options().server(), PROBE)) {
            return attempt.tlsRequired();
        }
        return transport == Transport.WEBSOCKET
                ? Failure.of(
                                FailureKind.WEBSOCKET_UNANSWERED,
                                attempt.engineUrl(),
                                attempt.path().current())
                        .withEvidence(how)
                : Failure.of(FailureKind.CONNECTION_CUT, attempt.addresses(), how);
    }
}
