package io.github.siocli.doctor.check;

import io.github.siocli.client.diagnosis.EngineDiagnosis;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.Exchange;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PayloadReader;
import io.github.siocli.render.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Uses polling as a client does: a poll must stay pending until the server has something to send, and its response must
 * arrive at once then. A POST makes the server send something while the poll is pending.
 */
final class PollingCheck implements Check {

    /** A poll that is pending for this time is held; a longer test is {@code --hold}. */
    private static final Duration HOLD = Duration.ofMillis(500);
    /** The server refuses a namespace that does not exist, and no handler of the application is called. */
    private static final String CONNECT = "40/sio-doctor-probe,";

    private static final int MOST_POLLS = 3;

    @Override
    public CheckModel model() {
        return CheckModel.of("polling", CheckLayer.ENGINE_IO, "polling")
                .requiring(ServerFacts.POLLING)
                .providing(ServerFacts.LONG_POLL);
    }

    /** The handshake, two polls and two POSTs. */
    @Override
    public Duration limit(CheckContext context) {
        return context.timeout().multipliedBy(5).plusSeconds(1);
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        EngineOpening known = context.facts().get(ServerFacts.POLLING);
        try (ProbeClient client = context.newClient()) {
            long requested = System.nanoTime();
            ProbeClient.OpeningAttempt attempt = client.open(known.path(), known.eio());
            if (attempt.opening().isEmpty()) {
                return failed(context, attempt.failure().orElseThrow());
            }
            EngineOpening opening = attempt.opening().get();
            return new Session(context, client, opening, new Heartbeat(opening, requested)).run();
        }
    }

    private static Finding failed(CheckContext context, Failure failure) {
        if (failure.kind() == FailureKind.SESSION_EXPIRED) {
            return Finding.tolerated(failure);
        }
        return TransportAdvice.finding(context, Transport.POLLING, failure);
    }

    /** The requests of one session. */
    private record Session(CheckContext context, ProbeClient client, EngineOpening opening, Heartbeat heartbeat) {

        private Finding run() throws InterruptedException {
            // The POST during the poll has the same timeout for itself.
            Duration timeout = HOLD.plus(context.timeout().multipliedBy(2));
            Future<Exchange> poll = startPoll(timeout);
            Exchange first = null;
            // The first poll may deliver the CONNECT packet of Engine.IO 3, or a ping.
            for (int polls = 1; polls < MOST_POLLS && !isPending(poll); polls++) {
                Exchange early = CheckContext.result(poll);
                Optional<Failure> refused = pollFailure(early);
                if (refused.isPresent()) {
                    return failed(context, refused.get());
                }
                if (Payload.packets(opening.eio(), early).contains(EnginePacket.CLOSE_PACKET)) {
                    // Servers of Engine.IO 3 join the root namespace at once, so its handler can close the session.
                    return Finding.skipped("the server closed the session before a poll could stay pending");
                }
                first = first == null ? early : first;
                Optional<Failure> unanswered = answerPing(early);
                if (unanswered.isPresent()) {
                    return failed(context, unanswered.get());
                }
                poll = startPoll(timeout);
            }
            Exchange post = client.post(opening, opening.eio() == 3 ? EnginePacket.PING_PACKET : CONNECT);
            long posted = System.nanoTime();
            Optional<Failure> refusedPost = postFailure(post);
            if (refusedPost.isPresent()) {
                return failed(context, refusedPost.get());
            }
            Exchange answer = CheckContext.result(poll);
            Duration delay = Duration.ofNanos(System.nanoTime() - posted);
            Optional<Failure> refused = answer.failure().isPresent()
                    ? Optional.of(Failure.of(FailureKind.POLL_HELD_BACK, Durations.text(context.timeout())))
                    : pollFailure(answer);
            if (refused.isPresent()) {
                return failed(context, refused.get());
            }
            client.post(opening, EnginePacket.CLOSE_PACKET);
            context.facts().put(ServerFacts.LONG_POLL, delay);
            return finding(first == null ? answer : first, answer, delay);
        }

        private Future<Exchange> startPoll(Duration timeout) {
            return context.threads().submit(() -> client.poll(opening, timeout));
        }

        /** Answers a ping of the server; returns the reason if that failed. */
        private Optional<Failure> answerPing(Exchange poll) throws InterruptedException {
            if (opening.eio() == 3 || !Payload.packets(opening.eio(), poll).contains(EnginePacket.PING_PACKET)) {
                return Optional.empty();
            }
            long sent = System.nanoTime();
            Optional<Failure> refused = postFailure(client.post(opening, EnginePacket.PONG_PACKET));
            if (refused.isEmpty()) {
                heartbeat.confirmed(sent);
            }
            return refused;
        }

        /** Returns the time for which a poll must be pending: less than the time until the next heartbeat. */
        private Duration hold() {
            Duration half = opening.handshake().pingInterval().dividedBy(2);
            return half.compareTo(HOLD) < 0 ? half : HOLD;
        }

        private boolean isPending(Future<Exchange> poll) throws InterruptedException {
            try {
                poll.get(hold().toNanos(), TimeUnit.NANOSECONDS);
                return false;
            } catch (TimeoutException pending) {
                return true;
            } catch (ExecutionException e) {
                // The caller gets its cause with the result.
                return false;
            }
        }

        private Optional<Failure> pollFailure(Exchange poll) {
            Generation generation = opening.eio() == 3 ? Generation.EIO3 : Generation.EIO4;
            boolean isPayload = !poll.body().isEmpty()
                    && PayloadReader.canBegin(generation, (byte) poll.body().charAt(0));
            return client.refusal(opening, poll)
                    .map(heartbeat::explain)
                    .or(() -> isPayload ? Optional.empty() : Optional.of(foreign(poll)));
        }

        private Optional<Failure> postFailure(Exchange post) {
            if (post.body().stripLeading().startsWith("<") && post.status() / 100 == 2) {
                return Optional.of(foreign(post));
            }
            // The server has accepted GET requests, so this refusal is one of the method or the content.
            return client.refusal(opening, post).map(failure -> switch (failure.kind()) {
                case FORBIDDEN, NO_SOCKET_IO_HERE, REQUEST_REFUSED, HTTP_STATUS ->
                    Failure.of(
                                    FailureKind.POST_REFUSED,
                                    EngineDiagnosis.describe(post.answer().orElseThrow()),
                                    "a packet with the content type text/plain")
                            .withEvidence(failure.evidence());
                default -> heartbeat.explain(failure);
            });
        }

        private Failure foreign(Exchange exchange) {
            return client.diagnosis(opening.path())
                    .ofForeignResponse(exchange.answer().orElseThrow());
        }

        /**
         * Returns the result of a session that worked.
         *
         * @param first the first poll, which follows the handshake and can use its connection
         */
        private Finding finding(Exchange first, Exchange answer, Duration delay) {
            String fact = "a poll stays pending, and its response arrives " + Durations.text(delay) + " after a POST";
            if (!answer.encoding().isEmpty()) {
                fact += ", compressed (" + answer.encoding() + ")";
            }
            return first.isConnectionNew()
                    ? Finding.warning(
                            fact + "; each request needs a new connection", TransportAdvice.keepConnections(context))
                    : Finding.ok(fact + "; connections are kept");
        }
    }
}
