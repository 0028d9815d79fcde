package io.github.siocli.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.server.engine.EngineListener;
import io.github.siocli.server.engine.EngineServer;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.ForeignRequest;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.server.engine.SessionListener;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A Socket.IO server on one port. Any thread may call where nothing else is said; what is told to the
 * {@link ServerListener}, and every method of sockets and namespaces, belongs to the event loop.
 */
public final class SioServer implements AutoCloseable {

    private final ServerOptions options;
    private final ServerState hub;
    private final EngineServer engine;

    private SioServer(ServerOptions options, ServerState hub, EngineServer engine) {
        this.options = options;
        this.hub = hub;
        this.engine = engine;
    }

    /** As {@link #start(ServerOptions, ServerListener, FaultInjector)}, and nothing goes wrong on purpose. */
    public static SioServer start(ServerOptions options, ServerListener listener) throws FailureException {
        return start(options, listener, FaultInjector.NONE);
    }

    /**
     * Listens.
     *
     * @throws FailureException where it cannot, or the files of TLS cannot be read
     */
    public static SioServer start(ServerOptions options, ServerListener listener, FaultInjector misbehaviour)
            throws FailureException {
        EventLoopGroup group = EngineServer.newGroup();
        ServerState hub = new ServerState(options, listener, misbehaviour, group.next());
        try {
            EngineServer engine = EngineServer.start(
                    group, options.address(), options.engine(), new HandshakeListener(hub), misbehaviour);
            return new SioServer(options, hub, engine);
        } catch (FailureException e) {
            group.shutdownGracefully();
            throw e;
        }
    }

    private record HandshakeListener(ServerState hub) implements EngineListener {

        @Override
        public Optional<String> onHandshake(HandshakeRequest request) {
            Optional<String> mishap = hub.misbehaviour().refusesHandshake(request);
            return mishap.isPresent()
                    ? mishap
                    : hub.ask(told -> told.onHandshake(request)).orElse(Optional.of("Internal error"));
        }

        @Override
        public void onForeignRequest(ForeignRequest request) {
            hub.tell(told -> told.onForeignRequest(request));
        }

        @Override
        public void onSurplus(EngineSession session) {
            hub.tell(told -> told.onSurplus(session));
        }

        @Override
        public SessionListener onOpen(EngineSession session) {
            hub.tell(told -> told.onSessionOpened(session));
            if (hub.options().engineOnly()) {
                return new EchoSession(hub, session);
            }
            Client client = new Client(hub, session);
            client.begin();
            return client;
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return engine.address();
    }

    /** What it was started with. */
    public ServerOptions options() {
        return options;
    }

    /** Runs a task on the event loop, soon. */
    public void execute(Runnable task) {
        hub.execute(task);
    }

    /** Runs a task on the event loop, later. */
    public Cancellable schedule(Duration delay, Runnable task) {
        return hub.schedule(delay, task);
    }

    /** Asks something on the event loop, and waits for the answer. */
    public <T> T ask(Supplier<T> question) {
        return hub.onLoop(question);
    }

    /** The namespace with that name; made where there is none. To be asked on the event loop. */
    public Namespace of(String name) {
        return hub.namespace(name);
    }

    /** The namespaces that somebody is or was in. To be asked on the event loop. */
    public Collection<Namespace> namespaces() {
        return List.copyOf(hub.namespaces().values());
    }

    /** Number of clients that are connected to some namespace. To be asked on the event loop. */
    public int clients() {
        return hub.clients();
    }

    /** Number of sessions, also of those that are connected to no namespace. To be asked on the event loop. */
    public int sessions() {
        return engine.sessions();
    }

    /** Says goodbye to every client, and ends. Waits for it; the port is free then. Not to be called on the event loop. */
    @Override
    public void close() {
        engine.close(options.farewell());
    }
}
