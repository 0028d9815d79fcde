package io.github.siocli.server;

import io.github.siocli.server.engine.EngineOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Options of a Socket.IO server.
 *
 * @param address address to listen on; port 0 takes a free port
 * @param engine options of Engine.IO
 * @param namespaces accepts the names of existing namespaces, without a query
 * @param connectTimeout how long a session may exist without a namespace
 * @param recovery what is kept for connection state recovery; empty to disable it
 * @param maxClients maximum number of connected clients; further clients are refused
 * @param closeTimeout how long {@code close} waits for clients to receive the end of their sessions
 * @param limits limits for each client
 * @param engineOnly true to serve only Engine.IO and send every message back
 */
public record ServerOptions(
        InetSocketAddress address,
        EngineOptions engine,
        Predicate<String> namespaces,
        Duration connectTimeout,
        Optional<RecoveryOptions> recovery,
        int maxClients,
        Duration closeTimeout,
        ServerLimits limits,
        boolean engineOnly) {

    /** Returns the options of the reference server, with all namespaces. */
    public static ServerOptions on(InetSocketAddress address) {
        return new ServerOptions(
                address,
                EngineOptions.DEFAULT,
                name -> true,
                Duration.ofSeconds(45),
                Optional.empty(),
                Integer.MAX_VALUE,
                Duration.ofSeconds(1),
                ServerLimits.DEFAULT,
                false);
    }

    /** Returns these options with another address. */
    public ServerOptions withAddress(InetSocketAddress newAddress) {
        return new ServerOptions(
                newAddress, engine, namespaces, connectTimeout, recovery, maxClients, closeTimeout, limits, engineOnly);
    }

    /** Returns these options with other Engine.IO options. */
    public ServerOptions withEngine(EngineOptions newEngine) {
        return new ServerOptions(
                address, newEngine, namespaces, connectTimeout, recovery, maxClients, closeTimeout, limits, engineOnly);
    }

    /** Returns these options with the namespaces that a predicate accepts. */
    public ServerOptions withNamespaces(Predicate<String> accepted) {
        return new ServerOptions(
                address, engine, accepted, connectTimeout, recovery, maxClients, closeTimeout, limits, engineOnly);
    }

    /** Returns these options with another timeout for sessions without a namespace. */
    public ServerOptions withConnectTimeout(Duration newTimeout) {
        return new ServerOptions(
                address, engine, namespaces, newTimeout, recovery, maxClients, closeTimeout, limits, engineOnly);
    }

    /** Returns these options with connection state recovery. */
    public ServerOptions withRecovery(RecoveryOptions newRecovery) {
        return new ServerOptions(
                address,
                engine,
                namespaces,
                connectTimeout,
                Optional.of(newRecovery),
                maxClients,
                closeTimeout,
                limits,
                engineOnly);
    }

    /** Returns these options with another maximum number of clients. */
    public ServerOptions withMaxClients(int count) {
        return new ServerOptions(
                address, engine, namespaces, connectTimeout, recovery, count, closeTimeout, limits, engineOnly);
    }

    /** Returns these options with other limits. */
    public ServerOptions withLimits(ServerLimits newLimits) {
        return new ServerOptions(
                address, engine, namespaces, connectTimeout, recovery, maxClients, closeTimeout, newLimits, engineOnly);
    }

    /** Returns these options for an Engine.IO server that echoes every message. */
    public ServerOptions withEngineOnly() {
        return new ServerOptions(
                address, engine, namespaces, connectTimeout, recovery, maxClients, closeTimeout, limits, true);
    }
}
