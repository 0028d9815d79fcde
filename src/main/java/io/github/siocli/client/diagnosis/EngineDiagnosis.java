package io.github.siocli.client.diagnosis;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.protocol.engineio.EngineError;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Explains the HTTP responses of Engine.IO servers that refuse to open a session. */
public final class EngineDiagnosis {

    private static final Pattern EIO3_TEXT = Pattern.compile("^\\d+:0\\{.*", Pattern.DOTALL);
    private static final Pattern EIO3_BINARY = Pattern.compile("^[\\x00\\x01][\\x00-\\x09]+.0\\{.*", Pattern.DOTALL);
    private static final Set<String> ENGINE_IO_TYPES = Set.of("application/json", "text/html");
    private static final Pattern OTHER_LANGUAGE =
            Pattern.compile("(?i)python|werkzeug|gunicorn|uvicorn|daphne|hypercorn|waitress|tornado"
                    + "|netty|jetty|tomcat|coyote|undertow|kestrel|cowboy|php|puma");
    private static final Pattern DENIED =
            Pattern.compile("(?i)\\b(forbidden|unauthori[sz]ed|not authori[sz]ed|authentication failed|denied|not"
                    + " allowed|permission)\\b");
    private static final String EIO3_SERVERS = "Socket.IO 1.x or 2.x";
    private static final String EIO4_SERVERS = "Socket.IO 3.x or 4.x";

    private final ConnectOptions options;

    EngineDiagnosis(ConnectOptions options) {
        this.options = options;
    }

    /** Explains a response of an Engine.IO server; empty if it does not come from one. */
    Optional<Failure> of(HttpResponseSummary answer, Transport transport) {
        if (EIO3_TEXT.matcher(answer.body()).matches()
                || EIO3_BINARY.matcher(answer.body()).matches()) {
            return Optional.of(ofOtherGeneration(describe(answer)));
        }
        if (EngineError.isOtherGeneration(answer.status(), answer.body())) {
            return Optional.of(ofOtherGeneration(describe(answer)));
        }
        if (answer.body().startsWith("Welcome to socket.io.")) {
            return Optional.of(Failure.of(FailureKind.OTHER_GENERATION, "Socket.IO 0.9, of 2012"));
        }
        if (answer.status() == 400 && answer.body().contains("Session ID unknown")) {
            return Optional.of(Failure.of(FailureKind.SESSION_UNKNOWN, describe(answer)));
        }
        return python(answer, transport).or(() -> unauthorized(answer)).or(() -> coded(answer, transport));
    }

    private Optional<Failure> coded(HttpResponseSummary answer, Transport transport) {
        String code = EngineError.code(answer.body());
        return switch (code) {
            case "0" -> Optional.of(transportUnknown(answer, transport));
            case "1" -> Optional.of(Failure.of(FailureKind.SESSION_UNKNOWN, describe(answer)));
            case "2" -> Optional.of(Failure.of(FailureKind.SESSION_ID_LOST, describe(answer)));
            case "3" ->
                Optional.of(
                        transport == Transport.WEBSOCKET
                                ? Failure.of(FailureKind.UPGRADE_HEADER_LOST, describe(answer))
                                : Failure.of(FailureKind.HANDSHAKE_REFUSED, describe(answer)));
            case "4" -> Optional.of(Failure.of(forbidden(answer), describe(answer)));
            case "" -> answer.status() == 400 ? refusedInText(answer, transport) : Optional.empty();
            default ->
                Optional.of(
                        isNumber(code)
                                ? Failure.of(FailureKind.HANDSHAKE_REFUSED, describe(answer))
                                : ofAllowRequest(answer, code));
        };
    }

    private static boolean isNumber(String code) {
        return code.chars().allMatch(Character::isDigit);
    }

    /** Explains an error whose code is the value that allowRequest() passed, as servers before 2.x send it. */
    private static Failure ofAllowRequest(HttpResponseSummary answer, String code) {
        return Failure.of(forbidden(answer), answer.label() + (code.equals("null") ? "" : ": " + code));
    }

    /**
     * Returns the kind of a refusal. Only JavaScript servers have allowRequest(); their errors have these content
     * types, without a charset.
     */
    private static FailureKind forbidden(HttpResponseSummary answer) {
        boolean isTheirForm = ENGINE_IO_TYPES.contains(answer.contentType());
        return isTheirForm && !OTHER_LANGUAGE.matcher(answer.server()).find()
                ? FailureKind.HANDSHAKE_FORBIDDEN
                : FailureKind.HANDSHAKE_UNAUTHORIZED;
    }

    private static Failure transportUnknown(HttpResponseSummary answer, Transport transport) {
        Transport other = transport == Transport.POLLING ? Transport.WEBSOCKET : Transport.POLLING;
        return Failure.of(FailureKind.TRANSPORT_UNKNOWN, transport.wireName(), describe(answer), other.wireName());
    }

    /** Explains an error of a Python server, which is a JSON string. */
    private static Optional<Failure> python(HttpResponseSummary answer, Transport transport) {
        String text = quoted(answer);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.equals("Invalid transport")) {
            return Optional.of(transportUnknown(answer, transport));
        }
        FailureKind kind = text.startsWith("Invalid session")
                ? FailureKind.SESSION_UNKNOWN
                : text.startsWith("Not an accepted origin") ? FailureKind.ORIGIN_REFUSED : refusal(text);
        return Optional.of(Failure.of(kind, describe(answer)));
    }

    /**
     * Explains a refusal of a Python connect handler, which is a JSON array, or of netty-socketio, which has no body
     * and no server name.
     */
    private static Optional<Failure> unauthorized(HttpResponseSummary answer) {
        boolean isNetty = answer.body().isEmpty() && answer.server().isEmpty();
        return answer.status() == 401 && (isNetty || answer.body().startsWith("["))
                ? Optional.of(Failure.of(FailureKind.HANDSHAKE_UNAUTHORIZED, describe(answer)))
                : Optional.empty();
    }

    /** Explains a refused websocket: Engine.IO responds with the plain text of the error, or with an empty body. */
    private static Optional<Failure> refusedInText(HttpResponseSummary answer, Transport transport) {
        String text = answer.body().strip();
        if (text.startsWith("<")) {
            return Optional.empty();
        }
        if (transport == Transport.POLLING) {
            return isDenied(text) || isDenied(answer.label())
                    ? Optional.of(Failure.of(FailureKind.HANDSHAKE_UNAUTHORIZED, describe(answer)))
                    : Optional.empty();
        }
        FailureKind kind = switch (text) {
            case "", "Bad request", "Bad handshake method" ->
                isDenied(answer.label()) ? FailureKind.HANDSHAKE_UNAUTHORIZED : FailureKind.WEBSOCKET_REFUSED;
            // Any other text comes from the server's own allowRequest(), if it has one.
            default ->
                forbidden(answer) == FailureKind.HANDSHAKE_FORBIDDEN ? FailureKind.HANDSHAKE_FORBIDDEN : refusal(text);
        };
        return Optional.of(Failure.of(kind, describe(answer)));
    }

    private static FailureKind refusal(String text) {
        return isDenied(text) ? FailureKind.HANDSHAKE_UNAUTHORIZED : FailureKind.HANDSHAKE_REFUSED;
    }

    private static boolean isDenied(String text) {
        return DENIED.matcher(text).find();
    }

    /** Returns the status, followed by the message of the body if it has one. */
    public static String describe(HttpResponseSummary answer) {
        String message = EngineError.message(answer.body()) + quoted(answer) + answer.title();
        return message.isEmpty() ? answer.label() + optional(answer.body()) : answer.label() + ": " + message;
    }

    private static String optional(String body) {
        String line = body.lines().findFirst().orElse("").strip();
        return line.isEmpty() || line.startsWith("<") || line.startsWith("{") ? "" : ": " + line;
    }

    /** Returns the text of a refusal whose body is a JSON string; otherwise empty. */
    private static String quoted(HttpResponseSummary answer) {
        if (answer.status() != 400 || !answer.body().startsWith("\"")) {
            return "";
        }
        try {
            return Json.parse(answer.body().strip()).stringValue();
        } catch (JsonSyntaxException notJson) {
            return "";
        }
    }

    /** Explains that the server does not support the requested protocol generation. */
    Failure ofOtherGeneration(String seen) {
        if (options.protocol().eio().isEmpty()) {
            return Failure.of(FailureKind.OTHER_GENERATION, seen);
        }
        int forced = options.protocol().eio().getAsInt();
        return Failure.of(
                FailureKind.OTHER_THAN_FORCED,
                String.valueOf(forced),
                forced == 3
                        ? "Engine.IO 4, as " + EIO4_SERVERS + " does"
                        : "Engine.IO 3, as " + EIO3_SERVERS + " does");
    }
}
