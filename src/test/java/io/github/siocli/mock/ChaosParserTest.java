package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.siocli.event.FailureException;
import io.github.siocli.server.fault.Chaos;
import io.github.siocli.server.fault.DurationRange;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import io.github.siocli.server.fault.FaultInjector;
import io.github.siocli.server.fault.Probability;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosParserTest {

    @Test
    void parsesCompleteSpecification() throws FailureException {
        assertThat(ChaosParser.parse(
                                "delay=100ms..2s,drop=5%,duplicate=1%,refuse=20%,no-upgrade,no-ping,close=1%:1011,cut=0.5%,"
                                        + "malformed=1%, oversized=0.01,no-ack=10%,late-ack=10%:5s")
                        .faults()
                        .keySet())
                .extracting(Fault::kind)
                .containsExactlyInAnyOrder(Kind.values());
        DurationRange none = DurationRange.of(Duration.ZERO);
        assertThat(ChaosParser.parse("delay=50%:1s,late-ack=1%:1s..2s,close=1.0,cut=2%,no-ping=0")
                        .faults())
                .containsOnly(
                        entry(new Fault(Kind.DELAY, DurationRange.of(Duration.ofSeconds(1)), 0), new Probability(0.5)),
                        entry(
                                new Fault(
                                        Kind.LATE_ACK,
                                        new DurationRange(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                                        0),
                                new Probability(0.01)),
                        entry(new Fault(Kind.CLOSE, none, 1011), Probability.ALWAYS),
                        entry(new Fault(Kind.CUT, none, 0), new Probability(0.02)),
                        entry(new Fault(Kind.NO_PING, none, 0), new Probability(0)));
        assertThat(Chaos.none().injector(new Random(1))).isSameAs(FaultInjector.NONE);
    }

    @Test
    void acceptsCloseCodesThatAWebsocketCanSend() throws FailureException {
        for (int code : new int[] {1000, 1003, 1007, 1014, 3000, 4999}) {
            assertThat(ChaosParser.parse("close=1%:" + code).faults().keySet())
                    .extracting(Fault::code)
                    .containsExactly(code);
        }
        for (int code : new int[] {999, 1004, 1006, 1015, 2999, 5000}) {
            assertThatThrownBy(() -> ChaosParser.parse("close=1%:" + code))
                    .hasMessage("\"" + code + "\" is not a close code that can be sent");
        }
    }

    @Test
    void suggestsASimilarFault() {
        assertThatThrownBy(() -> ChaosParser.parse("dorp=1%"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().hint()).startsWith("drop? "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ''           | --chaos has no fault ""
                drip=1%      | --chaos has no fault "drip"
                drop         | drop in --chaos takes a probability, not ""
                drop=5       | drop in --chaos takes a probability, not "5"
                drop=101%    | drop in --chaos takes a probability, not "101%"
                drop=-1%     | drop in --chaos takes a probability, not "-1%"
                drop=1%,drop=2% | --chaos has drop twice
                delay=x      | delay in --chaos takes a duration, not "x"
                delay=2s..1s | delay in --chaos has its limits in the wrong order: 2s..1s
                late-ack=10% | late-ack in --chaos takes a duration, not ""
                close=1%:1005 | "1005" is not a close code that can be sent
                """)
    void namesInvalidPart(String spec, String message) {
        assertThatThrownBy(() -> ChaosParser.parse(spec)).hasMessage(message);
    }
}
