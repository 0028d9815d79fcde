package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.ProbeWebSocket;
import io.github.siocli.doctor.ProbeWebSocket.Session;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.render.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens a session over websocket, pings the server, and offers compression. */
final class WebSocketCheck implements Check {

    @Override
    public CheckModel model() {
        return CheckModel.of("websocket", CheckLayer.ENGINE_IO, "websocket")
                .requiring(ServerFacts.CHANNEL)
                .using(ServerFacts.SILENCE)
                .providing(ServerFacts.WEBSOCKET, ServerFacts.OPENING);
    }

    /** The attempts of both generations, and the one with compression. */
    @Override
    public Duration limit(CheckContext context) {
        return context.timeout().multipliedBy(4).plusSeconds(1);
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        Optional<EngineOpening> polling = context.facts().find(ServerFacts.POLLING);
        ConnectOptions options = context.options();
        String path = polling.map(EngineOpening::path).orElseGet(context::enginePath);
        int eio =
                polling.map(EngineOpening::eio).orElse(options.protocol().eio().orElse(4));
        try (ProbeClient client = context.newClient()) {
            Attempt attempt = open(context, client, path, eio);
            boolean isOtherGeneration =
                    attempt.failure().filter(WebSocketCheck::isOtherGeneration).isPresent();
            if (isOtherGeneration
                    && polling.isEmpty()
                    && options.protocol().eio().isEmpty()) {
                eio = 3;
                attempt = open(context, client, path, eio);
            }
            if (attempt.failure().isPresent()) {
                return TransportAdvice.finding(
                        context,
                        Transport.WEBSOCKET,
                        Http2Probe.explain(context, attempt.failure().get()));
            }
            Session session = attempt.session().orElseThrow();
            context.facts().put(ServerFacts.WEBSOCKET, session.opening());
            context.facts().put(ServerFacts.OPENING, session.opening());
            return finding(context, attempt, compression(context, client, path, eio));
        }
    }

    /**
     * A websocket that was opened. Exactly one of session and failure is present.
     *
     * @param stayed true if it was open until the check ended it
     */
    private record Attempt(Optional<Session> session, Optional<Failure> failure, boolean stayed, Duration elapsed) {}

    private static Attempt open(CheckContext context, ProbeClient client, String path, int eio)
            throws InterruptedException {
        long start = System.nanoTime();
        try (ProbeWebSocket socket = client.openWebSocket(path, eio)) {
            Optional<Session> session = socket.awaitSession(path, eio, context.timeout());
            return new Attempt(
                    session,
                    session.isPresent() ? Optional.empty() : Optional.of(socket.failure()),
                    socket.isOpen(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static boolean isOtherGeneration(Failure failure) {
        return failure.kind() == FailureKind.OTHER_GENERATION || failure.kind() == FailureKind.OTHER_THAN_FORCED;
    }

    /** The reaction to the offer to compress messages (RFC 7692), which browsers make. */
    private enum Compression {
        ACCEPTED,
        DECLINED,
        REFUSED
    }

    private static Compression compression(CheckContext context, ProbeClient client, String path, int eio)
            throws InterruptedException {
        try (ProbeWebSocket socket = client.openCompressedWebSocket(path, eio)) {
            socket.awaitOpen(context.timeout());
            // The websocket client of sio ends a websocket that is compressed.
            return socket.isCompressed()
                    ? Compression.ACCEPTED
                    : socket.wasOpen() ? Compression.DECLINED : Compression.REFUSED;
        }
    }

    private static Finding finding(CheckContext context, Attempt attempt, Compression compression) {
        Session session = attempt.session().orElseThrow();
        List<String> parts = new ArrayList<>();
        parts.add("opens for Engine.IO " + session.opening().eio() + " in " + Durations.text(attempt.elapsed()));
        session.pong().ifPresent(pong -> parts.add("pong in " + Durations.text(pong)));
        parts.add(compression == Compression.ACCEPTED ? "compressed (permessage-deflate)" : "not compressed");
        String fact = String.join(", ", parts);
        if (compression == Compression.REFUSED) {
            return Finding.warning(
                    "the websocket fails if the client offers permessage-deflate, as browsers do; without it, it "
                            + fact,
                    TransportAdvice.passWebsocket(context),
                    Advice.of(
                            Place.SERVER,
                            "or turn compression off: new Server(httpServer, {perMessageDeflate: false})"));
        }
        // Servers of Engine.IO 3 join the root namespace without a request, so its handler can end the websocket at
        // once; so can a short heartbeat.
        boolean mayEnd = session.opening().eio() == 3
                || Heartbeat.isShort(session.opening().handshake());
        boolean isEnded = mayEnd && !attempt.stayed();
        return session.pong().isPresent() || isEnded
                ? Finding.ok(fact)
                : Finding.warning(
                        "it " + fact + ", and does not answer websocket pings",
                        Advice.of(
                                Place.NETWORK,
                                "find the proxy that drops websocket pings; sio and servers use them"
                                        + " to detect dead connections"));
    }
}
