package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.ProbeClient.OpeningAttempt;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.protocol.engineio.EngineError;
import io.github.siocli.render.Durations;

/** Requests a handshake over polling: with Engine.IO 4, and with 3 if the server refuses that. */
final class HandshakeCheck implements Check {

    @Override
    public CheckModel model() {
        return CheckModel.of("handshake", CheckLayer.HTTP, "handshake")
                .requiring(ServerFacts.CHANNEL)
                .providing(ServerFacts.RESPONDER, ServerFacts.POLLING, ServerFacts.OPENING);
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        ConnectOptions options = context.options();
        String given = options.endpoint().enginePath();
        String path = given.endsWith("/") ? given : given + "/";
        try (ProbeClient client = context.newClient()) {
            OpeningAttempt attempt = client.open(path, options.protocol().eio().orElse(4));
            if (options.protocol().eio().isEmpty() && isOtherGeneration(attempt)) {
                attempt = client.open(path, 3);
            }
            attempt.exchange()
                    .answer()
                    .ifPresent(answer -> context.facts().put(ServerFacts.RESPONDER, Responder.of(answer)));
            if (attempt.opening().isEmpty()) {
                return failed(context, attempt.failure().orElseThrow());
            }
            EngineOpening opening = attempt.opening().get();
            context.facts().put(ServerFacts.POLLING, opening);
            context.facts().put(ServerFacts.OPENING, opening);
            return ok(attempt, opening);
        }
    }

    private static boolean isOtherGeneration(OpeningAttempt attempt) {
        return attempt.exchange()
                .answer()
                .filter(answer -> EngineError.isOtherGeneration(answer.status(), answer.body()))
                .isPresent();
    }

    /** A client that does not use polling works without this handshake. */
    private static Finding failed(CheckContext context, Failure failure) {
        return context.options().protocol().transports().contains(Transport.POLLING)
                ? Finding.failed(failure)
                : Finding.tolerated(failure);
    }

    private static Finding ok(OpeningAttempt attempt, EngineOpening opening) {
        HttpResponseSummary answer = attempt.exchange().answer().orElseThrow();
        String by = Responder.of(answer).description();
        return Finding.ok("HTTP " + answer.status() + " for Engine.IO " + opening.eio() + " over polling in "
                        + Durations.text(attempt.exchange().elapsed())
                        + (by.isEmpty() ? "" : ", from " + by))
                .withEvidence(answer.evidence());
    }
}
