package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.net.tls.ServerTls;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How Engine.IO is served.
 *
 * @param path path of the endpoint, with a slash at both ends
 * @param transports the transports that are offered
 * @param upgrade whether sessions may move from polling to websocket
 * @param generations the generations that are spoken
 * @param pingInterval time between a pong and the next ping
 * @param pingTimeout how long the other side's heartbeat may be late
 * @param upgradeTimeout how long an upgrade may take
 * @param origins which web pages may connect
 * @param tls how it shows who it is; empty for plain HTTP
 * @param limits what a client may cost
 */
public record EngineOptions(
        String path,
        Set<Transport> transports,
        boolean upgrade,
        Set<Generation> generations,
        Duration pingInterval,
        Duration pingTimeout,
        Duration upgradeTimeout,
        OriginPolicy origins,
        Optional<ServerTls> tls,
        EngineLimits limits) {

    /** Those of the reference server, with both generations. */
    public static final EngineOptions DEFAULT = new EngineOptions(
            "/socket.io/",
            Set.of(Transport.POLLING, Transport.WEBSOCKET),
            true,
            Set.of(Generation.values()),
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            OriginPolicy.LOCAL,
            Optional.empty(),
            EngineLimits.DEFAULT);

    public EngineOptions {
        transports = Set.copyOf(transports);
        generations = Set.copyOf(generations);
    }

    /** The same at another path. */
    public EngineOptions withPath(String other) {
        return new EngineOptions(
                other,
                transports,
                upgrade,
                generations,
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                origins,
                tls,
                limits);
    }

    /** The same with other transports. */
    public EngineOptions withTransports(Set<Transport> others, boolean upgrades) {
        return new EngineOptions(
                path, others, upgrades, generations, pingInterval, pingTimeout, upgradeTimeout, origins, tls, limits);
    }

    /** The same with other generations. */
    public EngineOptions withGenerations(Set<Generation> others) {
        return new EngineOptions(
                path, transports, upgrade, others, pingInterval, pingTimeout, upgradeTimeout, origins, tls, limits);
    }

    /** The same with another heartbeat. */
    public EngineOptions withHeartbeat(Duration interval, Duration timeout) {
        return new EngineOptions(
                path, transports, upgrade, generations, interval, timeout, upgradeTimeout, origins, tls, limits);
    }

    /** The same for other web pages. */
    public EngineOptions withOrigins(OriginPolicy other) {
        return new EngineOptions(
                path, transports, upgrade, generations, pingInterval, pingTimeout, upgradeTimeout, other, tls, limits);
    }

    /** The same behind TLS. */
    public EngineOptions withTls(ServerTls other) {
        return new EngineOptions(
                path,
                transports,
                upgrade,
                generations,
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                origins,
                Optional.of(other),
                limits);
    }

    /** The same with other limits. */
    public EngineOptions withLimits(EngineLimits other) {
        return new EngineOptions(
                path, transports, upgrade, generations, pingInterval, pingTimeout, upgradeTimeout, origins, tls, other);
    }

    /** Whether a session of polling may move on. */
    boolean offersUpgrade() {
        return upgrade && transports.contains(Transport.WEBSOCKET);
    }
}
