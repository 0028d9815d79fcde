package io.github.siocli.doctor.check;

import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.SessionProbe;
import io.github.siocli.doctor.SessionProbe.End;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.render.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Keeps a session open over each transport for the time of {@code --hold}. It sends only heartbeats, so that a proxy with a
 * shorter idle timeout cuts it.
 */
final class HoldCheck implements Check {

    @Override
    public CheckModel model() {
        return CheckModel.of("hold", CheckLayer.SOCKET_IO, "idle sessions")
                .requiring(ServerFacts.CONNECTED_NAMESPACES)
                .using(ServerFacts.POLLING, ServerFacts.WEBSOCKET);
    }

    /** The time to hold, and the time to connect. */
    @Override
    public Duration limit(CheckContext context) {
        return context.settings()
                .hold()
                .orElse(Duration.ZERO)
                .plus(context.timeout())
                .plusSeconds(2);
    }

    /** A session that did not stay open. */
    private record Cut(Transport transport, End end) {}

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        Optional<Duration> time = context.settings().hold();
        if (time.isEmpty()) {
            return Finding.skipped("--hold TIME keeps sessions open, to find idle timeouts");
        }
        List<Transport> transports = new ArrayList<>();
        if (context.facts().isKnown(ServerFacts.POLLING)) {
            transports.add(Transport.POLLING);
        }
        if (context.facts().isKnown(ServerFacts.WEBSOCKET)) {
            transports.add(Transport.WEBSOCKET);
        }
        List<Callable<Optional<Cut>>> sessions = new ArrayList<>();
        transports.forEach(transport -> sessions.add(() -> hold(context, transport, time.get())));
        List<Cut> cuts =
                context.runAll(sessions).stream().flatMap(Optional::stream).toList();
        if (cuts.isEmpty()) {
            return Finding.ok(transports.stream().map(Transport::wireName).collect(Collectors.joining(" and "))
                    + (transports.size() == 1 ? " stays" : " stay") + " open for " + Durations.text(time.get()));
        }
        return finding(context, cuts);
    }

    private static Optional<Cut> hold(CheckContext context, Transport transport, Duration time)
            throws InterruptedException, FailureException {
        try (SessionProbe probe = new SessionProbe(context, Sessions.options(context, transport))) {
            probe.awaitAnswers();
            return probe.awaitEnd(time).map(end -> new Cut(transport, end));
        }
    }

    private static Finding finding(CheckContext context, List<Cut> cuts) {
        Duration interval = context.facts().get(ServerFacts.OPENING).handshake().pingInterval();
        Cut first = cuts.get(0);
        Failure failure = Failure.of(
                FailureKind.IDLE_CUT,
                cuts.stream().map(cut -> cut.transport().wireName()).collect(Collectors.joining(" and ")),
                Durations.text(first.end().elapsed()),
                Durations.text(idle(first.end().elapsed(), interval)),
                first.end().failure().facts().get(0));
        boolean isByServer = cuts.stream()
                .allMatch(cut ->
                        cut.end().reason().isByServer() || cut.end().reason() == DisconnectReason.SESSION_CLOSED);
        return Finding.tolerated(failure, isByServer ? serverLog() : idleTimeout(context, interval), lowerInterval())
                .withEvidence(cuts.stream()
                        .map(cut -> cut.transport().wireName() + ": after "
                                + Durations.text(cut.end().elapsed()) + ", "
                                + cut.end().failure().message())
                        .collect(Collectors.joining("\n")));
    }

    /** Returns the time since the last heartbeat, which comes at each ping interval. */
    private static Duration idle(Duration elapsed, Duration interval) {
        return interval.isZero() ? Duration.ZERO : Duration.ofNanos(elapsed.toNanos() % interval.toNanos());
    }

    private static Advice idleTimeout(CheckContext context, Duration interval) {
        return Advice.of(
                Place.PROXY,
                "raise the idle timeout above the ping interval of " + Durations.text(interval),
                ProxySnippets.ordered(
                        ProxySnippets.idleTimeout(interval.plusSeconds(30)),
                        context.facts().find(ServerFacts.RESPONDER)));
    }

    private static Advice serverLog() {
        return Advice.of(Place.SERVER, "read the log of the server: it has closed the session");
    }

    private static Advice lowerInterval() {
        return Advice.of(
                Place.SERVER, "or send heartbeats more often: new Server(httpServer, { pingInterval: 10000 })");
    }
}
