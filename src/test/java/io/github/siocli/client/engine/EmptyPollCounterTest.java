package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmptyPollCounterTest {

    private final EmptyPollCounter polls = new EmptyPollCounter();
    private long now;

    @Test
    void endsALoopOfPollsWithoutAMessage() {
        int answered = 0;
        while (!isLoopAfter(Duration.ofMillis(2))) {
            answered++;
        }
        assertThat(answered).isBetween(EmptyPollCounter.BURST, EmptyPollCounter.BURST + 10);
        assertThat(polls.consecutive()).isEqualTo(answered + 1);
    }

    /** The reference server does this while a websocket is probed. */
    @Test
    void toleratesTenPollsInASecondWithoutAMessage() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(isLoopAfter(Duration.ofMillis(100))).isFalse();
        }
    }

    @Test
    void restartsTheCountAfterAMessage() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(isLoopAfter(Duration.ofMillis(1))).isFalse();
            if (i % EmptyPollCounter.BURST == 0) {
                polls.messageReceived();
                assertThat(polls.consecutive()).isZero();
            }
        }
    }

    private boolean isLoopAfter(Duration time) {
        now += time.toNanos();
        return polls.addEmptyPoll(now);
    }
}
