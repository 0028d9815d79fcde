package io.github.siocli.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FaultReporterTest {

    private static final String LINE = "sio: internal error: java.lang.IllegalStateException: one\\u000atwo\n";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Throwable fault = new IllegalStateException("one\ntwo");

    @Test
    void reportsExceptionInOneLine() {
        new FaultReporter(err, "tail", ":3000", "-v").report(fault);
        assertThat(text()).isEqualTo(LINE);
    }

    @Test
    void addsStackIfVerboseTwice() {
        new FaultReporter(err, "tail", ":3000", "-kvv").report(fault);
        assertThat(text()).startsWith(LINE).contains("\tat " + FaultReporterTest.class.getName());
    }

    @Test
    void addsHintToExceptionThatEndsProcess() {
        new FaultReporter(err, "tail", ":3000").reportLast(fault);
        assertThat(text())
                .startsWith(LINE)
                .contains("-vv shows the stack trace")
                .doesNotContain("\tat ");
    }

    private String text() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
