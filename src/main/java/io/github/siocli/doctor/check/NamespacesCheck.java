package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.SessionProbe;
import io.github.siocli.doctor.SessionProbe.Answer;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.render.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connects each namespace, with the auth payload and, if there is one, also without. */
final class NamespacesCheck implements Check {

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
            Map<String, Answer> answers = connect(context, options);
            Map<String, Answer> withoutAuth =
                    options.auth().isPresent() ? connect(context, options.withAuth(Optional.empty())) : Map.of();
            return finding(context, options, answers, withoutAuth);
        } catch (FailureException e) {
            return Finding.failed(e.failure());
        }
    }

    private static Map<String, Answer> connect(CheckContext context, ConnectOptions options)
            throws FailureException, InterruptedException {
        SessionProbe probe = new SessionProbe(context, options);
        try {
            probe.awaitAnswers();
        } finally {
            probe.close();
        }
        // After the end, because a server may refuse a namespace right after it has connected it.
        return probe.answers();
    }

    private static Finding finding(
            CheckContext context,
            ConnectOptions options,
            Map<String, Answer> answers,
            Map<String, Answer> withoutAuth) {
        List<String> connected = answers.entrySet().stream()
                .filter(answer -> answer.getValue().failure().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!connected.isEmpty()) {
            context.facts().put(ServerFacts.CONNECTED_NAMESPACES, connected);
        }
        List<String> lines = new ArrayList<>();
        answers.forEach((nsp, answer) -> lines.add(description(nsp, answer)));
        withoutAuth.forEach((nsp, answer) -> lines.add("without auth: " + description(nsp, answer)));
        String evidence = String.join("\n", lines);
        Optional<Failure> failure = answers.values().stream()
                .flatMap(answer -> answer.failure().stream())
                .findFirst();
        if (failure.isPresent()) {
            return failed(failure.get(), options, connected).withEvidence(evidence);
        }
        boolean isAuthIgnored = !withoutAuth.isEmpty()
                && withoutAuth.values().stream()
                        .allMatch(answer -> answer.failure().isEmpty());
        String transport = options.protocol().transports().get(0).wireName();
        return Finding.ok("connected to " + String.join(", ", connected) + " over " + transport + ", with the "
                        + options.protocol().parser().label() + " parser"
                        + (isAuthIgnored ? "; the server accepts clients without auth too" : ""))
                .withEvidence(evidence);
    }

    private static Finding failed(Failure failure, ConnectOptions options, List<String> connected) {
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
            default -> Finding.failed(failure);
        };
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
                        .map(Failure::message)
                        .orElseGet(() -> "connected in " + Durations.text(answer.elapsed()));
    }

    @Override
    public Duration limit(CheckContext context) {
        return context.timeout().multipliedBy(2).plusSeconds(2);
    }
}
