package io.github.siocli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.text.Utf8Builder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormattingTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT-1S, 0 ms",
        "PT0.00042S, 0.42 ms",
        "PT0.0009999S, 1 ms",
        "PT0.0032S, 3.2 ms",
        "PT0.003S, 3 ms",
        "PT0.00996S, 10 ms",
        "PT0.45S, 450 ms",
        "PT0.9994S, 999 ms",
        "PT0.9996S, 1 s",
        "PT1.2S, 1.2 s",
        "PT1.254S, 1.25 s",
        "PT1.205S, 1.21 s",
        "PT5S, 5 s",
        "PT59.996S, 1 min",
        "PT2M3S, 2 min 3 s",
        "PT2M, 2 min",
        "PT1H0M1S, 1 h",
        "PT26H30M, 26 h 30 min"
    })
    void formatsDurationsInSuitableUnits(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @Test
    void formatsExtremeDurations() {
        assertThat(Durations.text(Duration.ofSeconds(Long.MAX_VALUE))).endsWith(" min");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "950, 950 bytes",
        "1023, 1023 bytes",
        "1024, 1 KiB",
        "1234, 1.2 KiB",
        "1000000, 976.6 KiB",
        "1048524, 1023.9 KiB",
        "1048575, 1 MiB",
        "3565158, 3.4 MiB",
        "1073741823, 1 GiB",
        "5497558138880, 5 TiB"
    })
    void formatsSizesInBinaryUnits(long bytes, String text) {
        assertThat(SizeText.text(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "999|999", "1000|1,000", "12345|12,345", "1234567|1,234,567"})
    void groupsDigitsOfCounts(long count, String text) {
        Utf8Builder out = new Utf8Builder().append("x");
        Decimals.appendGrouped(out, count);
        assertThat(out).hasToString("x" + text);
    }
}
