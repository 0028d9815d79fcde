package io.github.siocli.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageAssemblerTest {

    private static final int LIMIT = 1 << 22;

    private final EmbeddedChannel channel = assembling(LIMIT);

    private static EmbeddedChannel assembling(int limit) {
        return new EmbeddedChannel(
                new MessageAssembler(limit, new InboundBudgetHandler(new InboundBudget(Long.MAX_VALUE))));
    }

    @Test
    void joinsFragmentsAndPassesEverythingElse() {
        channel.writeInbound(
                new TextWebSocketFrame(false, 0, "Hel"),
                new PingWebSocketFrame(),
                new ContinuationWebSocketFrame(false, 0, ""),
                new ContinuationWebSocketFrame(true, 0, "lo"),
                new TextWebSocketFrame("whole"),
                new BinaryWebSocketFrame(false, 0, bytes("a")),
                new ContinuationWebSocketFrame(true, 0, bytes("b")));
        assertThat(channel.<Object>readInbound()).isInstanceOf(PingWebSocketFrame.class);
        assertThat(next()).isEqualTo("TextWebSocketFrame Hello");
        assertThat(next()).isEqualTo("TextWebSocketFrame whole");
        assertThat(next()).isEqualTo("BinaryWebSocketFrame ab");
        assertThat(channel.<Object>readInbound()).isNull();
    }

    private String next() {
        WebSocketFrame frame = channel.readInbound();
        return frame.getClass().getSimpleName() + " " + frame.content().toString(StandardCharsets.UTF_8);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    /** Buffers that each have half as much again as the one before hold four and a half times the message together. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1_000, 100_000})
    void allocatesInProportionToTheMessageWhateverTheSizeOfItsFragments(int fragment) {
        WebSocketFrame part = new ContinuationWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[fragment]));
        channel.writeInbound(new BinaryWebSocketFrame(false, 0, bytes("")));
        channel.writeInbound(part.retain());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MessageAssembler assembler = channel.pipeline().get(MessageAssembler.class);
        var context = channel.pipeline().context(assembler);
        int count = LIMIT / fragment - 1;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < count; i++) {
            assembler.channelRead(context, part.retain());
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5L * LIMIT);
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, ""));
        WebSocketFrame whole = channel.readInbound();
        assertThat(whole.content().readableBytes()).isEqualTo((count + 1) * fragment);
        assertThat(part.content().readableBytes()).as("the fragment itself").isEqualTo(fragment);
    }

    @Test
    void refusesAMessageThatExceedsTheLimitInAnyFragmentAndTakesTheNextOne() {
        EmbeddedChannel small = assembling(3);
        small.writeInbound(new TextWebSocketFrame(false, 0, "ab"));
        assertThatThrownBy(() -> small.writeInbound(new ContinuationWebSocketFrame(false, 0, "cd")))
                .isInstanceOf(TooLongFrameException.class);
        small.writeInbound(new ContinuationWebSocketFrame(true, 0, "e"));
        assertThat(small.<Object>readInbound()).isNull();
        small.writeInbound(new TextWebSocketFrame(false, 0, "f"), new ContinuationWebSocketFrame(true, 0, "gh"));
        WebSocketFrame next = small.readInbound();
        assertThat(next.content().toString(StandardCharsets.UTF_8)).isEqualTo("fgh");
    }
}
