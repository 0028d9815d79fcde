package io.github.siocli.doctor.check;

import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.ProbeWebSocket;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.CheckStatus;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.render.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Opens a session over polling, and moves it to a websocket (Engine.IO protocol 4, "Upgrade"). A client stays on polling
 * if that fails, and says nothing.
 */
final class UpgradeCheck implements Check {

    private static final String PROBE = "2probe";
    private static final String PROBE_ANSWER = "3probe";
    private static final String UPGRADE = "5";

    /** DISCONNECT of the root namespace. */
    private static final String DISCONNECT = "41";
    /** The server responds at once if it has closed the session. */
    private static final Duration ENOUGH = Duration.ofMillis(500);

    @Override
    public CheckModel model() {
        return CheckModel.of("upgrade", CheckLayer.ENGINE_IO, "upgrade")
                .requiring(ServerFacts.POLLING, ServerFacts.WEBSOCKET);
    }

    /** The handshake, the websocket and the probe. */
    @Override
    public Duration limit(CheckContext context) {
        return context.timeout().multipliedBy(3).plusSeconds(1);
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        EngineOpening known = context.facts().get(ServerFacts.POLLING);
        if (!context.options().protocol().upgrade()) {
            return Finding.skipped("not used with --no-upgrade");
        }
        if (!known.handshake().upgrades().contains(Transport.WEBSOCKET.wireName())) {
            return Finding.skipped("the server offers none");
        }
        try (ProbeClient client = context.newClient()) {
            long requested = System.nanoTime();
            ProbeClient.OpeningAttempt attempt = client.open(known.path(), known.eio());
            if (attempt.opening().isEmpty()) {
                return Finding.tolerated(attempt.failure().orElseThrow());
            }
            EngineOpening session = attempt.opening().get();
            Finding finding = upgrade(context, client, session, new Heartbeat(session, requested));
            return finding.status() != CheckStatus.OK && closesSessions(client, known)
                    ? Finding.skipped("the server closes each session before it could be moved")
                    : finding;
        }
    }

    /**
     * Returns true if the server closes a new session at once. Servers of Engine.IO 3 join the root namespace without a
     * request, so its handler can do that.
     */
    private static boolean closesSessions(ProbeClient client, EngineOpening known) throws InterruptedException {
        if (known.eio() != 3) {
            return false;
        }
        Optional<EngineOpening> session = client.open(known.path(), known.eio()).opening();
        if (session.isEmpty()) {
            return false;
        }
        List<String> packets = Payload.packets(known.eio(), client.poll(session.get(), ENOUGH));
        return packets.contains(EnginePacket.CLOSE_PACKET) || packets.contains(DISCONNECT);
    }

    private static Finding upgrade(CheckContext context, ProbeClient client, EngineOpening session, Heartbeat heartbeat)
            throws InterruptedException {
        try (ProbeWebSocket socket = client.openUpgrade(session)) {
            if (!socket.awaitOpen(context.timeout())) {
                return failed(context, heartbeat.explain(socket.failure()));
            }
            long start = System.nanoTime();
            socket.send(PROBE);
            Optional<String> answer = socket.next(context.timeout());
            if (answer.filter(PROBE_ANSWER::equals).isEmpty()) {
                return failed(
                        context,
                        answer.map(packet -> Failure.of(
                                        FailureKind.WEBSOCKET_VIOLATION, packet + " in place of " + PROBE_ANSWER))
                                .orElseGet(() ->
                                        socket.isOpen() ? unanswered(context) : heartbeat.explain(socket.failure())));
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            socket.send(UPGRADE);
            // The server has read the packet before it answers the ping.
            return socket.ping(context.timeout()).isPresent() || socket.isOpen()
                    ? Finding.ok("a session moves from polling to websocket; its probe took " + Durations.text(elapsed))
                    : failed(context, heartbeat.explain(socket.failure()));
        }
    }

    private static Failure unanswered(CheckContext context) {
        return Failure.of(
                FailureKind.HANDSHAKE_TIMEOUT,
                Durations.text(context.timeout()),
                "the websocket is open, and the server does not answer the probe of the upgrade");
    }

    private static Finding failed(CheckContext context, Failure failure) {
        return TransportAdvice.tolerated(context, Transport.WEBSOCKET, failure);
    }
}
