package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerVersion;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the packaged program in its own process, with real files, pipes and signals. */
@Timeout(60)
class ProcessIT {

    @TempDir
    private Path directory;

    @Test
    void reportsFullDisk() throws IOException, InterruptedException {
        Process full = sio("emit", url(), "ack", "1", "--ack")
                .redirectOutput(new File("/dev/full"))
                .start();
        assertThat(errors(full)).isEqualTo("sio: cannot write standard output: No space left on device\n");
        assertThat(full.waitFor()).isEqualTo(2);
    }

    @Test
    void reportsFullDiskForTestResults() throws IOException, InterruptedException {
        Path suite = Files.writeString(directory.resolve("a.sio"), "client a\n");
        Process full = sio("run", suite.toString(), "--url", url())
                .redirectOutput(new File("/dev/full"))
                .start();
        assertThat(errors(full)).isEqualTo("sio: cannot write standard output: No space left on device\n");
        assertThat(full.waitFor()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "help verbs", "emit --help", "cheat"})
    void reportsFullDiskForPagesThatItPrints(String words) throws IOException, InterruptedException {
        Process full =
                sio(words.split(" ")).redirectOutput(new File("/dev/full")).start();
        assertThat(errors(full)).isEqualTo("sio: cannot write standard output: No space left on device\n");
        assertThat(full.waitFor()).isEqualTo(2);
    }

    @Test
    void reportsFullDiskForOutputFile() throws IOException, InterruptedException {
        Process full = sio("tail", url(), "-c", "1", "-s", "-o", "/dev/full").start();
        assertThat(errors(full)).isEqualTo("sio: cannot write /dev/full: No space left on device\n");
        assertThat(full.waitFor()).isEqualTo(2);
    }

    @Test
    void keepsOutputFileIfConnectingFails() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("old"), "precious");
        Process refused = sio("tail", "127.0.0.1:1", "-o", file.toString()).start();
        assertThat(errors(refused)).contains("nothing listens on 127.0.0.1:1");
        assertThat(refused.waitFor()).isEqualTo(3);
        assertThat(file).hasContent("precious");
    }

    @Test
    void overwritesOutputFile() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("old"), "x".repeat(1000));
        Process tail = sio("tail", url(), "-c", "1", "--format", "%{event}", "-o", file.toString())
                .start();
        assertThat(tail.waitFor()).isZero();
        assertThat(file).hasContent("welcome");
        Process silent = sio("tail", url(), "--idle", "100ms", "--event", "none", "-o", file.toString())
                .start();
        assertThat(silent.waitFor()).isZero();
        assertThat(file).isEmptyFile();
    }

    @Test
    void runsTestsAgainstItsOwnServer() throws IOException, InterruptedException {
        Path examples = Path.of("src/docs/examples").toAbsolutePath();
        Path report = directory.resolve("out.xml");
        Process run = sio(
                        "run",
                        examples.resolve("rooms.sio").toString(),
                        "--serve",
                        examples.resolve("rooms.rules").toString(),
                        "--junit",
                        report.toString())
                .start();
        assertThat(errors(run)).isEmpty();
        assertThat(run.waitFor()).isZero();
        assertThat(Files.readString(report)).contains("tests=\"1\" failures=\"0\"");
    }

    @Test
    void endsQuietlyIfThePipeIsClosed() throws IOException, InterruptedException {
        Process tail = sio("tail", url(), "-e", "emit tick 10", "-s").start();
        try (BufferedReader out = tail.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("<- welcome");
        }
        assertThat(errors(tail)).isEmpty();
        assertThat(tail.waitFor()).isZero();
    }

    @Test
    void endsSessionCleanlyOnSignal() throws IOException, InterruptedException {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8)) {
            Process tail = sio("tail", server.url(), "-s").start();
            try (BufferedReader out = tail.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.readLine()).startsWith("<- welcome");
                new ProcessBuilder("kill", "-INT", String.valueOf(tail.pid()))
                        .start()
                        .waitFor();
                assertThat(errors(tail)).isEmpty();
                assertThat(tail.waitFor()).isEqualTo(130);
            }
            server.awaitLog("\"client namespace disconnect\"");
        }
    }

    @Test
    void refusesInputThatIsNotUtf8AfterSendingTheLinesBefore() throws IOException, InterruptedException {
        Process emit = sio("emit", url(), "--lines", "--ack").start();
        try (OutputStream in = emit.getOutputStream()) {
            in.write("ack 1\nack 2\nack é\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThat(new String(emit.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("1\n2\n");
        assertThat(errors(emit))
                .isEqualTo(
                        "sio: cannot read standard input: line 3 is not UTF-8 text; 3 lines read with 2 events: 2 written to"
                                + " the socket, 2 acknowledged, 0 not sent\n");
        assertThat(emit.waitFor()).isEqualTo(2);
    }

    @Test
    void readsArgumentFromPipe() throws IOException, InterruptedException {
        Process emit = sio("emit", url(), "ack", "@-", "--ack").start();
        try (OutputStream in = emit.getOutputStream()) {
            in.write("{\"from\": \"a pipe\"}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(emit.inputReader().readLine()).isEqualTo("{\"from\":\"a pipe\"}");
        assertThat(errors(emit)).isEmpty();
        assertThat(emit.waitFor()).isZero();
    }

    @Test
    void writesUtf8InEveryLocale() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("text"), "\"é→😀\"");
        Process emit = sio("emit", url(), "ack", "@" + file, "--ack").start();
        assertThat(new String(emit.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("\"é→😀\"\n");
        assertThat(emit.waitFor()).isZero();
    }

    @Test
    void doesNotLoadMsgpackForJson() throws IOException, InterruptedException {
        assertThat(classesLoaded("json"))
                .contains("io.github.siocli.protocol.socketio.JsonParser")
                .doesNotContain(".msgpack.");
        assertThat(classesLoaded("msgpack")).contains(".msgpack.");
    }

    private static String classesLoaded(String parser) throws IOException, InterruptedException {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"parser\":\"" + parser + "\"}")) {
            ProcessBuilder emit = sio("emit", server.url(), "ack", "1", "--ack", "--parser", parser);
            emit.command().add(1, "-verbose:class");
            Process process = emit.redirectErrorStream(true).start();
            String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return loaded;
        }
    }

    private static String url() {
        return NodeServer.shared(ServerVersion.V4_8).url();
    }

    private static ProcessBuilder sio(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "sio.jar") + File.pathSeparator + Path.of("target", "lib", "*"),
                "io.github.siocli.app.Main"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        // A proxy of the network cannot reach local servers.
        builder.environment().put("no_proxy", "*");
        return builder;
    }

    private static String errors(Process process) throws IOException, InterruptedException {
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(30, TimeUnit.SECONDS);
        return errors;
    }
}
