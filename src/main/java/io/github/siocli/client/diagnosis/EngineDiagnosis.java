package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.protocol.engineio.EngineError;
import io.github.siocli.protocol.engineio.PayloadFraming;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Explains a response of an Engine.IO server: a refusal to open a session, or an error in a session. */
public final class EngineDiagnosis {

    /** The content types of errors of JavaScript servers, which have no charset. */
    private static final Set<String> JAVASCRIPT_TYPES = Set.of("application/json", "text/html");

    private static final Pattern OTHER_LANGUAGE =
            Pattern.compile("(?i)python|werkzeug|gunicorn|uvicorn|daphne|hypercorn|waitress|tornado"
                    + "|netty|jetty|tomcat|coyote|undertow|kestrel|cowboy|php|puma");
    private static final Pattern DENIED = Pattern.compile(
            "(?i)\\b(forbidden|unauthori[sz]ed|not authori[sz]ed|authentication failed|denied|not allowed|permission)\\b");
    /** Messages with which servers report an unknown session. JavaScript servers send "Session ID unknown". */
    private static final Pattern UNKNOWN_SESSION = Pattern.compile(
            "(?i)\\b(session( ?id)?|sid)\\b.{0,40}\\b(unknown|invalid|not found|not exist|expired|closed|not registered)\\b"
                    + "|\\b(unknown|invalid|no such|bad|unregistered)\\b.{0,20}\\b(session|sid)\\b");

    private static final Set<Integer> GONE = Set.of(404, 410);
    private static final Set<Integer> REFUSED = Set.of(400, 404, 410, 500);
    private static final String BAD_REQUEST = "3";

    private final ConnectAttempt attempt;
    private final ConnectProgress progress;
    private final HttpResponseSummary answer;
    private final boolean isWebsocket;
    private final String code;

    EngineDiagnosis(ConnectAttempt attempt, HttpResponseSummary answer, Transport transport) {
        this.attempt = attempt;
        this.progress = attempt.progress();
        this.answer = answer;
        this.isWebsocket = transport == Transport.WEBSOCKET;
        this.code = EngineError.code(answer.body());
    }

    /** Explains the response; empty if it does not come from an Engine.IO server. */
    Optional<Failure> explain() {
        Optional<Failure> inSession =
                progress.isOpened() && REFUSED.contains(answer.status()) ? ofSession() : Optional.empty();
        return inSession.or(this::ofRefusal);
    }

    private Optional<Failure> found(FailureKind kind) {
        return Optional.of(Failure.of(kind, describe(answer)));
    }

    /** Explains a refusal in an open session; empty if it has the same meaning without one. */
    private Optional<Failure> ofSession() {
        if (!isWebsocket && !progress.cache().isEmpty()) {
            return Optional.of(Failure.of(FailureKind.HANDSHAKE_CACHED, progress.cache(), answer.label()));
        }
        if (UNKNOWN_SESSION.matcher(answer.body()).find()) {
            return found(FailureKind.SESSION_UNKNOWN);
        }
        // The response to an upgrade concerns the path to the server more than the session.
        boolean isUpgrade = isWebsocket && !progress.isWebsocketAccepted();
        if (isUpgrade || !code.isEmpty() && !code.equals(BAD_REQUEST)) {
            return Optional.empty();
        }
        // The path existed a moment ago, so a 404 concerns the session.
        if (!isWebsocket && GONE.contains(answer.status())) {
            return found(FailureKind.SESSION_UNKNOWN);
        }
        if (isWebsocket || !answer.body().isEmpty()) {
            return found(FailureKind.REQUEST_REFUSED);
        }
        // Before the first response in a session no other poll was open. Netty servers send this for an unknown
        // session.
        return progress.isNamespaceConnected()
                ? Optional.of(Failure.of(FailureKind.POLLS_OVERLAPPED, answer.label()))
                : found(FailureKind.SESSION_UNKNOWN);
    }

    private Optional<Failure> ofRefusal() {
        Optional<PayloadFraming> handshake = PayloadFraming.ofHandshake(answer.body());
        if (handshake.isPresent() && handshake.get() != PayloadFraming.SEPARATED
                || EngineError.isOtherGeneration(answer.status(), answer.body())) {
            return Optional.of(attempt.otherGeneration(describe(answer)));
        }
        if (answer.body().startsWith("Welcome to socket.io.")) {
            return Optional.of(Failure.of(FailureKind.OTHER_GENERATION, "Socket.IO 0.9, of 2012"));
        }
        if (answer.status() == EngineError.STATUS && answer.body().contains("Session ID unknown")) {
            return found(FailureKind.SESSION_UNKNOWN);
        }
        String quoted = quoted(answer);
        if (!quoted.isEmpty()) {
            return ofPython(quoted);
        }
        // A Python connect handler refuses with a JSON array, netty-socketio without a body and a server name.
        boolean isNetty = answer.body().isEmpty() && answer.server().isEmpty();
        return answer.status() == 401 && (isNetty || answer.body().startsWith("["))
                ? found(FailureKind.HANDSHAKE_UNAUTHORIZED)
                : ofCode();
    }

    private Optional<Failure> ofCode() {
        return switch (code) {
            case "0" -> transportUnknown();
            case "1" -> found(FailureKind.SESSION_UNKNOWN);
            case "2" -> found(FailureKind.SESSION_ID_LOST);
            case BAD_REQUEST -> found(isWebsocket ? FailureKind.UPGRADE_HEADER_LOST : FailureKind.HANDSHAKE_REFUSED);
            case "4" -> found(forbidden());
            case "" -> answer.status() == EngineError.STATUS ? ofText() : Optional.empty();
            default ->
                code.chars().allMatch(Character::isDigit)
                        ? found(FailureKind.HANDSHAKE_REFUSED)
                        // Servers before 2.x send the value that allowRequest() passed as the code.
                        : Optional.of(
                                Failure.of(forbidden(), answer.label() + (code.equals("null") ? "" : ": " + code)));
        };
    }

    /** Returns the kind of a refusal. Only JavaScript servers have allowRequest(). */
    private FailureKind forbidden() {
        boolean isJavaScript = JAVASCRIPT_TYPES.contains(answer.contentType())
                && !OTHER_LANGUAGE.matcher(answer.server()).find();
        return isJavaScript ? FailureKind.HANDSHAKE_FORBIDDEN : FailureKind.HANDSHAKE_UNAUTHORIZED;
    }

    private Optional<Failure> transportUnknown() {
        Transport used = isWebsocket ? Transport.WEBSOCKET : Transport.POLLING;
        Transport other = isWebsocket ? Transport.POLLING : Transport.WEBSOCKET;
        return Optional.of(
                Failure.of(FailureKind.TRANSPORT_UNKNOWN, used.wireName(), describe(answer), other.wireName()));
    }

    /** Explains an error of a Python server, which is a JSON string. */
    private Optional<Failure> ofPython(String text) {
        if (text.equals("Invalid transport")) {
            return transportUnknown();
        }
        if (text.startsWith("Invalid session")) {
            return found(FailureKind.SESSION_UNKNOWN);
        }
        return found(text.startsWith("Not an accepted origin") ? FailureKind.ORIGIN_REFUSED : refusal(text));
    }

    /** Explains a refused websocket: Engine.IO responds with the plain text of the error, or with an empty body. */
    private Optional<Failure> ofText() {
        String text = answer.body().strip();
        boolean isDenied = isDenied(answer.label());
        if (text.startsWith("<") || !isWebsocket && !isDenied && !isDenied(text)) {
            return Optional.empty();
        }
        if (!isWebsocket) {
            return found(FailureKind.HANDSHAKE_UNAUTHORIZED);
        }
        return found(
                switch (text) {
                    case "", "Bad request", "Bad handshake method" ->
                        isDenied ? FailureKind.HANDSHAKE_UNAUTHORIZED : FailureKind.WEBSOCKET_REFUSED;
                    // Any other text comes from the server's own allowRequest(), if it has one.
                    default ->
                        forbidden() == FailureKind.HANDSHAKE_FORBIDDEN
                                ? FailureKind.HANDSHAKE_FORBIDDEN
                                : refusal(text);
                });
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
        String line = answer.body().lines().findFirst().orElse("").strip();
        boolean isText = !line.isEmpty() && !line.startsWith("<") && !line.startsWith("{");
        String shown = message.isEmpty() && isText ? line : message;
        return shown.isEmpty() ? answer.label() : answer.label() + ": " + shown;
    }

    /** Returns the text of a refusal whose body is a JSON string; otherwise empty. */
    private static String quoted(HttpResponseSummary answer) {
        if (answer.status() != EngineError.STATUS || !answer.body().startsWith("\"")) {
            return "";
        }
        try {
            return Json.parse(answer.body().strip()).stringValue();
        } catch (JsonSyntaxException notJson) {
            return "";
        }
    }
}
