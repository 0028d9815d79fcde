package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ProcessCommand;
import io.github.siocli.testing.ServerVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands without a prompt must not load its classes, which would delay their start. */
class ClassesLoadedIT {

    @TempDir
    private Path directory;

    @Test
    void loadsNoPromptClassesForServerInPipe() throws IOException {
        String loaded = loaded(List.of("serve", "-p", "0", "-m", "100ms"));
        assertThat(loaded)
                .contains("io.netty")
                .doesNotContain("org.jline", "okhttp3", "io.socket", "DoctorCommand", "CheatCommand");
    }

    @Test
    void loadsNeitherJLineNorNettyForOneShots() throws IOException {
        String url = NodeServer.shared(ServerVersion.V4_8).url();
        for (List<String> args : List.of(
                List.of("--help"),
                List.of("emit", url, "ack", "1", "--ack"),
                List.of("tail", url, "-c", "1"),
                List.of("connect", url, "-e", "emit ack 1 --ack"))) {
            assertThat(loaded(args))
                    .as(String.join(" ", args))
                    .contains("io.github.siocli.command.Program")
                    .doesNotContain("org.jline", "io.netty");
        }
    }

    private String loaded(List<String> args) throws IOException {
        Path log = directory.resolve("log");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                Path.of("target", "sio.jar") + File.pathSeparator + Path.of("target", "lib", "*"),
                "io.github.siocli.app.Main"));
        words.addAll(args);
        ProcessCommand.Result result = new ProcessCommand(Path.of("").toAbsolutePath(), words).run();
        assertThat(result.exit()).as(String.join(" ", args)).isZero();
        return Files.readString(log);
    }
}
