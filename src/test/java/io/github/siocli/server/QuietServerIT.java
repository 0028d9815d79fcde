package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.ProcessCommand;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietServerIT {

    @Test
    void printsNothing() {
        ProcessCommand.Result result = new ProcessCommand(
                        Path.of("").toAbsolutePath(),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                String.join(
                                        File.pathSeparator,
                                        "target/test-classes",
                                        "target/classes",
                                        Path.of("target", "lib", "*").toString()),
                                "io.github.siocli.server.QuietServer"))
                .run();
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out() + result.err()).isEmpty();
    }
}
