package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.EventName;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFailuresTest {

    @ParameterizedTest
    @CsvSource({"0,no argument", "1,1 argument", "2,2 arguments"})
    void hintsAtTheNumberOfArgumentsBeforeTheCallback(int count, String arguments) {
        AckTimedOut timedOut = new AckTimedOut(
                Instant.EPOCH, "/", 0, EventName.of("a"), count, Duration.ofSeconds(5), Optional.empty());
        assertThat(ConnectionFailures.of(timedOut).hint())
                .startsWith("check that the server handles this event, takes " + arguments + " before the callback,");
    }

    @Test
    void namesTheSizeOfALargeEventThatIsNotAcknowledged() {
        for (OptionalLong limit : List.of(OptionalLong.empty(), OptionalLong.of(10))) {
            AckTimedOut timedOut = new AckTimedOut(
                    Instant.EPOCH,
                    "/",
                    0,
                    EventName.of("a"),
                    0,
                    Duration.ofSeconds(5),
                    Optional.empty(),
                    Optional.of(new AckTimedOut.Large(20, limit)));
            assertThat(ConnectionFailures.of(timedOut).message())
                    .contains(
                            limit.isPresent()
                                    ? "it was sent as 20 bytes, and the server accepts 10"
                                    : "it was sent as 20 bytes, and the server does not report its limit");
        }
    }

    @Test
    void countsTheAttemptsThatWereGivenUp() {
        assertThat(ConnectionFailures.of(new ReconnectGivenUp(Instant.EPOCH, 1)).message())
                .contains("1 attempt")
                .doesNotContain("attempts");
        assertThat(ConnectionFailures.of(new ReconnectGivenUp(Instant.EPOCH, 2)).message())
                .contains("2 attempts");
    }
}
