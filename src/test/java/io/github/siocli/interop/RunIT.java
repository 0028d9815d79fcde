package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.EXPECTATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code sio run}: the examples of the documents, and suites against real servers. */
class RunIT {

    private static final Path EXAMPLES = Path.of("src/docs/examples").toAbsolutePath();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"rooms, 1", "recovery, 2", "login, 3"})
    void runsExampleAgainstItsOwnServer(String example, int tests) {
        Sio.Result result = Sio.with()
                .directory(EXAMPLES)
                .run("run", example + ".sio", "--serve", example + ".rules", "--var", "password=s3cret");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("\n" + tests + " passed in ");
        assertThat(result.code()).isEqualTo(DONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_5", "V4_8"})
    void messageReachesRoomOfServerThatKeepsRooms(ServerVersion version) {
        Sio.Result result = Sio.with()
                .directory(EXAMPLES)
                .run("run", "rooms.sio", "--url", NodeServer.shared(version).url());
        assertThat(result.out()).contains("ok a message reaches its room and no other", "1 passed in ");
        assertThat(result.code()).isEqualTo(DONE);
    }

    @Test
    void failsHelpfullyIfServerSendsMessagesToEverybody() throws IOException {
        Files.writeString(
                directory.resolve("all.rules"),
                Files.readString(EXAMPLES.resolve("rooms.rules")).replace("to room-$1.room emit said", "all said"));
        Sio.Result result = Sio.with()
                .directory(directory)
                .run("run", EXAMPLES.resolve("rooms.sio").toString(), "--serve", "all.rules");
        assertThat(result.out())
                .contains("FAILED a message reaches its room and no other")
                .contains("    outsider: expect not said --for 500ms\n")
                .containsPattern("rooms\\.sio:14: expected no said for 500 ms\n +came: [0-9:.]+ said \\{\"id\":");
        assertThat(result.code()).isEqualTo(EXPECTATION_FAILED);
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_5", "V4_8"})
    void runsExpectationsOfEveryKind(ServerVersion version) throws IOException {
        Files.writeString(directory.resolve("kinds.sio"), """
                test "kinds"
                  client a
                  expect welcome --match '$1.sid is string'
                  emit burst 3 --ack
                  expect ack --match '$1 == 3'
                  expect data --count 3
                  emit echo {id: $uuid, n: [1, 2]} --ack
                  let sent = $1
                  expect echo --match '$1 == $sent and $1.n has 2'
                  emit ackme 1 --ack
                  expect question
                  ack last yes
                  expect answered --match '$1 == "yes"'
                  emit bye
                  expect disconnect --match '$1 == "io server disconnect"'
                test "refused"
                  client a /admin --auth token=wrong
                  expect refused --match '$1.message ~ "*"'
                """);
        Sio.Result result = Sio.with()
                .directory(directory)
                .run("run", "kinds.sio", "--url", NodeServer.shared(version).url());
        assertThat(result.out()).contains("ok kinds", "ok refused", "2 passed in ");
        assertThat(result.code()).isEqualTo(DONE);
    }

    @Test
    void waitsForServerThatStartsLater() throws IOException {
        Files.writeString(directory.resolve("echo.sio"), "client a\nemit ack 1 --ack\n");
        int port;
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8)) {
            port = server.port();
        }
        try (RunningProgram program = Sio.with()
                .directory(directory)
                .start("run", "echo.sio", "--url", "http://127.0.0.1:" + port, "--wait-for-server", "1m", "-v")) {
            program.awaitErr("nothing listens on");
            try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"port\":" + port + "}")) {
                assertThat(program.exit().code()).isEqualTo(DONE);
                assertThat(server.port()).isEqualTo(port);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"--color=never, 2, DONE", "--color=never, 1, EXPECTATION_FAILED", "--tap, 1, EXPECTATION_FAILED"})
    void runsAllTestsIfReaderOfOutputEnds(String option, int expected, ExitCode code) throws IOException {
        Files.writeString(directory.resolve("a.sio"), """
                test "first"
                  client a
                test "second"
                  client a
                  emit echo ready
                  expect go
                test "third"
                  client a
                  emit ack 2 --ack
                  expect ack --match '$1 == %d'
                test "fourth"
                  client a
                """.formatted(expected));
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8);
                RunningProgram program = Sio.with()
                        .directory(directory)
                        .start("run", "a.sio", "--url", server.url(), "--junit", "out.xml", "-v", option)) {
            program.awaitOut("first");
            program.awaitErr("echo \"ready\"");
            program.closeOut();
            server.emit("/", "[\"go\"]");
            Sio.Result result = program.exit();
            assertThat(result.out()).doesNotContain("second");
            assertThat(result.code()).isEqualTo(code);
        }
        assertThat(Files.readString(directory.resolve("out.xml")))
                .contains("tests=\"4\" failures=\"%d\" errors=\"0\" skipped=\"0\"".formatted(code == DONE ? 0 : 1))
                .contains("name=\"fourth\"");
    }
}
