package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class OffsetGeneratorTest {

    private final Queue<Long> times = new ArrayDeque<>(List.of(
            1_700_000_000_000L, 1_700_000_000_000L, 1_700_000_000_000L, 1_699_999_999_999L, 1_700_000_000_001L));

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(times.remove());
        }
    };

    @Test
    void generatesUniqueOffsetsFromTime() {
        OffsetGenerator offsets = new OffsetGenerator(clock);
        assertThat(offsets.get()).isEqualTo("OlFvMW0");
        assertThat(offsets.get()).isEqualTo("OlFvMW0.0");
        assertThat(offsets.get()).isEqualTo("OlFvMW0.1");
        assertThat(offsets.get()).isEqualTo("OlFvMW0.2");
        assertThat(offsets.get()).isEqualTo("OlFvMW1");
    }
}
