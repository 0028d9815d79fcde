package io.github.siocli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private long now;
    private final RateLimiter budget = new RateLimiter(() -> now);

    @Test
    void aHundredInAMomentAreDrawnAndTheRestIsCountedWhenItIsOver() {
        assertThat(spend(150)).isEqualTo(100);
        assertThat(budget.owes()).isTrue();
        assertThat(budget.takeLeftOut()).isZero();
        pass(250);
        assertThat(budget.takeLeftOut()).isEqualTo(50);
        assertThat(budget.owes()).isFalse();
        assertThat(budget.takeLeftOut()).isZero();
    }

    @Test
    void whatCanBeReadIsDrawnForEver() {
        for (int moment = 0; moment < 20; moment++) {
            assertThat(spend(100)).isEqualTo(100);
            pass(250);
        }
        assertThat(budget.owes()).isFalse();
    }

    @Test
    void ofAFloodTheFirstOfEachMomentAreDrawn() {
        spend(5_000);
        pass(250);
        assertThat(spend(5_000)).isEqualTo(10);
        pass(250);
        assertThat(spend(5_000)).isEqualTo(10);
        pass(250);
        assertThat(budget.takeLeftOut()).isEqualTo(4_900 + 4_990 + 4_990);
    }

    @Test
    void afterAFloodAllIsDrawnAgain() {
        spend(5_000);
        pass(250);
        assertThat(spend(60)).isEqualTo(10);
        pass(250);
        assertThat(spend(60)).isEqualTo(60);
    }

    private int spend(int events) {
        return (int) IntStream.range(0, events).filter(event -> budget.spend()).count();
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
