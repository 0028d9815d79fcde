package io.github.siocli.flood;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.ServerAndTransport;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that input that does not fit into memory is reported and never counted as done. */
class SmallHeapIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "emit URL --lines",
                "connect URL",
                "emit URL x @/dev/zero",
                "emit URL x bin:@-",
                "serve --rules -"
            })
    void refusesAnInputWithoutAnEnd(String line) throws Exception {
        String url = ServerAndTransport.V4_8_WEBSOCKET.shared().url();
        Redirect zeros = Redirect.from(new File("/dev/zero"));
        try (SmallProcess process =
                SmallProcess.start(zeros, line.replace("URL", url).split(" "))) {
            assertThat(process.exitCode()).as(process.err()).isEqualTo(ExitCode.USAGE.number());
            assertThat(process.err())
                    .startsWith("sio: cannot read ")
                    .endsWith(" MiB, the limit for Java's memory; SIO_JAVA_OPTS=-Xmx4g allows more\n");
        }
    }

    /** The thread that reads the connection runs out of memory, not the one that waits for the event. */
    @ParameterizedTest
    @EnumSource(names = {"V4_8_WEBSOCKET", "V4_8_POLLING"})
    void saysThatAnEventDidNotFitIntoMemory(ServerAndTransport servers) throws Exception {
        String url = servers.shared().url();
        try (SmallProcess process = SmallProcess.start(
                servers.args("tail", url, "--event", "data", "-c", "1", "-e", "emit burst 1 60000000"))) {
            assertThat(process.exitCode()).as(process.err()).isEqualTo(ExitCode.INTERNAL.number());
            assertThat(process.err()).contains(" MiB of memory are not enough for the data sent or received\n");
        }
    }
}
