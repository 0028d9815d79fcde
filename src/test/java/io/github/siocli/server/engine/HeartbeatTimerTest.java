package io.github.siocli.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.testing.ManualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTimerTest {

    private static final EngineOptions.Heartbeat TIMES =
            new EngineOptions.Heartbeat(Duration.ofMillis(25_000), Duration.ofMillis(20_000));

    private final ManualScheduler loop = new ManualScheduler();
    private final List<String> log = new ArrayList<>();
    private boolean omitsPing;

    @AfterEach
    void end() {
        loop.shutdownNow();
    }

    @Test
    void pingsAfterTheIntervalAndAgainAfterThePong() {
        HeartbeatTimer timer = start(Generation.EIO4);
        loop.pass(24_999);
        assertThat(log).isEmpty();
        loop.pass(1);
        assertThat(log).containsExactly("ping at 25000");
        loop.pass(3_000);
        timer.pongReceived();
        loop.pass(24_999);
        assertThat(log).hasSize(1);
        loop.pass(1);
        assertThat(log).containsExactly("ping at 25000", "ping at 53000");
    }

    @Test
    void reportsAMissingPongAtTheTimeout() {
        HeartbeatTimer timer = start(Generation.EIO4);
        loop.pass(44_999);
        assertThat(log).containsExactly("ping at 25000");
        loop.pass(1);
        assertThat(log).containsExactly("ping at 25000", "missing at 45000");
        timer.stop();
    }

    @Test
    void ignoresAPongWithoutAPing() {
        HeartbeatTimer timer = start(Generation.EIO4);
        loop.pass(20_000);
        timer.pongReceived();
        loop.pass(5_000);
        assertThat(log).containsExactly("ping at 25000");
    }

    @Test
    void skipsAPingThatIsOmitted() {
        start(Generation.EIO4);
        omitsPing = true;
        loop.pass(49_999);
        omitsPing = false;
        loop.pass(1);
        assertThat(log).containsExactly("ping at 50000");
    }

    @Test
    void waitsForClientsOfEngineIo3ForIntervalAndTimeout() {
        HeartbeatTimer timer = start(Generation.EIO3);
        loop.pass(30_000);
        timer.packetReceived();
        loop.pass(44_999);
        assertThat(log).isEmpty();
        loop.pass(1);
        assertThat(log).containsExactly("missing at 75000");
    }

    @Test
    void reportsNothingAfterTheStop() {
        HeartbeatTimer timer = start(Generation.EIO4);
        loop.pass(25_000);
        timer.stop();
        loop.pass(100_000);
        assertThat(log).containsExactly("ping at 25000");
        HeartbeatTimer neverStarted =
                new HeartbeatTimer(new LoggingPeer(), Generation.EIO3, TIMES, loop, loop::nanoTime);
        neverStarted.stop();
    }

    private HeartbeatTimer start(Generation generation) {
        HeartbeatTimer timer = new HeartbeatTimer(new LoggingPeer(), generation, TIMES, loop, loop::nanoTime);
        timer.start();
        return timer;
    }

    private final class LoggingPeer implements HeartbeatTimer.Peer {

        @Override
        public boolean omitsPing() {
            return omitsPing;
        }

        @Override
        public void sendPing() {
            note("ping");
        }

        @Override
        public void heartbeatMissing() {
            note("missing");
        }

        private void note(String what) {
            log.add(what + " at " + TimeUnit.NANOSECONDS.toMillis(loop.nanoTime()));
        }
    }
}
