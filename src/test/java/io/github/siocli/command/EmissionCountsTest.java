package io.github.siocli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.EventName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmissionCountsTest {

    private static final EventName NAME = EventName.of("hi");

    private final EmissionCounts counts = new EmissionCounts();

    @Test
    void describesTimesOfAcknowledgementsByNearestRank() {
        IntStream.rangeClosed(1, 100).map(i -> 101 - i).forEach(millis -> acknowledge(millis, false));
        assertThat(counts.latency()).isEqualTo("100 acknowledged: min 1 ms, median 50 ms, p95 95 ms, p99 99 ms");
    }

    @Test
    void countsLateAcknowledgementsNeitherAsSettledNorInTimes() {
        acknowledge(3, false);
        assertThat(counts.acknowledgedText()).isEqualTo("1 acknowledged");
        acknowledge(9_000, true);
        counts.addTimeout();
        assertThat(counts.acknowledgedText()).isEqualTo("1 acknowledged in time, 1 too late");
        assertThat(counts.settled()).isEqualTo(2);
        assertThat(counts.latency()).isEqualTo("1 acknowledged: min 3 ms, median 3 ms, p95 3 ms, p99 3 ms");
    }

    @Test
    void describesOneEventByItsName() {
        assertThat(counts.summary()).isEqualTo("nothing was sent");
        send();
        assertThat(counts.summary()).isEqualTo("\"hi\" sent to /chat");
        acknowledge(7, false);
        assertThat(counts.summary()).isEqualTo("\"hi\" sent to /chat, acknowledged after 7 ms");
    }

    @Test
    void describesProgressWithGroupedNumbersAndRemainingTime() {
        IntStream.range(0, 1_234).forEach(i -> send());
        assertThat(counts.progress(10_000)).matches("sent 1,234 of 10,000, [\\d,]+/s, \\d+ (s|min.*|h.*) left");
        assertThat(counts.progress(0)).matches("sent 1,234, [\\d,]+/s");
        assertThat(counts.summary()).matches("1,234 events sent in .+ \\([\\d,]+/s\\)");
    }

    private void send() {
        counts.add(new EventSent(Instant.EPOCH, "/chat", NAME, Arguments.NONE, OptionalLong.empty()));
    }

    private void acknowledge(int millis, boolean late) {
        AnsweredEmit emit = new AnsweredEmit(NAME, Duration.ofMillis(millis), late);
        counts.add(new AckReceived(Instant.EPOCH, "/chat", 1, Arguments.NONE, Optional.of(emit)));
    }
}
