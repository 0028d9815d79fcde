package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.net.tls.ServerTls;
import io.github.siocli.protocol.engineio.Generation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Options of an Engine.IO server.
 *
 * @param path path of the endpoint, with a slash at both ends
 * @param transport transports and upgrades
 * @param generations generations that are supported
 * @param heartbeat times of the heartbeat
 * @param origins web pages that may connect
 * @param tls certificate and key; empty for plain HTTP
 * @param limits limits for clients
 */
public record EngineOptions(
        String path,
        OfferedTransports transport,
        Set<Generation> generations,
        Heartbeat heartbeat,
        OriginPolicy origins,
        Optional<ServerTls> tls,
        EngineLimits limits) {

    /**
     * The offered transports, and the upgrade between them.
     *
     * @param transports transports that are offered
     * @param upgrade whether sessions may move from polling to websocket
     * @param upgradeTimeout maximum duration of an upgrade
     */
    public record OfferedTransports(Set<Transport> transports, boolean upgrade, Duration upgradeTimeout) {

        public OfferedTransports {
            transports = Set.copyOf(transports);
        }
    }

    /**
     * Times of the heartbeat.
     *
     * @param interval time between a pong and the next ping
     * @param timeout how late the heartbeat of the client may be
     */
    public record Heartbeat(Duration interval, Duration timeout) {}

    /** The options of the reference server, with both generations. */
    public static final EngineOptions DEFAULT = new EngineOptions(
            "/socket.io/",
            new OfferedTransports(Set.of(Transport.POLLING, Transport.WEBSOCKET), true, Duration.ofSeconds(10)),
            Set.of(Generation.values()),
            new Heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(20)),
            OriginPolicy.LOCAL,
            Optional.empty(),
            EngineLimits.DEFAULT);

    public EngineOptions {
        generations = Set.copyOf(generations);
    }

    /** Returns these options with another path. */
    public EngineOptions withPath(String newPath) {
        return new EngineOptions(newPath, transport, generations, heartbeat, origins, tls, limits);
    }

    /** Returns these options with other transports. */
    public EngineOptions withTransports(Set<Transport> newTransports, boolean newUpgrade) {
        OfferedTransports newTransport = new OfferedTransports(newTransports, newUpgrade, transport.upgradeTimeout());
        return new EngineOptions(path, newTransport, generations, heartbeat, origins, tls, limits);
    }

    /** Returns these options with other generations. */
    public EngineOptions withGenerations(Set<Generation> newGenerations) {
        return new EngineOptions(path, transport, newGenerations, heartbeat, origins, tls, limits);
    }

    /** Returns these options with another heartbeat. */
    public EngineOptions withHeartbeat(Duration interval, Duration timeout) {
        return new EngineOptions(path, transport, generations, new Heartbeat(interval, timeout), origins, tls, limits);
    }

    /** Returns these options with another origin policy. */
    public EngineOptions withOrigins(OriginPolicy newOrigins) {
        return new EngineOptions(path, transport, generations, heartbeat, newOrigins, tls, limits);
    }

    /** Returns these options with TLS. */
    public EngineOptions withTls(ServerTls newTls) {
        return new EngineOptions(path, transport, generations, heartbeat, origins, Optional.of(newTls), limits);
    }

    /** Returns these options with other limits. */
    public EngineOptions withLimits(EngineLimits newLimits) {
        return new EngineOptions(path, transport, generations, heartbeat, origins, tls, newLimits);
    }

    /** Returns true if a polling session may upgrade. */
    boolean offersUpgrade() {
        return transport.upgrade() && transport.transports().contains(Transport.WEBSOCKET);
    }
}
