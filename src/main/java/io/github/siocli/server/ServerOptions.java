package io.github.siocli.server;

import io.github.siocli.server.engine.EngineOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How Socket.IO is served.
 *
 * @param address where to listen; port 0 takes any
 * @param engine what is below
 * @param namespaces which namespaces there are, by their names without a query
 * @param connectTimeout how long a session may be without a namespace
 * @param recovery what is kept for clients that lost their connection; empty for nothing
 * @param maxClients number of clients that may be connected at a time; the next ones are refused
 * @param farewell how long stopping waits for clients to hear the goodbye
 * @param limits what a client may cost
 * @param engineOnly whether Engine.IO alone is spoken, and every message sent back
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

    /** Any namespace and any number of clients, as the reference server otherwise. */
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

    /** The same somewhere else. */
    public ServerOptions withAddress(InetSocketAddress other) {
        return new ServerOptions(
                other, engine, namespaces, connectTimeout, recovery, maxClients, farewell, limits, engineOnly);
    }

    /** The same over another Engine.IO. */
    public ServerOptions withEngine(EngineOptions other) {
        return new ServerOptions(
                address, other, namespaces, connectTimeout, recovery, maxClients, farewell, limits, engineOnly);
    }

    /** The same with these namespaces only. */
    public ServerOptions withNamespaces(Set<String> names) {
        return withNamespaces(Set.copyOf(names)::contains);
    }

    /** The same with those namespaces that a predicate takes. */
    public ServerOptions withNamespaces(Predicate<String> others) {
        return new ServerOptions(
                address, engine, others, connectTimeout, recovery, maxClients, farewell, limits, engineOnly);
    }

    /** The same with another time for sessions without a namespace. */
    public ServerOptions withConnectTimeout(Duration other) {
        return new ServerOptions(
                address, engine, namespaces, other, recovery, maxClients, farewell, limits, engineOnly);
    }

    /** The same with connection state recovery. */
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

    /** The same with a limit of clients. */
    public ServerOptions withMaxClients(int most) {
        return new ServerOptions(
                address, engine, namespaces, connectTimeout, recovery, most, farewell, limits, engineOnly);
    }

    /** The same with other limits. */
    public ServerOptions withLimits(ServerLimits others) {
        return new ServerOptions(
                address, engine, namespaces, connectTimeout, recovery, maxClients, farewell, others, engineOnly);
    }

    /** The same with Engine.IO alone, of which every message comes back. */
    public ServerOptions withEngineOnly() {
        return new ServerOptions(
                address, engine, namespaces, connectTimeout, recovery, maxClients, farewell, limits, true);
    }
}
