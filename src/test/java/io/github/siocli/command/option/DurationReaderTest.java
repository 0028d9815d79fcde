package io.github.siocli.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.FailureException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

class DurationReaderTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    500ms,    PT0.5S
                    5s,       PT5S
                    5,        PT5S
                    0,        PT0S
                    0.25,     PT0.25S
                    1.5s,     PT1.5S
                    2m,       PT2M
                    1h,       PT1H
                    0.000001ms, PT0.000000001S
                    1.123456789s, PT1.123456789S
                    """)
    void readsDuration(String text, String duration) throws FailureException {
        assertThat(read(text)).isEqualTo(Duration.parse(duration));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "5 s",
                "-1s",
                "+1s",
                "1d",
                "1S",
                "1.s",
                ".5s",
                "1e3",
                "1,5s",
                "1m30s",
                "٣s",
                "ten",
                "0x5",
                "1234567890s"
            })
    void refusesInvalidDuration(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().message()).isEqualTo("--max-time takes a duration, not \"" + text + "\"");
            assertThat(e.failure().hint()).isEqualTo("500ms, 5s, 2m or 1h");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999h", "999999h"})
    void refusesDurationAboveLimit(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().message()).isEqualTo("--max-time is too long: " + text));
    }

    /** curl does the same. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "0ms", "0.0"})
    void readsZeroAsNoLimit(String zero) throws FailureException {
        ParseResult parsed = parse("--ack-timeout=" + zero, new EmissionOptions());
        assertThat(DurationReader.readLimit(parsed, "--ack-timeout"))
                .hasValueSatisfying(limit -> assertThat(limit).isGreaterThan(Duration.ofDays(50 * 365)));
        assertThat(DurationReader.readFiniteLimit(parsed, "--ack-timeout")).isEmpty();
        assertThat(DurationReader.read(parsed, "--ack-timeout")).contains(Duration.ZERO);
        assertThat(DurationReader.readLimit(parse("--ack-timeout=2s", new EmissionOptions()), "--ack-timeout"))
                .contains(Duration.ofSeconds(2));
    }

    private static ParseResult parse(String word, OptionGroup group) {
        CommandSpec spec = CommandSpec.create();
        group.options().forEach(spec::addOption);
        return new CommandLine(spec).parseArgs(word);
    }

    private static Duration read(String text) throws FailureException {
        return DurationReader.read(parse("--max-time=" + text, new StopOptions()), "--max-time")
                .orElseThrow();
    }
}
