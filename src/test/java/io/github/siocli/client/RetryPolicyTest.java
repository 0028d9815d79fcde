package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

    @Test
    void growsTheDelayUpToFiveSeconds() {
        RetryPolicy retries = new RetryPolicy(Integer.MAX_VALUE);
        for (int i = 0; i < 100; i++) {
            assertThat(retries.nextDelay())
                    .get()
                    .satisfies(delay -> assertThat(delay).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5)));
        }
    }
}
