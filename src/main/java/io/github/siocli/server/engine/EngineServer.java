package io.github.siocli.server.engine;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An Engine.IO server on one port. Methods may be called from any thread, {@link #close(Duration)} not from the event
 * loop.
 */
public final class EngineServer {

    private static final int BACKLOG = 1024;
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(256 << 10, 1 << 20);

    private final EventLoopGroup group;
    private final Channel listening;
    private final SessionRegistry sessions;
    private final ConnectionRegistry connections;

    private EngineServer(
            EventLoopGroup group, Channel listening, SessionRegistry sessions, ConnectionRegistry connections) {
        this.group = group;
        this.listening = listening;
        this.sessions = sessions;
        this.connections = connections;
    }

    /** Creates the thread of a server. */
    public static EventLoopGroup newGroup() {
        NettySetup.apply();
        return new NioEventLoopGroup(1, new DefaultThreadFactory("sio-server", true));
    }

    /**
     * Starts a server.
     *
     * @throws FailureException if the address is not available or a TLS file cannot be read
     */
    public static EngineServer start(
            EventLoopGroup group,
            InetSocketAddress address,
            EngineOptions options,
            EngineListener listener,
            EngineFaults faults)
            throws FailureException {
        TlsHandlers tls =
                options.tls().isPresent() ? TlsHandlers.of(options.tls().get()) : null;
        SessionRegistry sessions = new SessionRegistry(options.limits());
        EngineContext context = new EngineContext(options, listener, faults, sessions);
        ConnectionRegistry connections = new ConnectionRegistry(
                new EngineHttp(context, new LocalHosts(address.getHostString()), Clock.systemUTC()),
                options.limits(),
                tls);
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .childHandler(connections)
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new FailureException(bindFailure(address, bound.cause()), bound.cause());
        }
        return new EngineServer(group, bound.channel(), sessions, connections);
    }

    private static Failure bindFailure(InetSocketAddress address, Throwable cause) {
        String host = address.getHostString();
        String reason = String.valueOf(cause.getMessage());
        boolean isForeign = cause instanceof BindException && !isLocal(address.getAddress());
        return Failure.of(
                isForeign ? FailureKind.ADDRESS_NOT_LOCAL : FailureKind.CANNOT_LISTEN,
                host + ":" + address.getPort(),
                reason,
                host);
    }

    /** Returns true if the machine has the address, or if this is unknown. */
    private static boolean isLocal(InetAddress address) {
        try {
            // No interface lists 0.0.0.0, or 127.0.0.2 on Linux, but a server can listen on them.
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Returns the address that the server listens on. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Returns the event loop that runs everything. */
    public EventLoop loop() {
        return listening.eventLoop();
    }

    /** Returns the number of sessions. Call on the event loop. */
    public int sessions() {
        return sessions.size();
    }

    /**
     * Closes all sessions, then all connections and the thread, and blocks until this is done. Polling clients may
     * still fetch the close packet; new clients are refused.
     *
     * @param patience time for clients to receive the close packet
     */
    public synchronized void close(Duration patience) {
        if (group.isShuttingDown()) {
            return;
        }
        CountDownLatch alone = new CountDownLatch(1);
        loop().execute(() -> {
            sessions.close();
            sessions.all().forEach(session -> session.close(CloseReason.SERVER_SHUTDOWN));
            sessions.whenEmpty(() -> connections.whenFlushed(alone::countDown));
        });
        try {
            alone.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listening.close().awaitUninterruptibly();
        loop().submit(connections::closeAll).awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
