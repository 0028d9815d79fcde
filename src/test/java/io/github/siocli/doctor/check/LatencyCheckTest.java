package io.github.siocli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyCheckTest {

    @Test
    void reportsMinimumMedianAndPercentile() {
        List<Duration> times = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> Duration.ofMillis(21 - i))
                .toList();
        assertThat(LatencyCheck.statistics(times)).isEqualTo("1 ms / 11 ms / 19 ms (min, median, p95 of 20)");
        assertThat(LatencyCheck.statistics(List.of(Duration.ofMillis(3))))
                .isEqualTo("3 ms / 3 ms / 3 ms (min, median, p95 of 1)");
    }
}
