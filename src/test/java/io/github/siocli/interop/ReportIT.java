package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.INTERRUPTED;
import static io.github.siocli.event.ExitCode.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the archive that {@code sio report} writes. */
class ReportIT {

    @TempDir
    private Path directory;

    private static Map<String, String> entries(Path archive) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    @Test
    void writesChecksAndSessionWithoutSecrets() throws IOException {
        Files.writeString(directory.resolve("secret.txt"), "from-file-secret\n");
        Path profiles = directory.resolve("config/sio/profiles.toml");
        Files.createDirectories(profiles.getParent());
        Files.writeString(profiles, "[staging]\nurl = \"https://me:profile-secret@h?token=profile-secret\"\n");
        String url = NodeServer.shared(ServerVersion.V4_8).url();
        Sio.Result result = Sio.with()
                .directory(directory)
                .variable("XDG_CONFIG_HOME", directory.resolve("config").toString())
                .variable("TENANT", "from-env-secret")
                .variable("SIO_KEY_PASS", "key-pass-secret")
                .variable("https_proxy", "http://me:proxy-secret@h:1")
                .run(
                        "report",
                        url.replace("http://", "http://me:user-info-secret@") + "?token=url-query-secret",
                        "-q",
                        "api_key=query-secret",
                        "-q",
                        "tenant=@env:TENANT",
                        "-H",
                        "X-Token: header-secret",
                        "-H",
                        "X-Plain: @file:secret.txt",
                        "-b",
                        "id=cookie-secret",
                        "-a",
                        "{\"any\":\"auth-secret\",\"deep\":[{\"x\":\"deep-auth-secret\"}]}",
                        "-e",
                        "emit echo {\"password\":\"payload-secret\",\"n\":1,\"me\":\"from-env-secret\"}",
                        "-e",
                        "emit echo \"{\\\"accessToken\\\":\\\"text-secret\\\"}\" --ack",
                        "-e",
                        "emit echo {iban:\"iban-secret\"}",
                        "--redact",
                        "iban",
                        "--duration",
                        "1s",
                        "-o",
                        "bug.zip");
        assertThat(result.code()).as(result.err()).isEqualTo(DONE);
        assertThat(result.err()).contains("bug.zip will contain:\n  version.txt", "wrote ");
        Map<String, String> entries = entries(directory.resolve("bug.zip"));
        assertThat(entries.keySet())
                .containsExactly(
                        "version.txt",
                        "environment.txt",
                        "doctor.md",
                        "doctor.ndjson",
                        "trace.txt",
                        "recording.ndjson");
        assertThat(entries).allSatisfy((name, text) -> assertThat(text).doesNotContain("-secret"));
        assertThat(result.err()).doesNotContain("-secret");
        assertThat(entries.get("version.txt")).startsWith("sio ").contains("\n  Java ");
        assertThat(entries.get("environment.txt")).contains("SIO_KEY_PASS, https_proxy (without values)", "staging");
        assertThat(entries.get("doctor.md")).startsWith("# sio doctor: ");
        assertThat(entries.get("doctor.ndjson")).contains("{\"type\":\"summary\"");
        assertThat(entries.get("trace.txt")).contains("X-Token: ***", "[\"echo\",{\"password\":\"***\",\"n\":1,");
        assertThat(entries.get("recording.ndjson"))
                .contains("\"type\":\"connect\"", "\"args\":[{\"password\":\"***\",\"n\":1,\"me\":\"***\"}]");
        assertThat(Files.getPosixFilePermissions(directory.resolve("bug.zip"))).hasSize(2);
    }

    @Test
    void writesChecksAndFailureIfServerCannotBeReached() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Sio.Result result = Sio.with().directory(directory).run("report", "http://127.0.0.1:" + port, "-o", "bug.zip");
        assertThat(result.code()).as(result.err()).isEqualTo(DONE);
        assertThat(result.err()).contains("the session failed: ", "failure.txt");
        Map<String, String> entries = entries(directory.resolve("bug.zip"));
        assertThat(entries).containsKeys("doctor.md", "recording.ndjson", "failure.txt");
        assertThat(entries.get("recording.ndjson")).contains("\"type\":\"connect_failed\"");
    }

    @Test
    void asksOnTerminalAndReplacesFileOnlyIfForced() throws IOException {
        Path archive = directory.resolve("bug.zip");
        try (RunningProgram asking = Sio.with().directory(directory).terminal().start("report", "-o", "bug.zip")) {
            assertThat(asking.awaitErr("write it? [Y/n] ")).contains("  environment.txt");
            assertThat(asking.type("n\n").exit().code()).isEqualTo(INTERRUPTED);
            assertThat(asking.err()).contains("nothing was written");
        }
        assertThat(archive).doesNotExist();
        try (RunningProgram interrupted =
                Sio.with().directory(directory).terminal().start("report", "-o", "bug.zip")) {
            interrupted.awaitErr("write it?");
            assertThat(interrupted.interrupt().exit().code()).isEqualTo(INTERRUPTED);
        }
        assertThat(archive).doesNotExist();
        Sio.Result written = Sio.with().directory(directory).terminal().in("\n").run("report", "-o", "bug.zip");
        assertThat(written.code()).isEqualTo(DONE);
        assertThat(entries(archive).keySet()).containsExactly("version.txt", "environment.txt");
        Sio.Result refused = Sio.with().directory(directory).run("report", "-o", "bug.zip");
        assertThat(refused.code()).isEqualTo(USAGE);
        assertThat(refused.err()).contains("bug.zip exists", "--force");
        assertThat(Sio.with()
                        .directory(directory)
                        .terminal()
                        .run("report", "-o", "bug.zip", "--force", "--yes")
                        .code())
                .isEqualTo(DONE);
        assertThat(Sio.run("report", "-o", "bug.tgz").err()).contains("-o bug.tgz.zip");
    }

    @Test
    void namesFileByTime() throws IOException {
        assertThat(Sio.with().directory(directory).run("report").code()).isEqualTo(DONE);
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .matches("sio-report-\\d{8}-\\d{6}\\.zip");
        }
    }
}
