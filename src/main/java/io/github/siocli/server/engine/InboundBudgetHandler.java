package io.github.siocli.server.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** Counts the bytes of incomplete messages of one websocket. If all websockets hold too much, it closes this one. */
final class InboundBudgetHandler extends ChannelInboundHandlerAdapter {

    /** Two bytes and the mask (RFC 6455, section 5.2). */
    private static final int SHORTEST_HEADER = 6;

    private final InboundBudget budget;
    private int taken;

    InboundBudgetHandler(InboundBudget budget) {
        this.budget = budget;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        int bytes = message instanceof ByteBuf part ? part.readableBytes() : 0;
        taken += bytes;
        if (budget.reserve(bytes)) {
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
            context.close();
        }
    }

    /** Handles a complete message. */
    void messageCompleted() {
        release(taken);
    }

    /** Handles a control frame, which may arrive between fragments and is not kept. */
    void controlFrameReceived(int payload) {
        release(Math.min(taken, SHORTEST_HEADER + payload));
    }

    /** Handles a fragment. Its header is not kept. */
    void fragmentReceived() {
        release(Math.min(taken, SHORTEST_HEADER));
    }

    private void release(int bytes) {
        taken -= bytes;
        budget.release(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        messageCompleted();
        context.fireChannelInactive();
    }
}
