package io.github.siocli.doctor.check;

import io.github.siocli.client.engine.LatencyProbe;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.SessionProbe;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.Transport;
import io.github.siocli.net.websocket.Deadline;
import io.github.siocli.render.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Measures round trips over each transport: over polling those of the requests of all checks, over websocket those of
 * pings. Compares the clocks.
 */
final class LatencyCheck implements Check {

    private static final int ROUND_TRIPS = 20;
    /** Requests that are left to the checks that may still run. */
    private static final int RESERVED = 10;
    /** Difference of the clocks from which tokens with times are refused or expire too soon. */
    private static final Duration MUCH_SKEW = Duration.ofSeconds(30);

    @Override
    public CheckModel model() {
        return CheckModel.of("latency", CheckLayer.SOCKET_IO, "latency")
                .requiring(ServerFacts.CONNECTED_NAMESPACES)
                .using(ServerFacts.WEBSOCKET, ServerFacts.STICKINESS);
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        if (context.facts().isKnown(ServerFacts.WEBSOCKET)) {
            ping(context);
        }
        if (context.facts().isKnown(ServerFacts.POLLING)) {
            request(context, context.facts().get(ServerFacts.POLLING));
        }
        List<String> parts = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            List<Duration> times = context.measurements().roundTrips(transport);
            if (!times.isEmpty()) {
                parts.add(transport.wireName() + " " + statistics(times));
            }
        }
        Optional<Duration> skew = context.measurements().clockSkew();
        skew.ifPresent(ahead -> parts.add(
                ahead.abs().toSeconds() < 2
                        ? "clocks agree"
                        : "the server's clock is " + Durations.text(ahead.abs())
                                + (ahead.isNegative() ? " behind" : " ahead")));
        String fact = String.join("; ", parts);
        return skew.filter(ahead -> ahead.abs().compareTo(MUCH_SKEW) > 0).isPresent()
                ? Finding.warning(
                        fact,
                        Advice.of(
                                Place.SERVER,
                                "synchronize the clocks (NTP): tokens with times of validity are refused or expire early"))
                : Finding.ok(fact);
    }

    private static void ping(CheckContext context) throws InterruptedException {
        ConnectOptions options = Sessions.options(context, Transport.WEBSOCKET)
                .withNamespaces(
                        context.facts().get(ServerFacts.CONNECTED_NAMESPACES).subList(0, 1));
        try (SessionProbe probe = new SessionProbe(context, options)) {
            probe.awaitAnswers();
            Deadline deadline = Deadline.in(context.timeout());
            for (int i = 0; i < ROUND_TRIPS && !deadline.isPast(); i++) {
                Optional<Duration> time = probe.ping();
                if (time.isEmpty()) {
                    return;
                }
                context.measurements().addRoundTrip(Transport.WEBSOCKET, time.get());
            }
        } catch (FailureException e) {
            // The check of the namespaces reports the failure.
        }
    }

    /** Requests a session that does not exist, which Engine.IO refuses at once, until there are enough round trips. */
    private static void request(CheckContext context, EngineOpening opening) throws InterruptedException {
        try (ProbeClient client = context.newClient()) {
            Request request = client.request(opening.path(), opening.eio(), Transport.POLLING)
                    .build();
            HttpUrl unknown = request.url()
                    .newBuilder()
                    .addQueryParameter("sid", LatencyProbe.UNKNOWN_SID)
                    .build();
            int missing = ROUND_TRIPS
                    - context.measurements().roundTrips(Transport.POLLING).size();
            Deadline deadline = Deadline.in(context.timeout());
            for (int i = 0;
                    i < missing && !deadline.isPast() && context.requests().remaining() > RESERVED;
                    i++) {
                client.send(request.newBuilder().url(unknown).build())
                        .roundTrip()
                        .ifPresent(time -> context.measurements().addRoundTrip(Transport.POLLING, time));
            }
        }
    }

    /** Returns minimum, median and 95th percentile. */
    static String statistics(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return Durations.text(sorted.get(0)) + " / " + Durations.text(sorted.get(sorted.size() / 2)) + " / "
                + Durations.text(sorted.get((sorted.size() * 95 - 1) / 100)) + " (min, median, p95 of " + sorted.size()
                + ")";
    }

    @Override
    public Duration limit(CheckContext context) {
        return context.timeout().multipliedBy(4).plusSeconds(1);
    }
}
