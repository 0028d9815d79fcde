package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.SessionProbe;
import io.github.siocli.doctor.SessionProbe.Answer;
import io.github.siocli.doctor.SessionProbe.End;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.render.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connects each namespace, with the auth payload and, if there is one, also without. The server may disconnect a client
 * that it does not accept right after it has connected it.
 */
final class NamespacesCheck implements Check {

    /**
     * The time for which a connected namespace must stay connected. The check of polling takes longer, and runs
     * meanwhile.
     */
    private static final Duration STAY = Duration.ofMillis(300);

    @Override
    public CheckModel model() {
        return CheckModel.of("namespaces", CheckLayer.SOCKET_IO, "namespaces")
                .requiring(ServerFacts.OPENING)
                .using(ServerFacts.WEBSOCKET)
                .providing(ServerFacts.CONNECTED_NAMESPACES);
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        ConnectOptions options = Sessions.options(context);
        try {
            return finding(context, options, outcomes(context, options));
        } catch (FailureException e) {
            return Finding.failed(e.failure());
        }
    }

    /**
     * The outcome of each namespace.
     *
     * @param answers the answers with the options of the user, by namespace
     * @param withoutAuth the answers without auth; empty if the options have none
     */
    private record Outcomes(Map<String, Answer> answers, Map<String, Answer> withoutAuth) {}

    private static Outcomes outcomes(CheckContext context, ConnectOptions options)
            throws FailureException, InterruptedException {
        try (Attempt attempt = Attempt.start(context, options)) {
            if (options.auth().isEmpty()) {
                return new Outcomes(attempt.outcome(), Map.of());
            }
            // Both stay open during the same time.
            try (Attempt withoutAuth = Attempt.start(context, options.withAuth(Optional.empty()))) {
                return new Outcomes(attempt.outcome(), withoutAuth.outcome());
            }
        }
    }

    /**
     * A session whose namespaces the server has answered.
     *
     * @param handshake the handshake of another session, with the same heartbeat
     */
    private record Attempt(SessionProbe probe, long answeredNanos, Handshake handshake) implements AutoCloseable {

        private static Attempt start(CheckContext context, ConnectOptions options)
                throws FailureException, InterruptedException {
            SessionProbe probe = new SessionProbe(context, options);
            try {
                probe.awaitAnswers();
                return new Attempt(
                        probe,
                        System.nanoTime(),
                        context.facts().get(ServerFacts.OPENING).handshake());
            } catch (InterruptedException e) {
                probe.close();
                throw e;
            }
        }

        /** Returns the answers, with a failure for each namespace that the server disconnects too early. */
        private Map<String, Answer> outcome() throws InterruptedException {
            Map<String, End> ends = probe.awaitEnds(STAY.minusNanos(System.nanoTime() - answeredNanos));
            probe.close();
            // After the end, because a server may refuse a namespace right after it has connected it.
            Map<String, Answer> answers = probe.answers();
            answers.replaceAll((nsp, answer) -> new Answer(
                    answer.failure()
                            .map(this::explained)
                            .or(() -> Optional.ofNullable(ends.get(nsp))
                                    .map(end -> NamespacesCheck.failure(nsp, answer, end, hasShortHeartbeat()))),
                    answer.elapsed()));
            return answers;
        }

        private Failure explained(Failure failure) {
            boolean isCut = switch (failure.kind()) {
                case NAMESPACE_CUT, WRONG_PARSER, OTHER_PARSER -> true;
                default -> false;
            };
            return isCut && hasShortHeartbeat()
                    ? Heartbeat.expired(handshake).withEvidence(failure.evidence())
                    : failure;
        }

        private boolean hasShortHeartbeat() {
            return Heartbeat.isShort(handshake);
        }

        @Override
        public void close() {
            probe.close();
        }
    }

    /**
     * Explains why a namespace did not stay connected.
     *
     * @param hasShortHeartbeat true if the server may have closed the session because of its heartbeat
     */
    private static Failure failure(String nsp, Answer connected, End end, boolean hasShortHeartbeat) {
        String time = Durations.text(end.elapsed().minus(connected.elapsed()));
        boolean isByServer =
                end.reason().isByServer() || end.reason() == DisconnectReason.SESSION_CLOSED && !hasShortHeartbeat;
        Failure failure = isByServer
                ? Failure.of(
                        FailureKind.DISCONNECTED_AT_ONCE,
                        nsp,
                        time,
                        end.reasonOfServer().isEmpty() ? "" : ": " + end.reasonOfServer())
                : Failure.of(
                        FailureKind.SESSION_CUT_AT_ONCE,
                        nsp,
                        time,
                        end.failure().facts().get(0));
        return failure.withEvidence(
                end.lastEvent().isEmpty() ? "no event came before it" : "last event before it: " + end.lastEvent());
    }

    private static boolean isEarlyEnd(Failure failure) {
        return failure.kind() == FailureKind.DISCONNECTED_AT_ONCE || failure.kind() == FailureKind.SESSION_CUT_AT_ONCE;
    }

    private static Finding finding(CheckContext context, ConnectOptions options, Outcomes outcomes) {
        List<String> connected = outcomes.answers().entrySet().stream()
                .filter(answer -> answer.getValue().failure().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!connected.isEmpty()) {
            context.facts().put(ServerFacts.CONNECTED_NAMESPACES, connected);
        }
        List<String> lines = new ArrayList<>();
        outcomes.answers().forEach((nsp, answer) -> lines.add(description(nsp, answer)));
        outcomes.withoutAuth().forEach((nsp, answer) -> lines.add("without auth: " + description(nsp, answer)));
        String evidence = String.join("\n", lines);
        Optional<Failure> failure = outcomes.answers().values().stream()
                .flatMap(answer -> answer.failure().stream())
                .findFirst();
        if (failure.isPresent()) {
            return failed(context, failure.get(), options, connected).withEvidence(evidence);
        }
        boolean isAuthIgnored = !outcomes.withoutAuth().isEmpty()
                && outcomes.withoutAuth().values().stream()
                        .allMatch(answer -> answer.failure().isEmpty());
        String transport = options.protocol().transports().get(0).wireName();
        return Finding.ok("connected to " + String.join(", ", connected) + " over " + transport + ", with the "
                        + options.protocol().parser().label() + " parser"
                        + (isAuthIgnored ? "; the server accepts clients without auth too" : ""))
                .withEvidence(evidence);
    }

    private static Finding failed(
            CheckContext context, Failure failure, ConnectOptions options, List<String> connected) {
        return switch (failure.kind()) {
            case NAMESPACE_SILENT ->
                Finding.failed(
                        failure,
                        Advice.of(
                                Place.SERVER,
                                "call next() in every path of the middleware of "
                                        + failure.facts().get(0) + ", also after an await and in a catch"));
            case INVALID_NAMESPACE, INVALID_NAMESPACE_IN_URL -> invalid(failure, connected);
            case WRONG_PARSER, OTHER_PARSER ->
                Finding.failed(
                        failure,
                        Advice.of(
                                Place.CLIENT,
                                "use the parser of the server: "
                                        + parser(options.protocol().parser().other())));
            case REFUSED_BY_SERVER, REFUSED_WITHOUT_AUTH ->
                Finding.failed(
                        failure,
                        Advice.of(
                                Place.CLIENT,
                                options.auth().isEmpty()
                                        ? "pass what the middleware of the namespace requires, for example"
                                                + " io(url, { auth: { token } }) (--auth token=@FILE)"
                                        : "check the auth payload, for example whether its token has expired; the"
                                                + " middleware of the namespace refuses it"));
            case DISCONNECTED_AT_ONCE ->
                Finding.failed(
                        failure,
                        Advice.of(
                                Place.CLIENT,
                                options.auth().isEmpty()
                                        ? "pass what the server's connection handler requires, for example "
                                                + authCode(context) + " (--auth token=@FILE)"
                                        : "check the auth payload, for example whether its token has expired; the"
                                                + " server's connection handler may require another one"),
                        Advice.of(
                                Place.SERVER,
                                "read why the handler of \"connection\" for "
                                        + failure.facts().get(0)
                                        + " calls disconnect(); a middleware that calls next(new Error(...)) tells the"
                                        + " client the reason"));
            default -> Finding.failed(failure);
        };
    }

    /** Returns the client code that sends a token; clients of Engine.IO 3 send it in the query. */
    private static String authCode(CheckContext context) {
        boolean isEio3 = context.facts().get(ServerFacts.OPENING).eio() == 3;
        return isEio3 ? "io(url, { query: { token } })" : "io(url, { auth: { token } })";
    }

    private static Finding invalid(Failure failure, List<String> connected) {
        String namespace = failure.facts().get(0);
        List<Advice> advice = new ArrayList<>();
        advice.add(Advice.of(
                Place.CLIENT,
                "check the spelling, and that the server defines it: io.of(\"" + namespace + "\")"
                        + (connected.isEmpty() ? "" : "; the server has " + String.join(", ", connected))));
        if (failure.kind() == FailureKind.INVALID_NAMESPACE_IN_URL) {
            advice.add(Advice.of(
                    Place.CLIENT,
                    "or pass the path of the URL as the engine path, if it is that (--path "
                            + failure.facts().get(2) + ")"));
        }
        return Finding.failed(failure, advice.toArray(Advice[]::new));
    }

    private static String parser(ConnectOptions.ParserType parser) {
        return parser == ConnectOptions.ParserType.MSGPACK
                ? "io(url, { parser: require(\"socket.io-msgpack-parser\") }) (--parser msgpack)"
                : "io(url) without the option parser (--parser json)";
    }

    private static String description(String nsp, Answer answer) {
        return nsp + ": "
                + answer.failure()
                        .map(failure -> failure.message() + (isEarlyEnd(failure) ? "; " + failure.evidence() : ""))
                        .orElseGet(() -> "connected in " + Durations.text(answer.elapsed()));
    }

    @Override
    public Duration limit(CheckContext context) {
        return context.timeout().multipliedBy(2).plusSeconds(2);
    }
}
