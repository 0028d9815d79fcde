package io.github.siocli.protocol.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Handshake;
import io.github.siocli.protocol.engineio.HeartbeatMonitor.HeartbeatStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uses the default heartbeat of servers 4.x (25 s and 20 s) and a clock that the test moves. */
class HeartbeatMonitorTest {

    private long now = TimeUnit.SECONDS.toNanos(1000);
    private long networkWait;
    private final HeartbeatMonitor monitor = new HeartbeatMonitor(() -> now);

    @BeforeEach
    void open() {
        monitor.start(heartbeat(25_000, 20_000), () -> networkWait);
    }

    @Test
    void timesOutAfterPingIntervalAndPingTimeoutOfSilence() {
        assertThat(advance(45, 1.0)).containsOnly(HeartbeatStatus.WAITING);
        assertThat(advance(1, 1.0)).containsExactly(HeartbeatStatus.TIMED_OUT);
    }

    @Test
    void restartsWithEachHeartbeat() {
        for (int i = 0; i < 10; i++) {
            assertThat(advance(44, 1.0)).containsOnly(HeartbeatStatus.WAITING);
            monitor.heartbeatReceived();
        }
    }

    @Test
    void ignoresTimeInWhichTheOutputBlocksTheReading() {
        assertThat(advance(3600, 0)).doesNotContain(HeartbeatStatus.TIMED_OUT, HeartbeatStatus.WAITING);
        assertThat(advance(45, 1.0)).doesNotContain(HeartbeatStatus.TIMED_OUT);
        assertThat(advance(1, 1.0)).containsExactly(HeartbeatStatus.TIMED_OUT);
    }

    /** Slow but steady output lets the reader wait briefly for the network again and again. */
    @Test
    void addsUpManyShortNetworkWaits() {
        assertThat(advance(400, 0.1)).doesNotContain(HeartbeatStatus.TIMED_OUT, HeartbeatStatus.WAITING);
        assertThat(advance(60, 0.1)).contains(HeartbeatStatus.TIMED_OUT);
    }

    @Test
    void requestsAPongBeforeTheServerTimesOut() {
        List<HeartbeatStatus> states = advance(90, 0);
        assertThat(states.indexOf(HeartbeatStatus.PONG_DUE) + 1).isBetween(25, 44);
        assertThat(states.stream().filter(state -> state == HeartbeatStatus.PONG_DUE))
                .hasSize(3);
    }

    @Test
    void requestsAPongWhenTheReadingBlocksLate() {
        advance(24, 1.0);
        assertThat(advance(20, 0)).contains(HeartbeatStatus.PONG_DUE);
    }

    @Test
    void requestsNoPongWhileWaitingForTheServer() {
        advance(10, 0);
        assertThat(advance(40, 1.0)).doesNotContain(HeartbeatStatus.PONG_DUE);
    }

    @Test
    void restartsWithTheUpgradedTransport() {
        advance(40, 1.0);
        long[] other = {0};
        monitor.start(heartbeat(25_000, 20_000), () -> other[0]);
        assertThat(advance(40, 1.0)).doesNotContain(HeartbeatStatus.TIMED_OUT);
    }

    @Test
    void checksOftenEnoughForAShortTimeout() {
        assertThat(monitor.checkMillis()).isEqualTo(5000);
        monitor.start(heartbeat(25_000, 5000), () -> networkWait);
        assertThat(monitor.checkMillis()).isEqualTo(1250);
        monitor.start(heartbeat(1, 1), () -> networkWait);
        assertThat(monitor.checkMillis()).isEqualTo(25);
    }

    @Test
    void acceptsTheLongestPossibleHeartbeat() {
        monitor.start(heartbeat(Long.MAX_VALUE, Long.MAX_VALUE), () -> networkWait);
        assertThat(advance(3600, 1.0)).containsOnly(HeartbeatStatus.WAITING);
    }

    private static Handshake heartbeat(long interval, long timeout) {
        return new Handshake(
                "sid", List.of(), Duration.ofMillis(interval), Duration.ofMillis(timeout), OptionalLong.empty());
    }

    /**
     * Advances the clock second by second and checks after each.
     *
     * @param waiting fraction of the time in which the reader waits for the network
     */
    private List<HeartbeatStatus> advance(int seconds, double waiting) {
        List<HeartbeatStatus> states = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            now += TimeUnit.SECONDS.toNanos(1);
            networkWait += (long) (TimeUnit.SECONDS.toNanos(1) * waiting);
            states.add(monitor.check());
        }
        return states;
    }
}
