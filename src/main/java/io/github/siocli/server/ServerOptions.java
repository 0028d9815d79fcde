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
 * @param admission which clients may connect
 * @param connectTimeout how long a session may exist without a namespace
 * @param recovery what is kept for connection state recovery; empty to disable it
 * @param limits limits for each client
 * @param engineOnly true to serve only Engine.IO and send every message back
 */
public record ServerOptions(
        InetSocketAddress address,
        EngineOptions engine,
        Admission admission,
        Duration connectTimeout,
        Optional<RecoveryOptions> recovery,
        ServerLimits limits,
        boolean engineOnly) {

    /**
     * Conditions under which clients may connect.
     *
     * @param namespaces accepts the names of existing namespaces, without a query
     * @param maxClients maximum number of connected clients; further clients are refused
     */
    public record Admission(Predicate<String> namespaces, int maxClients) {}

    /** Returns the options of the reference server, with all namespaces. */
    public static ServerOptions on(InetSocketAddress address) {
        return new ServerOptions(
                address,
                EngineOptions.DEFAULT,
                new Admission(name -> true, Integer.MAX_VALUE),
                Duration.ofSeconds(45),
                Optional.empty(),
                ServerLimits.DEFAULT,
                false);
    }

    /** Returns these options with another address. */
    public ServerOptions withAddress(InetSocketAddress newAddress) {
        return new ServerOptions(newAddress, engine, admission, connectTimeout, recovery, limits, engineOnly);
    }

    /** Returns these options with other Engine.IO options. */
    public ServerOptions withEngine(EngineOptions newEngine) {
        return new ServerOptions(address, newEngine, admission, connectTimeout, recovery, limits, engineOnly);
    }

    /** Returns these options with the namespaces that a predicate accepts. */
    public ServerOptions withNamespaces(Predicate<String> accepted) {
        return with(new Admission(accepted, admission.maxClients()));
    }

    /** Returns these options with another maximum number of clients. */
    public ServerOptions withMaxClients(int count) {
        return with(new Admission(admission.namespaces(), count));
    }

    private ServerOptions with(Admission newAdmission) {
        return new ServerOptions(address, engine, newAdmission, connectTimeout, recovery, limits, engineOnly);
    }

    /** Returns these options with another timeout for sessions without a namespace. */
    public ServerOptions withConnectTimeout(Duration newTimeout) {
        return new ServerOptions(address, engine, admission, newTimeout, recovery, limits, engineOnly);
    }

    /** Returns these options with connection state recovery. */
    public ServerOptions withRecovery(RecoveryOptions newRecovery) {
        return new ServerOptions(
                address, engine, admission, connectTimeout, Optional.of(newRecovery), limits, engineOnly);
    }

    /** Returns these options with other limits. */
    public ServerOptions withLimits(ServerLimits newLimits) {
        return new ServerOptions(address, engine, admission, connectTimeout, recovery, newLimits, engineOnly);
    }

    /** Returns these options for an Engine.IO server that echoes every message. */
    public ServerOptions withEngineOnly() {
        return new ServerOptions(address, engine, admission, connectTimeout, recovery, limits, true);
    }
}
