package io.github.siocli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.Command;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerVersion;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no prompt must not pay for it. */
class ClassesLoadedIT {

    @TempDir
    private Path directory;

    @Test
    void onlyThePromptLoadsTheLibraryForLinesAndNobodyThatOfTheServer() {
        Path log = directory.resolve("log");
        String url = NodeServer.shared(ServerVersion.V4_8).url();
        for (List<String> args : List.of(
                List.of("--help"),
                List.of("emit", url, "ack", "1", "--ack"),
                List.of("tail", url, "-c", "1"),
                List.of("connect", url, "-e", "emit ack 1 --ack"))) {
            List<String> words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:class+load:file=" + log,
                    "-cp",
                    Path.of("target", "sio.jar") + File.pathSeparator + Path.of("target", "lib", "*"),
                    "io.github.siocli.Main"));
            words.addAll(args);
            Command.Result result = new Command(Path.of("").toAbsolutePath(), words).run();
            assertThat(result.exit()).as(String.join(" ", args)).isZero();
            assertThat(log)
                    .as(String.join(" ", args))
                    .content()
                    .contains("io.github.siocli.cli.Program")
                    .doesNotContain("org.jline", "io.netty");
        }
    }
}
