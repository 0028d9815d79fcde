package io.github.siocli.server.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** Counts the bytes of incomplete messages of one websocket. If all websockets hold too much, it closes this one. */
final class InboundBudgetHandler extends ChannelInboundHandlerAdapter {

    /** Two bytes and the mask (RFC 6455, section 5.2). */
    private static final int SHORTEST_HEADER = 6;

    private final InboundBudget bodies;
    private int taken;

    InboundBudgetHandler(InboundBudget bodies) {
        this.bodies = bodies;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        int bytes = message instanceof ByteBuf part ? part.readableBytes() : 0;
        taken += bytes;
        if (bodies.take(bytes)) {
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
            context.close();
        }
    }

    /** Handles a complete message. */
    void complete() {
        giveBack(taken);
    }

    /** Handles a control frame, which may arrive between fragments and is not kept. */
    void control(int payload) {
        giveBack(Math.min(taken, SHORTEST_HEADER + payload));
    }

    /** Handles a fragment. Its header is not kept. */
    void fragment() {
        giveBack(Math.min(taken, SHORTEST_HEADER));
    }

    private void giveBack(int bytes) {
        taken -= bytes;
        bodies.release(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        complete();
        context.fireChannelInactive();
    }
}
