package io.github.siocli.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.protocol.engineio.EngineFrame;
import org.junit.jupiter.api.Test;

class FrameQueueTest {

    @Test
    void countsTheBytesUntilTheFramesAreTaken() {
        EngineFrame text = EngineFrame.text("4abc");
        EngineFrame binary = EngineFrame.binary(new byte[3]);
        FrameQueue queue = new FrameQueue();
        assertThat(queue.isEmpty()).isTrue();
        queue.add(text);
        queue.add(binary);
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.size()).isEqualTo(7);
        assertThat(queue.take()).containsExactly(text, binary);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
        queue.add(text);
        queue.clear();
        assertThat(queue.take()).isEmpty();
    }
}
