package io.github.siocli.server.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The open TCP connections. */
@ChannelHandler.Sharable
final class ConnectionRegistry extends ChannelInitializer<SocketChannel> {

    private static final int CHUNK = 64 << 10;
    private static final long POLL_MILLIS = 10;

    private final EngineHttp engine;
    private final EngineLimits limits;
    /** Null for a server without TLS. */
    private final @Nullable TlsHandlers tls;

    private final InboundBudget budget;
    private final Set<Channel> open = new HashSet<>();

    /**
     * Creates a registry.
     *
     * @param tls adds TLS to connections; null for none
     */
    ConnectionRegistry(EngineHttp engine, EngineLimits limits, @Nullable TlsHandlers tls) {
        this.engine = engine;
        this.limits = limits;
        this.tls = tls;
        this.budget = new InboundBudget(limits.sizes().inbound());
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        if (open.size() >= limits.counts().connections()) {
            channel.close();
            return;
        }
        open.add(channel);
        channel.closeFuture().addListener(closed -> open.remove(channel));
        if (tls != null) {
            channel.pipeline().addLast(tls.create(channel));
        }
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(new HttpDecoderConfig()
                                .setMaxInitialLineLength(limits.sizes().header())
                                .setMaxHeaderSize(limits.sizes().header())
                                .setMaxChunkSize(CHUNK)),
                        new HttpConnection(engine, limits, budget));
    }

    /** Runs a task when all written data has been flushed and all websockets are closed. */
    void whenFlushed(Runnable task) {
        boolean busy = open.stream().anyMatch(ConnectionRegistry::isBusy);
        if (!busy) {
            task.run();
        } else {
            open.iterator().next().eventLoop().schedule(() -> whenFlushed(task), POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean isBusy(Channel channel) {
        var buffer = channel.unsafe().outboundBuffer();
        return channel.pipeline().get(WebSocketHandler.class) != null || buffer != null && !buffer.isEmpty();
    }

    void closeAll() {
        List.copyOf(open).forEach(Channel::close);
    }
}
