package io.github.siocli.doctor.check;

import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.SetCookie;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.Advice.Snippet;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EnginePacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Opens sessions over polling, and sends requests of each over new TCP connections, with and without the cookies that the
 * server has set: all must reach the node that knows the session.
 */
final class StickinessCheck implements Check {

    /** Number of sessions at the same time. A browser opens six connections to a host. */
    private static final int PARALLEL = 5;
    /** Number of requests that the limit leaves for checks of origins. */
    private static final int REQUESTS_FOR_ORIGINS = 6;
    /** Cookies of known load balancers, in lower case. */
    private static final List<String> KNOWN = List.of(
            "awsalb",
            "awselb",
            "gclb",
            "arraffinity",
            "serverid",
            "srv",
            "ingresscookie",
            "route",
            "bigipserver",
            "lb",
            "sticky",
            "heroku-session-affinity",
            "__cflb");

    @Override
    public CheckModel model() {
        return CheckModel.of("stickiness", CheckLayer.ENGINE_IO, "sticky sessions")
                .requiring(ServerFacts.POLLING)
                // Its many requests would exhaust the limits of servers before the other requests.
                .using(ServerFacts.LONG_POLL, ServerFacts.WEBSOCKET)
                .providing(ServerFacts.STICKINESS);
    }

    /** Each session takes three requests over new connections. */
    @Override
    public Duration limit(CheckContext context) {
        int rounds = (handshakes(context) + PARALLEL - 1) / PARALLEL;
        return context.timeout().multipliedBy(3L * rounds).plusSeconds(1);
    }

    /** Leaves requests for many origins, each of which takes four. */
    private static int handshakes(CheckContext context) {
        int more = Math.max(0, 4 * context.settings().origins().size() - REQUESTS_FOR_ORIGINS);
        return Math.max(1, context.settings().handshakes() - (more + 2) / 3);
    }

    /**
     * The outcome of one session.
     *
     * @param sid the session id; empty if the server opened no session
     * @param stray the response of another node; empty if no request reached one
     * @param failure any other failure
     */
    private record Probe(
            String sid,
            boolean isLostWithoutCookies,
            boolean isLostWithCookies,
            Optional<Failure> stray,
            Optional<Failure> failure,
            List<SetCookie> cookies) {}

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        List<Probe> probes = probes(context);
        List<Failure> failures =
                probes.stream().flatMap(probe -> probe.failure().stream()).toList();
        Optional<Failure> cached = failures.stream()
                .filter(failure -> failure.kind() == FailureKind.HANDSHAKE_CACHED)
                .findFirst();
        if (cached.isPresent()) {
            return TransportAdvice.finding(context, Transport.POLLING, cached.get());
        }
        List<Probe> complete =
                probes.stream().filter(probe -> probe.failure().isEmpty()).toList();
        if (complete.isEmpty()) {
            return Finding.tolerated(failures.get(0));
        }
        Stickiness stickiness = new Stickiness(
                complete.size(),
                (int) complete.stream().filter(Probe::isLostWithoutCookies).count(),
                (int) complete.stream().filter(Probe::isLostWithCookies).count(),
                affinityCookies(complete));
        context.facts().put(ServerFacts.STICKINESS, stickiness);
        Optional<Failure> stray =
                complete.stream().flatMap(probe -> probe.stray().stream()).findFirst();
        Finding finding = finding(context, stickiness, complete, stray);
        return failures.isEmpty() || stray.isPresent()
                ? finding
                : Finding.tolerated(failures.get(0))
                        .withEvidence(failures.size() + " of " + probes.size() + " sessions\n"
                                + failures.get(0).evidence());
    }

    private static List<Probe> probes(CheckContext context) throws InterruptedException {
        int count = handshakes(context);
        AtomicInteger next = new AtomicInteger();
        Callable<List<Probe>> worker = () -> {
            List<Probe> done = new ArrayList<>();
            while (next.getAndIncrement() < count) {
                done.add(probe(context));
            }
            return done;
        };
        return context.runAll(Collections.nCopies(Math.min(PARALLEL, count), worker)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Probe probe(CheckContext context) throws InterruptedException {
        EngineOpening known = context.facts().get(ServerFacts.POLLING);
        try (ProbeClient own = context.newClient();
                ProbeClient foreign = context.newClient()) {
            long requested = System.nanoTime();
            ProbeClient.OpeningAttempt attempt = own.open(known.path(), known.eio());
            if (attempt.opening().isEmpty()) {
                return new Probe("", false, false, Optional.empty(), attempt.failure(), List.of());
            }
            EngineOpening session = attempt.opening().get();
            Heartbeat heartbeat = new Heartbeat(session, requested);
            List<SetCookie> cookies = attempt.exchange().cookies();
            // A heartbeat that the server ignores; it needs no reply.
            String beat = session.eio() == 3 ? EnginePacket.PING_PACKET : EnginePacket.PONG_PACKET;
            Optional<Failure> without = cookies.isEmpty()
                    ? Optional.empty()
                    : refusal(foreign, session, beat).map(heartbeat::explain);
            own.closeConnections();
            // Closes the session, so that the server need not wait for its heartbeat timeout.
            Optional<Failure> with =
                    refusal(own, session, EnginePacket.CLOSE_PACKET).map(heartbeat::explain);
            List<Failure> failures =
                    Stream.of(without, with).flatMap(Optional::stream).toList();
            return new Probe(
                    session.handshake().sid(),
                    isStray(cookies.isEmpty() ? with : without),
                    isStray(with),
                    failures.stream().filter(StickinessCheck::isStray).findFirst(),
                    failures.stream().filter(failure -> !isStray(failure)).findFirst(),
                    cookies);
        }
    }

    private static Optional<Failure> refusal(ProbeClient client, EngineOpening session, String packet)
            throws InterruptedException {
        return client.refusal(session, client.post(session, packet));
    }

    private static boolean isStray(Optional<Failure> failure) {
        return failure.filter(StickinessCheck::isStray).isPresent();
    }

    private static boolean isStray(Failure failure) {
        return failure.kind() == FailureKind.SESSION_UNKNOWN;
    }

    /** Returns the names of the cookies that may contain a node: not the session id, and known names first. */
    private static List<String> affinityCookies(List<Probe> probes) {
        return probes.stream()
                .flatMap(probe -> probe.cookies().stream()
                        .filter(cookie ->
                                probe.cookies().size() == 1 || !cookie.value().equals(probe.sid())))
                .map(SetCookie::name)
                .distinct()
                .sorted(Comparator.comparing(name -> !isKnown(name)))
                .toList();
    }

    private static boolean isKnown(String cookie) {
        return KNOWN.stream().anyMatch(cookie.toLowerCase(Locale.ROOT)::startsWith);
    }

    private static Finding finding(
            CheckContext context, Stickiness stickiness, List<Probe> probes, Optional<Failure> stray) {
        String sessions = stickiness.sessions() == 1 ? " session" : " sessions";
        if (stickiness.withoutCookies() == 0) {
            return Finding.ok(stickiness.sessions() + sessions
                    + ", each stays on its node over new connections, without cookies");
        }
        String evidence = stray.map(Failure::evidence).orElse("");
        if (stickiness.needsCookies()) {
            String cookies = String.join(" or ", stickiness.cookies());
            return Finding.warning(
                            "sessions stay on their node only with the cookie " + cookies + ": without it "
                                    + stickiness.withoutCookies() + " of " + stickiness.sessions()
                                    + " met another node",
                            Advice.of(
                                    Place.CLIENT,
                                    "send the cookie " + cookies
                                            + " back: pages of another origin and Node clients need withCredentials",
                                    List.of(Snippet.of(
                                            "JavaScript",
                                            "const socket = io(\""
                                                    + context.options().server().url()
                                                    + "\", { withCredentials: true });"))))
                    .withEvidence(evidence);
        }
        Failure failure = Failure.of(
                        FailureKind.NOT_STICKY,
                        String.valueOf(stickiness.withCookies()),
                        String.valueOf(stickiness.sessions()),
                        stray.map(reason -> reason.facts().get(0)).orElse(""))
                .withEvidence(evidence);
        Optional<SetCookie> withheld = context.options().server().secure()
                ? Optional.empty()
                : probes.stream()
                        .flatMap(probe -> probe.cookies().stream())
                        .filter(SetCookie::isSecure)
                        .findFirst();
        return withheld.isEmpty()
                ? TransportAdvice.finding(context, Transport.POLLING, failure)
                : Finding.failed(
                        failure,
                        Advice.of(
                                Place.PROXY,
                                "use https, or set the cookie " + withheld.get().name()
                                        + " without Secure: clients do not send it back over http"));
    }
}
