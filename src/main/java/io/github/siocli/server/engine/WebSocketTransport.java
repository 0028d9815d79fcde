package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.Generation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One websocket (RFC 6455). */
final class WebSocketTransport implements EngineTransport {

    /** Time for the client to answer a close frame. */
    private static final long CLOSING_SECONDS = 1;

    private static final byte[] EIO3_MESSAGE = {4};

    private final Channel channel;
    private final Generation generation;
    private final boolean base64;
    private boolean isClosing;

    /** Creates the websocket transport of a session, on a channel that is about to become a websocket. */
    WebSocketTransport(Channel channel, EngineSession session) {
        this.channel = channel;
        this.generation = session.handshake().generation();
        this.base64 = session.handshake().wantsBase64();
    }

    @Override
    public Transport transport() {
        return Transport.WEBSOCKET;
    }

    @Override
    public boolean isWritable() {
        return channel.isActive() && !isClosing;
    }

    @Override
    public void write(List<EngineFrame> frames) {
        for (EngineFrame frame : frames) {
            if (frame instanceof EngineFrame.Text text) {
                write(text.utf8());
            } else if (base64 && frame instanceof EngineFrame.Binary binary) {
                write(generation.base64(binary).getBytes(StandardCharsets.US_ASCII));
            } else if (frame instanceof EngineFrame.Binary binary) {
                channel.write(new BinaryWebSocketFrame(content(binary.bytes())), channel.voidPromise());
            }
        }
        channel.flush();
    }

    /** Sends a ping, which the client must answer (RFC 6455, section 5.5.2). */
    void ping() {
        channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
    }

    private void write(byte[] text) {
        channel.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)), channel.voidPromise());
    }

    private ByteBuf content(byte[] bytes) {
        return generation == Generation.EIO3
                ? Unpooled.wrappedBuffer(EIO3_MESSAGE, bytes)
                : Unpooled.wrappedBuffer(bytes);
    }

    @Override
    public long pendingBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    @Override
    public void close(int code) {
        if (!isClosing) {
            isClosing = true;
            channel.writeAndFlush(new CloseWebSocketFrame(code, ""));
            channel.eventLoop().schedule(this::cut, CLOSING_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Answers the close frame of the client. */
    void answerClose(CloseWebSocketFrame frame) {
        if (isClosing) {
            frame.release();
            channel.close();
        } else {
            isClosing = true;
            channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void cut() {
        channel.close();
    }
}
