package io.github.siocli.server;

import io.github.siocli.server.engine.EngineOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
 * @param farewell how long {@code close} waits for clients to receive the end of their sessions
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
        Duration farewell,
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
    public ServerOptions withAddress(InetSocketAddress other) {
        return new ServerOptions(
                other, engine, namespaces, connectTimeout, recovery, maxClients, farewell, limits, engineOnly);
    }

    /** Returns these options with other Engine.IO options. */
    public ServerOptions withEngine(EngineOptions other) {
        return new ServerOptions(
                address, other, namespaces, connectTimeout, recovery, maxClients, farewell, limits, engineOnly);
    }

    /** Returns these options with only the given namespaces. */
    public ServerOptions withNamespaces(Set<String> names) {
        return withNamespaces(Set.copyOf(names)::contains);
    }

    /** Returns these options with the namespaces that a predicate accepts. */
    public ServerOptions withNamespaces(Predicate<String> others) {
        return new ServerOptions(
                address, engine, others, connectTimeout, recovery, maxClients, farewell, limits, engineOnly);
    }

    /** Returns these options with another timeout for sessions without a namespace. */
    public ServerOptions withConnectTimeout(Duration other) {
        return new ServerOptions(
                address, engine, namespaces, other, recovery, maxClients, farewell, limits, engineOnly);
    }

    /** Returns these options with connection state recovery. */
    public ServerOptions withRecovery(RecoveryOptions other) {
        return new ServerOptions(
                address,
                engine,
                namespaces,
                connectTimeout,
                Optional.of(other),
                maxClients,
                farewell,
                limits,
                engineOnly);
    }

    /** Returns these options with another maximum number of clients. */
    public ServerOptions withMaxClients(int most) {
        return new ServerOptions(
                address, engine, namespaces, connectTimeout, recovery, most, farewell, limits, engineOnly);
    }

    /** Returns these options with other limits. */
    public ServerOptions withLimits(ServerLimits others) {
        return new ServerOptions(
                address, engine, namespaces, connectTimeout, recovery, maxClients, farewell, others, engineOnly);
    }

    /** Returns these options for an Engine.IO server that echoes every message. */
    public ServerOptions withEngineOnly() {
        return new ServerOptions(
                address, engine, namespaces, connectTimeout, recovery, maxClients, farewell, limits, true);
    }
}
