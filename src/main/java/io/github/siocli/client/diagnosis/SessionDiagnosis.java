package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.protocol.engineio.EngineError;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Explains responses to requests of an open session: polls, POSTs, and the upgrade. */
final class SessionDiagnosis {

    private static final Set<Integer> GONE = Set.of(404, 410);
    private static final Set<Integer> REFUSED = Set.of(400, 404, 410, 500);
    /** The code of a bad request. The other codes have the same meaning with and without a session. */
    private static final String BAD_REQUEST = "3";

    /** Messages with which servers report an unknown session. JavaScript servers send "Session ID unknown". */
    private static final Pattern UNKNOWN_SESSION = Pattern.compile(
            "(?i)\\b(session( ?id)?|sid)\\b.{0,40}\\b(unknown|invalid|not found|not exist|expired|closed|not registered)\\b"
                    + "|\\b(unknown|invalid|no such|bad|unregistered)\\b.{0,20}\\b(session|sid)\\b");

    private final ConnectProgress progress;

    SessionDiagnosis(ConnectProgress progress) {
        this.progress = progress;
    }

    /**
     * Explains a response in a session; empty if no session is open, or if the response has the same meaning without
     * one.
     */
    Optional<Failure> of(HttpResponseSummary answer, Transport transport) {
        if (!progress.isOpened() || !REFUSED.contains(answer.status())) {
            return Optional.empty();
        }
        if (transport == Transport.POLLING && !progress.cache().isEmpty()) {
            return Optional.of(Failure.of(FailureKind.HANDSHAKE_CACHED, progress.cache(), answer.label()));
        }
        if (UNKNOWN_SESSION.matcher(answer.body()).find()) {
            return Optional.of(unknown(answer));
        }
        String code = EngineError.code(answer.body());
        // The response to an upgrade concerns the path to the server more than the session.
        boolean isUpgrade = transport == Transport.WEBSOCKET && !progress.isWebsocketAccepted();
        if (isUpgrade || !code.isEmpty() && !code.equals(BAD_REQUEST)) {
            return Optional.empty();
        }
        if (transport == Transport.WEBSOCKET) {
            return Optional.of(Failure.of(FailureKind.REQUEST_REFUSED, EngineDiagnosis.describe(answer)));
        }
        // The path existed a moment ago, so a 404 concerns the session.
        return Optional.of(GONE.contains(answer.status()) ? unknown(answer) : refused(answer));
    }

    private Failure refused(HttpResponseSummary answer) {
        if (!answer.body().isEmpty()) {
            return Failure.of(FailureKind.REQUEST_REFUSED, EngineDiagnosis.describe(answer));
        }
        // Before the first response in a session no other poll was open. Netty servers send this for an unknown
        // session.
        return progress.isNamespaceConnected()
                ? Failure.of(FailureKind.POLLS_OVERLAPPED, answer.label())
                : unknown(answer);
    }

    private static Failure unknown(HttpResponseSummary answer) {
        return Failure.of(FailureKind.SESSION_UNKNOWN, EngineDiagnosis.describe(answer));
    }
}
