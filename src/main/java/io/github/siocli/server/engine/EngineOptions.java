package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.net.tls.ServerTls;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Options of an Engine.IO server.
 *
 * @param path path of the endpoint, with a slash at both ends
 * @param transports transports that are offered
 * @param upgrade whether sessions may move from polling to websocket
 * @param generations generations that are supported
 * @param pingInterval time between a pong and the next ping
 * @param pingTimeout how late the heartbeat of the client may be
 * @param upgradeTimeout maximum duration of an upgrade
 * @param origins web pages that may connect
 * @param tls certificate and key; empty for plain HTTP
 * @param limits limits for clients
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

    /** The options of the reference server, with both generations. */
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

    /** Returns these options with another path. */
    public EngineOptions withPath(String newPath) {
        return new EngineOptions(
                newPath,
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

    /** Returns these options with other transports. */
    public EngineOptions withTransports(Set<Transport> newTransports, boolean newUpgrade) {
        return new EngineOptions(
                path,
                newTransports,
                newUpgrade,
                generations,
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                origins,
                tls,
                limits);
    }

    /** Returns these options with other generations. */
    public EngineOptions withGenerations(Set<Generation> newGenerations) {
        return new EngineOptions(
                path,
                transports,
                upgrade,
                newGenerations,
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                origins,
                tls,
                limits);
    }

    /** Returns these options with another heartbeat. */
    public EngineOptions withHeartbeat(Duration interval, Duration timeout) {
        return new EngineOptions(
                path, transports, upgrade, generations, interval, timeout, upgradeTimeout, origins, tls, limits);
    }

    /** Returns these options with another origin policy. */
    public EngineOptions withOrigins(OriginPolicy newOrigins) {
        return new EngineOptions(
                path,
                transports,
                upgrade,
                generations,
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                newOrigins,
                tls,
                limits);
    }

    /** Returns these options with TLS. */
    public EngineOptions withTls(ServerTls newTls) {
        return new EngineOptions(
                path,
                transports,
                upgrade,
                generations,
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                origins,
                Optional.of(newTls),
                limits);
    }

    /** Returns these options with other limits. */
    public EngineOptions withLimits(EngineLimits newLimits) {
        return new EngineOptions(
                path,
                transports,
                upgrade,
                generations,
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                origins,
                tls,
                newLimits);
    }

    /** Returns true if a polling session may upgrade. */
    boolean offersUpgrade() {
        return upgrade && transports.contains(Transport.WEBSOCKET);
    }
}
