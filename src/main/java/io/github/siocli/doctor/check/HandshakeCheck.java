package io.github.siocli.doctor.check;

import io.github.siocli.client.diagnosis.EngineDiagnosis;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.ProbeClient.OpeningAttempt;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.CacheHeaders;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.protocol.engineio.EngineError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Requests a handshake over polling: with Engine.IO 4, and with 3 if the server refuses that. If nothing is at the path,
 * tries the likely ones.
 */
final class HandshakeCheck implements Check {

    /** Failures that a wrong engine path can cause. */
    private static final Set<FailureKind> WRONG_PATH = Set.of(
            FailureKind.NO_SOCKET_IO_HERE,
            FailureKind.NO_SOCKET_IO_BEHIND,
            FailureKind.WEB_PAGE,
            FailureKind.NOT_A_HANDSHAKE,
            FailureKind.PLAIN_WEBSOCKET,
            FailureKind.SLASH_REDIRECTED,
            FailureKind.HTTP_STATUS);

    @Override
    public CheckModel model() {
        return CheckModel.of("handshake", CheckLayer.HTTP, "handshake")
                .requiring(ServerFacts.CHANNEL)
                .providing(
                        ServerFacts.SILENCE,
                        ServerFacts.RESPONDER,
                        ServerFacts.WRONG_PATH,
                        ServerFacts.POLLING,
                        ServerFacts.OPENING);
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        ConnectOptions options = context.options();
        String path = context.enginePath();
        try (ProbeClient client = context.newClient()) {
            OpeningAttempt attempt = openFirst(context, client, path);
            if (options.protocol().eio().isEmpty() && isOtherGeneration(attempt)) {
                attempt = client.open(path, 3);
            }
            attempt.exchange()
                    .answer()
                    .ifPresent(answer -> context.facts().put(ServerFacts.RESPONDER, Responder.of(answer)));
            if (isOtherThanForced(options, attempt)) {
                return failed(
                        context,
                        client.diagnosis(path)
                                .ofOtherGeneration(EngineDiagnosis.describe(
                                        attempt.exchange().answer().orElseThrow())));
            }
            if (attempt.opening().isPresent()) {
                record(context, attempt.opening().get());
                return opened(attempt);
            }
            Failure failure = Http2Probe.explain(context, attempt.failure().orElseThrow());
            if (failure.kind() == FailureKind.HTTP2_ONLY) {
                return failed(context, failure, TransportAdvice.acceptHttp1(context));
            }
            if (failure.kind() == FailureKind.REDIRECTED && context.settings().followsRedirects()) {
                return Redirects.follow(context, attempt.exchange(), failure);
            }
            return WRONG_PATH.contains(failure.kind())
                    ? atOtherPath(context, client, path, failure)
                    : failed(context, failure);
        }
    }

    /** Requests a handshake. If the server is silent for long, other checks start before the timeout. */
    private static OpeningAttempt openFirst(CheckContext context, ProbeClient client, String path)
            throws InterruptedException {
        Duration silence = context.timeout().dividedBy(4);
        Future<?> report = context.scheduler()
                .schedule(
                        () -> context.facts().put(ServerFacts.SILENCE, silence),
                        silence.toNanos(),
                        TimeUnit.NANOSECONDS);
        try {
            return client.open(path, context.options().protocol().eio().orElse(4));
        } finally {
            report.cancel(false);
        }
    }

    private static boolean isOtherThanForced(ConnectOptions options, OpeningAttempt attempt) {
        OptionalInt forced = options.protocol().eio();
        return forced.isPresent()
                && attempt.opening()
                        .filter(opening -> opening.eio() != forced.getAsInt())
                        .isPresent();
    }

    private static void record(CheckContext context, EngineOpening opening) {
        context.facts().put(ServerFacts.POLLING, opening);
        context.facts().put(ServerFacts.OPENING, opening);
    }

    private static boolean isOtherGeneration(OpeningAttempt attempt) {
        return attempt.exchange()
                .answer()
                .filter(answer -> EngineError.isOtherGeneration(answer.status(), answer.body()))
                .isPresent();
    }

    /** A client that does not use polling needs no handshake over it. */
    private static Finding failed(CheckContext context, Failure failure, Advice... advice) {
        return context.options().protocol().transports().contains(Transport.POLLING)
                ? Finding.failed(failure, advice)
                : Finding.skipped("polling is not used; " + failure.message());
    }

    private static Finding atOtherPath(CheckContext context, ProbeClient client, String path, Failure failure)
            throws InterruptedException {
        Optional<OpeningAttempt> hit = EnginePaths.find(context, client);
        if (hit.isPresent()) {
            hit.get().opening().ifPresent(opening -> record(context, opening));
            return Finding.failed(failure, setPath(context, hit.get().path()));
        }
        List<Advice> advice = withoutSocketIo(context, path, failure);
        if (!advice.isEmpty()) {
            context.facts().put(ServerFacts.WRONG_PATH, advice);
        }
        return failed(context, failure, advice.toArray(Advice[]::new));
    }

    private static Advice setPath(CheckContext context, String path) {
        String slash = path.endsWith("/") ? "" : "addTrailingSlash: false";
        return Advice.of(
                Place.CLIENT,
                "Socket.IO is at another path: set path: \"" + path + "\"" + (slash.isEmpty() ? "" : " and " + slash)
                        + " (--path " + path + ")",
                List.of(Advice.Snippet.of(
                        "JavaScript",
                        "io(\"" + context.options().server().url() + "\", { path: \"" + path + "\""
                                + (slash.isEmpty() ? "" : ", " + slash) + " })")));
    }

    /** Returns what to change if there is Socket.IO at no likely path; empty if the failure has a better advice. */
    private static List<Advice> withoutSocketIo(CheckContext context, String path, Failure failure) {
        Optional<Responder> responder = context.facts().find(ServerFacts.RESPONDER);
        Advice check = Advice.of(
                Place.CLIENT,
                "check the port and the path: this HTTP server has no Socket.IO at " + path + " and at no usual path");
        Advice passOn = Advice.of(
                Place.PROXY,
                "pass " + path + " to the Socket.IO server, unchanged",
                ProxySnippets.ordered(ProxySnippets.passPath(path), responder));
        boolean isProxy = responder.filter(Responder::isProxy).isPresent();
        return switch (failure.kind()) {
            case NO_SOCKET_IO_BEHIND -> List.of(passOn);
            // A proxy serves a page for each path that it does not pass on.
            case WEB_PAGE -> isProxy ? List.of(passOn, check) : List.of(check, attach());
            case NO_SOCKET_IO_HERE -> List.of(check, isProxy ? passOn : attach());
            default -> List.of();
        };
    }

    private static Advice attach() {
        return Advice.of(
                Place.SERVER,
                "or attach Socket.IO to the HTTP server that listens on this port",
                List.of(Advice.Snippet.of("Node.js", """
                        const httpServer = require("http").createServer(app);
                        const io = new Server(httpServer);
                        httpServer.listen(3000);   // app.listen() starts another server, without Socket.IO
                        """)));
    }

    private static Finding opened(OpeningAttempt attempt) {
        HttpResponseSummary answer = attempt.exchange().answer().orElseThrow();
        String by = Responder.of(answer).description();
        String fact = "HTTP " + answer.status() + " with Engine.IO "
                + attempt.opening().orElseThrow().eio()
                + (by.isEmpty() ? "" : ", from " + by);
        String cache = CacheHeaders.cacheHit(attempt.exchange().response().orElseThrow());
        return cache.isEmpty()
                ? Finding.ok(fact).withEvidence(answer.evidence())
                : Finding.failed(
                                Failure.of(FailureKind.HANDSHAKE_CACHED, cache, answer.label()),
                                Advice.of(Place.PROXY, "let the cache or CDN pass the engine path to the server"))
                        .withEvidence(answer.evidence());
    }

    @Override
    public Duration limit(CheckContext context) {
        return context.timeout().multipliedBy(4).plusSeconds(1);
    }
}
