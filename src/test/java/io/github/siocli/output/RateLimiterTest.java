package io.github.siocli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private long now;
    private final RateLimiter limiter = new RateLimiter(() -> now);

    @Test
    void draws100PerWindowAndCountsTheRestAfterIt() {
        assertThat(draw(150)).isEqualTo(100);
        assertThat(limiter.hasSuppressed()).isTrue();
        assertThat(limiter.drainSuppressed()).isZero();
        advance(250);
        assertThat(limiter.drainSuppressed()).isEqualTo(50);
        assertThat(limiter.hasSuppressed()).isFalse();
        assertThat(limiter.drainSuppressed()).isZero();
    }

    @Test
    void drawsEverythingAtReadableRate() {
        for (int window = 0; window < 20; window++) {
            assertThat(draw(100)).isEqualTo(100);
            advance(250);
        }
        assertThat(limiter.hasSuppressed()).isFalse();
    }

    @Test
    void drawsFirst10OfEachWindowInFlood() {
        draw(5_000);
        advance(250);
        assertThat(draw(5_000)).isEqualTo(10);
        advance(250);
        assertThat(draw(5_000)).isEqualTo(10);
        advance(250);
        assertThat(limiter.drainSuppressed()).isEqualTo(4_900 + 4_990 + 4_990);
    }

    @Test
    void drawsEverythingAgainAfterFlood() {
        draw(5_000);
        advance(250);
        assertThat(draw(60)).isEqualTo(10);
        advance(250);
        assertThat(draw(60)).isEqualTo(60);
    }

    private int draw(int events) {
        return (int) IntStream.range(0, events)
                .filter(event -> limiter.tryAcquire(1))
                .count();
    }

    private void advance(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
