package io.github.siocli.doctor.check;

import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.render.Durations;
import io.github.siocli.render.SizeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the OPEN packet: generation, server family, ping times, upgrades and the largest payload. */
final class OpenPacketCheck implements Check {

    /** Shortest default idle timeout of the usual proxies: 50 s of HAProxy's examples, 55 s of Heroku, 60 s of others. */
    private static final Duration SHORTEST_IDLE_TIMEOUT = Duration.ofSeconds(50);
    /** A session needs several packets, so that a smaller limit refuses ordinary events. */
    private static final long SMALL_PAYLOAD = 10_000;

    @Override
    public CheckModel model() {
        return CheckModel.of("open", CheckLayer.ENGINE_IO, "OPEN packet").requiring(ServerFacts.OPENING);
    }

    @Override
    public Finding run(CheckContext context) {
        EngineOpening opening = context.facts().get(ServerFacts.OPENING);
        Handshake handshake = opening.handshake();
        String fact = description(handshake);
        Duration interval = handshake.pingInterval();
        if (interval.compareTo(SHORTEST_IDLE_TIMEOUT) >= 0) {
            return Finding.warning(
                            "a ping every " + Durations.text(interval)
                                    + " is rarer than the idle timeout of many proxies: HAProxy 50 s, Heroku 55 s, nginx and"
                                    + " AWS ALB 60 s, Cloudflare 100 s",
                            Advice.of(Place.SERVER, "set pingInterval: 25000, the default"),
                            Advice.of(
                                    Place.PROXY,
                                    "or raise the idle timeout above the ping interval",
                                    ProxySnippets.ordered(
                                            ProxySnippets.idleTimeout(interval.plusSeconds(30)),
                                            context.facts().find(ServerFacts.RESPONDER))))
                    .withEvidence(fact);
        }
        if (Heartbeat.isShort(handshake)) {
            return Finding.warning(
                            "a ping every " + interval.toMillis() + " ms with a timeout of "
                                    + handshake.pingTimeout().toMillis()
                                    + " ms: the server counts in ms; are the values meant as seconds?",
                            Advice.of(
                                    Place.SERVER, "set pingInterval: 25000 and pingTimeout: 20000, the defaults in ms"))
                    .withEvidence(fact);
        }
        if (handshake.maxPayload().isPresent() && handshake.maxPayload().getAsLong() < SMALL_PAYLOAD) {
            return Finding.warning(
                            "the server accepts payloads up to "
                                    + SizeText.text(handshake.maxPayload().getAsLong()) + " only",
                            Advice.of(Place.SERVER, "raise maxHttpBufferSize; the default is 1000000 (1 MB)"))
                    .withEvidence(fact);
        }
        return isUpgradeMissing(context, handshake)
                ? Finding.warning(
                                "the server offers no upgrade to websocket, so that sessions stay on polling",
                                Advice.of(
                                        Place.SERVER,
                                        "let the server offer websocket: transports: [\"polling\", \"websocket\"] and"
                                                + " allowUpgrades: true in Node; an async server (aiohttp, eventlet, gevent) or simple-websocket"
                                                + " in Python"))
                        .withEvidence(fact)
                : Finding.ok(fact);
    }

    /** Only a handshake over polling offers upgrades. */
    private static boolean isUpgradeMissing(CheckContext context, Handshake handshake) {
        return context.facts().isKnown(ServerFacts.POLLING)
                && context.options().protocol().upgrade()
                && context.options().protocol().transports().size() > 1
                && !handshake.upgrades().contains(Transport.WEBSOCKET.wireName());
    }

    private static String description(Handshake handshake) {
        List<String> parts = new ArrayList<>();
        parts.add(handshake.protocol());
        parts.add("ping every " + Durations.text(handshake.pingInterval()) + ", timeout "
                + Durations.text(handshake.pingTimeout()));
        parts.add(
                handshake.upgrades().isEmpty() ? "no upgrades" : "upgrades " + String.join(", ", handshake.upgrades()));
        handshake.maxPayload().ifPresent(size -> parts.add("payloads up to " + SizeText.text(size)));
        return String.join("; ", parts);
    }
}
