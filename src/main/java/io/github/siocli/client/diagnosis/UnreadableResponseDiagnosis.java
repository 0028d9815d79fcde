package io.github.siocli.client.diagnosis;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.websocket.InvalidResponseException;
import io.github.siocli.net.websocket.ProtocolGuess;
import io.github.siocli.net.websocket.ResponseStart;
import java.io.EOFException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Explains responses that are not valid HTTP, from the messages of the two HTTP clients and the first bytes of the
 * response.
 */
final class UnreadableResponseDiagnosis {

    private static final String STATUS_LINE = "Unexpected status line: ";
    private static final int STATUS = "HTTP/1.1 ".length();
    /** OkHttp's message for a stream that ended within a head, or for a head that was too large. */
    private static final String END_IN_HEAD = "unexpected end of stream on ";

    private static final String ENDS_IN_HEAD = "it ends inside the header";
    /** OkHttp's limit for a head. It reports a larger head as the end of the stream. */
    private static final long MOST_OF_HEAD = 256 << 10;
    /** Okio's message for a line without an end, with its first bytes. */
    private static final Pattern NO_END = Pattern.compile("not found: limit=\\d+ content=([0-9a-f]*)");

    private final ConnectOptions options;
    private final boolean opened;
    private final ProtocolGuess first;
    private final long size;
    private final String url;
    private final String addresses;

    /**
     * Creates a diagnosis.
     *
     * @param opened true if a session is open
     * @param answer the start of the response; null if nothing was read
     * @param url the requested URL
     * @param addresses the addresses that were tried
     */
    UnreadableResponseDiagnosis(
            ConnectOptions options, boolean opened, @Nullable ResponseStart answer, String url, String addresses) {
        this.options = options;
        this.opened = opened;
        this.first = ProtocolGuess.of(answer);
        this.size = answer == null ? 0 : answer.size();
        this.url = url;
        this.addresses = addresses;
    }

    /** Explains an invalid head in the response to a websocket request. */
    Failure of(InvalidResponseException fault) {
        String particulars = String.valueOf(fault.getMessage());
        return switch (fault.kind()) {
            case NOT_HTTP -> ofOtherProtocol().orElseGet(() -> notHttp(particulars));
            case HEAD_TOO_LARGE -> Failure.of(FailureKind.HEAD_TOO_LARGE, url, particulars);
            case INTERIM_FLOOD -> Failure.of(FailureKind.INTERIM_FLOOD, url, particulars);
            case MALFORMED -> broken(particulars);
        };
    }

    /** Explains a response to a poll that OkHttp cannot read. */
    Failure of(ProtocolException e) {
        String message = String.valueOf(e.getMessage());
        if (!message.startsWith(STATUS_LINE)) {
            return broken(bodyFault(message));
        }
        ProtocolGuess line =
                new ProtocolGuess(message.substring(STATUS_LINE.length()).getBytes(StandardCharsets.UTF_8));
        return line.isHttp()
                ? broken("its status line cannot be read: " + line.description())
                : ofOtherProtocol().orElseGet(() -> notHttp(line.description()));
    }

    /** Explains a response in another protocol; empty if it is HTTP, or if TLS hides the first bytes. */
    Optional<Failure> ofOtherProtocol() {
        if (options.server().secure() || options.network().proxy().isPresent() || first.isEmpty() || first.isHttp()) {
            return Optional.empty();
        }
        return Optional.of(
                first.isTls()
                        ? Failure.of(
                                FailureKind.TLS_REQUIRED,
                                options.server().hostAndPort(),
                                options.server().otherScheme().url())
                        : notHttp(first.description()));
    }

    /**
     * Explains a connection that ended, or that a client takes for ended; empty if the received bytes do not explain
     * it.
     */
    Optional<Failure> ofEnd(Throwable e, Transport transport) {
        if (!opened) {
            Optional<Failure> other = ofOtherProtocol();
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
                return ofUnfinishedHead(text(line.group(1)));
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

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    private static String bodyFault(String message) {
        if (message.startsWith("expected chunk size") || message.startsWith("Expected leading [0-9a-fA-F]")) {
            return "its body is not chunked, but its header says so";
        }
        return "its body ends too early";
    }

    private Optional<Failure> ofUnfinishedHead(String line) {
        if (size < MOST_OF_HEAD) {
            // Without a byte of the head, this is the ordinary end of a connection.
            return line.isEmpty() ? Optional.empty() : Optional.of(broken(ENDS_IN_HEAD));
        }
        return Optional.of(
                isInterim(line.strip())
                        ? Failure.of(
                                FailureKind.INTERIM_FLOOD, url, line.strip().substring(STATUS, STATUS + 3))
                        : Failure.of(FailureKind.HEAD_TOO_LARGE, url, "more than " + (MOST_OF_HEAD >> 10) + " KiB"));
    }

    private static boolean isInterim(String line) {
        return line.startsWith("HTTP/1.") && line.length() >= STATUS + 3 && line.charAt(STATUS) == '1';
    }

    private Failure notHttp(String description) {
        return Failure.of(FailureKind.NOT_HTTP, addresses, description);
    }

    private Failure broken(String how) {
        return Failure.of(FailureKind.ANSWER_BROKEN, url, how);
    }
}
