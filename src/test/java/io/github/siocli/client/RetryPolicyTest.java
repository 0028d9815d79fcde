package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    @Test
    void endsASeriesAtTheLimit() {
        RetryPolicy retries = new RetryPolicy(2);
        assertThat(retries.nextDelay()).isPresent();
        assertThat(retries.nextDelay()).isPresent();
        assertThat(retries.nextDelay()).isEmpty();
        assertThat(retries.attempts()).isEqualTo(2);
        retries.reset();
        assertThat(retries.nextDelay()).isPresent();
    }

    /** The delay doubles from one second to five, and is changed at random by up to half. */
    @Test
    void doublesTheDelayUpToFiveSeconds() {
        int[][] ranges = {{500, 1_500}, {1_000, 3_000}, {2_000, 5_000}, {4_000, 5_000}, {5_000, 5_000}, {5_000, 5_000}};
        RetryPolicy retries = new RetryPolicy(Integer.MAX_VALUE);
        for (int series = 0; series < 100; series++) {
            for (int[] range : ranges) {
                assertThat(retries.nextDelay().orElseThrow().toMillis()).isBetween((long) range[0], (long) range[1]);
            }
            retries.reset();
        }
    }

    @Test
    void changesTheDelayAtRandom() {
        Set<Duration> delays = new HashSet<>();
        RetryPolicy retries = new RetryPolicy(Integer.MAX_VALUE);
        for (int i = 0; i < 100; i++) {
            delays.add(retries.nextDelay().orElseThrow());
            retries.reset();
        }
        assertThat(delays).hasSizeGreaterThan(10);
    }
}
