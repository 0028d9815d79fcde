package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/** Reads the messages of one websocket. While the client does not read, the websocket is not read either. */
final class WebSocketHandler extends ChannelInboundHandlerAdapter {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_BIG = 1009;

    private final WebSocketTransport link;
    private final Generation generation;
    private final FrameReceiver receiver;
    private final InboundBudgetHandler budgetHandler;
    private CloseReason reason = CloseReason.TRANSPORT_CLOSE;
    private boolean isOver;

    WebSocketHandler(
            WebSocketTransport link,
            Generation generation,
            FrameReceiver receiver,
            InboundBudgetHandler budgetHandler) {
        this.link = link;
        this.generation = generation;
        this.receiver = receiver;
        this.budgetHandler = budgetHandler;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            read(context, message);
        } catch (PacketSyntaxException e) {
            reason = CloseReason.PARSE_ERROR;
            fail(PROTOCOL_ERROR);
        }
    }

    private void read(ChannelHandlerContext context, Object message) throws PacketSyntaxException {
        if (isOver) {
            if (message instanceof CloseWebSocketFrame) {
                context.close();
            }
            ReferenceCountUtil.release(message);
        } else if (message instanceof TextWebSocketFrame text) {
            receiver.onFrame(text(takeMessage(text)));
        } else if (message instanceof BinaryWebSocketFrame binary) {
            receiver.onFrame(generation.readBinary(takeMessage(binary)));
        } else if (message instanceof PingWebSocketFrame ping) {
            budgetHandler.controlFrameReceived(ping.content().readableBytes());
            context.writeAndFlush(new PongWebSocketFrame(ping.content()));
        } else if (message instanceof CloseWebSocketFrame close) {
            link.answerClose(close);
            end();
        } else if (message instanceof PongWebSocketFrame pong) {
            budgetHandler.controlFrameReceived(pong.content().readableBytes());
            pong.release();
            receiver.onPong();
        } else {
            // Data before the websocket is open: such a client would not understand a close frame.
            ReferenceCountUtil.release(message);
            end();
            context.close();
        }
    }

    /** Returns the bytes of a message, and releases it. */
    private byte[] takeMessage(WebSocketFrame message) {
        byte[] bytes = ByteBufUtil.getBytes(message.content());
        message.release();
        budgetHandler.messageCompleted();
        return bytes;
    }

    private EngineFrame text(byte[] utf8) throws PacketSyntaxException {
        return utf8.length == 0 ? EngineFrame.text(utf8) : generation.readClientText(utf8);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        reason = CloseReason.TRANSPORT_ERROR;
        if (cause instanceof TooLongFrameException) {
            fail(TOO_BIG);
        } else if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            fail(corrupted.closeStatus().code());
        } else {
            end();
            context.close();
        }
    }

    private void fail(int code) {
        link.close(code);
        end();
    }

    private void end() {
        if (!isOver) {
            isOver = true;
            receiver.onClosed(reason);
        }
    }
}
