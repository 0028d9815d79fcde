package io.github.siocli.server.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Joins the fragments of a websocket message (RFC 6455, section 5.4). The decoder before it has checked their order.
 *
 * <p>Netty's aggregator keeps an object for each fragment and copies all of them again for every thousand. This class
 * copies into one buffer that grows by half: the time is linear, and the memory is at most two and a half times the
 * message.
 */
final class MessageAssembler extends ChannelInboundHandlerAdapter {

    private static final int SMALLEST = 4096;

    private final int limit;
    private final InboundBudgetHandler budgetHandler;
    private ByteBuf content = Unpooled.EMPTY_BUFFER;
    private boolean text;
    private boolean tooLong;

    /**
     * Creates an assembler for one websocket.
     *
     * @param limit largest message in bytes
     * @param budgetHandler counts the bytes that are held, without the headers of fragments
     */
    MessageAssembler(int limit, InboundBudgetHandler budgetHandler) {
        this.limit = limit;
        this.budgetHandler = budgetHandler;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof WebSocketFrame frame && isFragment(frame)) {
            try {
                fragment(context, frame);
            } finally {
                frame.release();
            }
        } else {
            context.fireChannelRead(message);
        }
    }

    private static boolean isFragment(WebSocketFrame frame) {
        boolean data = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
        return frame instanceof ContinuationWebSocketFrame || data && !frame.isFinalFragment();
    }

    private void fragment(ChannelHandlerContext context, WebSocketFrame frame) {
        if (!(frame instanceof ContinuationWebSocketFrame)) {
            text = frame instanceof TextWebSocketFrame;
            tooLong = false;
        }
        if (tooLong) {
            return;
        }
        budgetHandler.fragmentReceived();
        ByteBuf part = frame.content();
        if (part.readableBytes() > limit - content.readableBytes()) {
            tooLong = true;
            discard();
            throw new TooLongFrameException("a message of more than " + limit + " bytes");
        }
        append(part);
        if (frame.isFinalFragment()) {
            ByteBuf whole = content;
            content = Unpooled.EMPTY_BUFFER;
            context.fireChannelRead(text ? new TextWebSocketFrame(whole) : new BinaryWebSocketFrame(whole));
        }
    }

    private void append(ByteBuf part) {
        int needed = content.readableBytes() + part.readableBytes();
        if (needed > content.capacity()) {
            int grown = (int) Math.min(limit, Math.max(SMALLEST, content.capacity() * 3L / 2));
            ByteBuf larger = Unpooled.buffer(Math.max(needed, grown), limit);
            larger.writeBytes(content);
            discard();
            content = larger;
        }
        content.writeBytes(part, part.readerIndex(), part.readableBytes());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        discard();
    }

    private void discard() {
        content.release();
        content = Unpooled.EMPTY_BUFFER;
    }
}
