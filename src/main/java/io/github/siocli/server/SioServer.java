package io.github.siocli.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.server.engine.EngineListener;
import io.github.siocli.server.engine.EngineServer;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.ForeignRequest;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.server.engine.SessionListener;
import io.github.siocli.server.fault.FaultInjector;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A Socket.IO server on one port. Methods may be called from any thread unless stated otherwise. Calls of the {@link
 * ServerListener} and all methods of sockets and namespaces belong to the event loop.
 */
public final class SioServer implements AutoCloseable {

    /** Longest time to wait for clients to receive the end of their sessions. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final ServerOptions options;
    private final ServerState state;
    private final EngineServer engine;

    private SioServer(ServerOptions options, ServerState state, EngineServer engine) {
        this.options = options;
        this.state = state;
        this.engine = engine;
    }

    /** Starts a server without faults. */
    public static SioServer start(ServerOptions options, ServerListener listener) throws FailureException {
        return start(options, listener, FaultInjector.NONE);
    }

    /**
     * Starts a server.
     *
     * @throws FailureException if the address is not available or a TLS file cannot be read
     */
    public static SioServer start(ServerOptions options, ServerListener listener, FaultInjector faults)
            throws FailureException {
        EventLoopGroup group = EngineServer.newGroup();
        ServerState hub = new ServerState(options, listener, faults, group.next());
        listener.onStart(hub);
        try {
            EngineServer engine =
                    EngineServer.start(group, options.address(), options.engine(), new HandshakeListener(hub), faults);
            return new SioServer(options, hub, engine);
        } catch (FailureException e) {
            group.shutdownGracefully();
            throw e;
        }
    }

    private record HandshakeListener(ServerState state) implements EngineListener {

        @Override
        public ConnectDecision onHandshake(HandshakeRequest request) {
            Optional<String> fault = state.faults().refusesHandshake(request);
            ConnectDecision decision = fault.isPresent()
                    ? ConnectDecision.refuse(fault.get())
                    : state.queryListener(listener -> listener.onHandshake(request))
                            .orElse(ConnectDecision.refuse("Internal error"));
            decision.refusal()
                    .ifPresent(refusal ->
                            state.notifyListener(listener -> listener.onHandshakeRefused(request, refusal.message())));
            return decision;
        }

        @Override
        public void onForeignRequest(ForeignRequest request) {
            state.notifyListener(told -> told.onForeignRequest(request));
        }

        @Override
        public void onSessionReplaced(EngineSession session) {
            state.notifyListener(told -> told.onSessionReplaced(session));
        }

        @Override
        public SessionListener onOpen(EngineSession session) {
            state.notifyListener(told -> told.onSessionOpened(session));
            if (state.options().engineOnly()) {
                return new EchoSession(state, session);
            }
            Client client = new Client(state, session);
            client.start();
            return client;
        }
    }

    /** Returns the address that the server listens on. */
    public InetSocketAddress address() {
        return engine.address();
    }

    /** Returns the options of this server. */
    public ServerOptions options() {
        return options;
    }

    /** Runs a task on the event loop after a delay. */
    public Cancellable schedule(Duration delay, Runnable task) {
        return state.schedule(delay, task);
    }

    /** Runs a function on the event loop and waits for its result. */
    public <T> T query(Supplier<T> query) {
        return state.onLoop(query);
    }

    /** Returns the namespace with a name, and creates it if it does not exist. Call on the event loop. */
    public Namespace namespace(String name) {
        return state.namespace(name);
    }

    /** Returns the namespace with a name, if it has or had sockets. Call on the event loop. */
    public Optional<Namespace> findNamespace(String name) {
        return state.findNamespace(name);
    }

    /** Returns the namespaces that have or had sockets. Call on the event loop. */
    public Collection<Namespace> namespaces() {
        return List.copyOf(state.namespaces().values());
    }

    /** Returns the number of clients that are connected to at least one namespace. Call on the event loop. */
    public int clients() {
        return state.clients();
    }

    /** Returns the number of sessions, including those without a namespace. Call on the event loop. */
    public int sessions() {
        return engine.sessions();
    }

    /** Disconnects all clients and stops. Blocks until the port is free. Do not call on the event loop. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /** As {@link #close()}, with another longest time to wait for clients. */
    void close(Duration timeout) {
        engine.close(timeout);
    }
}
