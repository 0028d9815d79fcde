package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DISCONNECTED;
import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.INTERRUPTED;
import static io.github.siocli.event.ExitCode.TIMED_OUT;
import static io.github.siocli.event.ExitCode.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code sio tail} against every server over every transport. */
class TailIT {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00.123Z"), ZoneId.of("UTC"));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void showsFirstEventOfTheServer(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args("tail", servers.shared().url(), "--count", "1"));
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out()).matches("<- welcome \\{\"sid\":\"[^\"]+\"}\n");
        assertThat(result.err()).matches("connected to / \\((polling|websocket), sid \\S+\\)\n");
    }

    @ParameterizedTest
    @MethodSource(ServerAndTransport.WITH_PARSERS)
    void showsEventsInOrder(ServerAndTransport servers, String parser) {
        Sio.Result result = Sio.run(servers.args(
                "tail",
                servers.shared(parser).url(),
                "-e",
                "emit burst 2000 5",
                "--event",
                "data",
                "-c",
                "2000",
                "--raw",
                "--parser",
                parser));
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out())
                .isEqualTo(IntStream.range(0, 2000)
                        .mapToObj(i -> "[\"data\"," + i + ",\"xxxxx\"]\n")
                        .collect(Collectors.joining()));
    }

    @ParameterizedTest
    @EnumSource
    void filtersEventsByName(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args(
                "tail",
                servers.shared().url(),
                "-e",
                "emit echo 1",
                "-e",
                "emit burst 2",
                "-e",
                "emit binary",
                "--event",
                "*",
                "--exclude",
                "wel*",
                "--exclude",
                "e?ho",
                "--until",
                "binary",
                "--format",
                "%{event} "));
        assertThat(result.out()).isEqualTo("data data binary ");
        assertThat(result.code()).isEqualTo(DONE);
    }

    @ParameterizedTest
    @EnumSource
    void showsAndCountsEventsThatMeetCondition(ServerAndTransport servers) {
        String url = servers.shared().url();
        Sio.Result result = Sio.run(servers.args(
                "tail",
                url,
                "-e",
                "emit burst 9",
                "-e",
                "emit binary",
                "-c",
                "4",
                "-f",
                "%{event}%{1} ",
                "--match",
                "$event == data and ($1 > 5 or $1 == 2) or $1 is bytes"));
        assertThat(result.out()).startsWith("data2 data6 data7 data8 ");
        assertThat(result.code()).isEqualTo(DONE);
        Sio.Result none = Sio.run(servers.args("tail", url, "--until", "welcome", "--match", "$1 == 7", "-m", "1s"));
        assertThat(none.err()).contains("\"welcome\" with '$1 == 7' did not arrive within 1 s");
        assertThat(none.code()).isEqualTo(TIMED_OUT);
    }

    @Test
    void marksPositionOfInvalidCondition() {
        assertThat(Sio.run("tail", ":1", "--match", "$1.n = 3")).isEqualTo(new Sio.Result(USAGE, "", """
                sio: --match: "=" is not a comparison
                       $1.n = 3
                            ^
                     try: == or !=
                """));
    }

    @ParameterizedTest
    @EnumSource
    void writesOneJsonObjectPerLine(ServerAndTransport servers) {
        Sio.Result result = Sio.with()
                .clock(NOON)
                .run(servers.args(
                        "tail",
                        servers.shared().url("/chat"),
                        "-e",
                        "emit echo 'a' {b: 1} hex:ff",
                        "--event",
                        "echo",
                        "-c",
                        "1",
                        "--json"));
        assertThat(result.out()).isEqualTo("""
                {"time":"2026-01-01T12:00:00.123Z","dir":"in","type":"event","nsp":"/chat","event":"echo",\
                "args":["a",{"b":1},{"$binary":"/w=="}]}
                """);
        assertThat(result.code()).isEqualTo(DONE);
    }

    @ParameterizedTest
    @EnumSource
    void writesLifecycleRecords(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args(
                "tail", servers.shared().url(), "-e", "emit byebye", "--json", "--lifecycle", "--no-reconnect"));
        assertThat(result.code()).isEqualTo(DISCONNECTED);
        assertThat(result.out().replaceAll(".*\"type\":\"([a-z_]+)\".*\n", "$1 "))
                .matches("open connect (upgrade )?event (upgrade )?event (upgrade )?disconnect ");
    }

    @ParameterizedTest
    @EnumSource
    void showsTimestampsIfAsked(ServerAndTransport servers) {
        Sio.Result result = Sio.with()
                .clock(NOON)
                .run(servers.args(
                        "tail", servers.shared().url(), "-e", "emit echo 1", "--event", "echo", "-c", "1", "-t"));
        assertThat(result.out()).isEqualTo("12:00:00.123 <- echo 1\n");
    }

    @ParameterizedTest
    @EnumSource
    void writesDataToFile(ServerAndTransport servers) throws IOException {
        Sio.Result result = Sio.with()
                .terminal()
                .directory(directory)
                .run(servers.args(
                        "tail",
                        servers.shared().url(),
                        "-e",
                        "emit echo 1",
                        "--event",
                        "echo",
                        "-c",
                        "1",
                        "-o",
                        "out.txt"));
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out()).isEmpty();
        assertThat(Files.readString(directory.resolve("out.txt"))).isEqualTo("<- echo 1\n");
    }

    @ParameterizedTest
    @MethodSource(ServerAndTransport.WITH_PARSERS)
    void acknowledgesEventsIfAsked(ServerAndTransport servers, String parser) {
        Sio.Result result = Sio.run(servers.args(
                "tail",
                servers.shared(parser).url(),
                "-e",
                "emit ackme 'really?'",
                "--auto-ack",
                "{big: 2.0}",
                "--until",
                "answered",
                "--exclude",
                "welcome",
                "--parser",
                parser));
        // The server counts these over all its clients.
        assertThat(result.out().replaceAll("ack \\d+", "ack N")).isEqualTo("""
                <- question "really?" (wants ack N)
                <- answered {"big":2}
                """);
    }

    @ParameterizedTest
    @EnumSource
    void showsAcknowledgementsWithElapsedTime(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args(
                "tail",
                servers.shared().url(),
                "-e",
                "emit lateack 50 1 --ack",
                "-e",
                "emit noack --ack-timeout 100ms",
                "-e",
                "emit lateack 300 1",
                "-e",
                "emit lateack 300 2 --ack-timeout 100ms",
                "--idle",
                "700ms",
                "--exclude",
                "*"));
        assertThat(result.code()).isEqualTo(DONE);
        // On a busy machine the first acknowledgement may arrive after events that did not wait for it.
        assertThat(result.out().replaceAll("\\([0-9.]+ ms", "(N ms").lines())
                .containsExactlyInAnyOrder(
                        "<- ack 0 lateack 1 (N ms)",
                        "... no ack 1 for noack within 100 ms",
                        "... no ack 2 for lateack within 100 ms",
                        "<- ack 2 lateack 2 (N ms, late)");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V(2_5|4_8)_.*")
    void stopsAfterIdleTime(ServerAndTransport servers) {
        String url = servers.shared().url();
        Sio.Result idle = Sio.run(servers.args("tail", url, "--idle", "300ms"));
        assertThat(idle.code()).isEqualTo(DONE);
        assertThat(idle.out()).startsWith("<- welcome");
        Sio.Result goal = Sio.run(servers.args("tail", url, "--idle", "300ms", "--count", "2", "-s"));
        assertThat(goal.code()).isEqualTo(TIMED_OUT);
        assertThat(goal.err()).isEqualTo("""
                sio: Socket.IO: 2 events did not arrive within 300 ms (1 event did)
                     try: check the event name, the namespace and the filters; --wait, --idle and --max-time set the time
                """);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V(2_5|4_8)_.*")
    void stopsAfterMaxTime(ServerAndTransport servers) {
        String url = servers.shared().url();
        Sio.Result time = Sio.run(servers.args("tail", url, "-e", "emit tick 20", "--max-time", "2s", "--idle", "10s"));
        assertThat(time.code()).isEqualTo(DONE);
        assertThat(time.out()).contains("<- tick 1\n<- tick 2\n");
        Sio.Result goal = Sio.run(servers.args("tail", url, "--until", "never", "-m", "1500ms", "-s"));
        assertThat(goal.code()).isEqualTo(TIMED_OUT);
        assertThat(goal.err())
                .startsWith("sio: Socket.IO: \"never\" did not arrive within 1.5 s (1 other event did)\n");
    }

    @Test
    void failsIfMaxTimeEndsBeforeConnecting() {
        try (NodeServer silent = NodeServer.broken("ws-silent")) {
            Sio.Result result = Sio.run("tail", silent.url(), "--max-time", "300ms");
            assertThat(result.code()).isEqualTo(TIMED_OUT);
            assertThat(result.err()).isEqualTo("""
                    sio: Socket.IO: no connection was established within 300 ms (nothing was shown)
                         try: --max-time sets the time
                    """);
        }
    }

    @ParameterizedTest
    @MethodSource(ServerAndTransport.WITH_PARSERS)
    void ctrlCEndsTheSessionCleanly(ServerAndTransport servers, String parser) {
        try (NodeServer server = servers.start(parser);
                RunningProgram tail = Sio.start(servers.args("tail", server.url(), "-s", "--parser", parser))) {
            tail.awaitOut("welcome");
            Sio.Result result = tail.interrupt().exit();
            assertThat(result.code()).isEqualTo(INTERRUPTED);
            assertThat(result.err()).isEmpty();
            server.awaitLog("\"client namespace disconnect\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsQuietlyIfThePipeIsClosed(ServerAndTransport servers) {
        try (NodeServer server = servers.start();
                RunningProgram tail = Sio.start(servers.args("tail", server.url(), "-e", "emit tick 10", "-s"))) {
            tail.awaitOut("tick 2");
            tail.closeOut();
            Sio.Result result = tail.exit();
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.err()).isEmpty();
            server.awaitLog("\"client namespace disconnect\"");
        }
    }

    @ParameterizedTest
    @MethodSource(ServerAndTransport.WITH_PARSERS)
    void endsIfTheServerDisconnects(ServerAndTransport servers, String parser) {
        for (String verb : new String[] {"bye", "byebye"}) {
            Sio.Result result = Sio.run(
                    servers.args("tail", servers.shared(parser).url(), "-e", "emit " + verb, "-s", "--parser", parser));
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err()).isEqualTo("sio: Socket.IO: disconnected: the server disconnected this socket\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsAndSkipsInvalidPacket(ServerAndTransport servers) {
        try (RunningProgram tail = Sio.start(servers.args(
                "tail",
                servers.shared().url(),
                "-e",
                "emit raw '2[\"broken\",{]'",
                "-e",
                "emit raw '9x'",
                "-e",
                "emit echo 1"))) {
            tail.awaitOut("<- echo 1\n");
            tail.awaitErr("ignored an invalid packet: broken JSON at character 14:");
            tail.awaitErr("ignored an invalid packet: unknown packet type \"9\": 9x\n");
            assertThat(tail.hasEnded()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingWithSlowReader(ServerAndTransport servers) {
        try (RunningProgram tail = Sio.with()
                .limit(Duration.ofSeconds(60))
                .start(servers.args(
                        "tail",
                        servers.shared().url(),
                        "-e",
                        "emit burst 3000 2000",
                        "--event",
                        "data",
                        "-c",
                        "3000",
                        "-f",
                        "%{1} %{2}\\n",
                        "-s"))) {
            tail.blockOut();
            tail.awaitBlockedOut();
            tail.unblockOut();
            Sio.Result result = tail.exit();
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out().lines().map(line -> line.replaceAll(" .*", "")))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 3000).mapToObj(String::valueOf).toList());
        }
    }

    @Test
    void alignsAndColoursEventsOnTerminal() {
        Sio.Result result = Sio.with()
                .terminal()
                .variable("LANG", "en_US.UTF-8")
                .run(
                        "tail",
                        NodeServer.shared(ServerVersion.V4_8).url(),
                        "--transport",
                        "websocket",
                        "-e",
                        "emit echo \"\\u001b[2J\\u202e\" 1",
                        "-e",
                        "emit burst 1 3",
                        "-c",
                        "3");
        String plain = result.out().replaceAll("\u001b\\[[0-9;]*m", "");
        assertThat(plain.replaceAll("\"sid\":\"[^\"]{20}\"", "\"sid\":\"SID\"")).isEqualTo("""
                ← welcome       {"sid":"SID"}
                ← echo          "\\u001b[2J\\u202e" 1
                ← data          0 "xxx"
                """);
        // Golden files of the renderer show the colours of each part.
        assertThat(result.out()).contains("\u001b[1mwelcome");
    }

    @Test
    void usesNeitherColourNorAlignmentInPipe() {
        Sio.Result result = Sio.with()
                .terminal(true, false, true)
                .variable("LANG", "en_US.UTF-8")
                .run("tail", NodeServer.shared(ServerVersion.V4_8).url(), "-e", "emit echo 1", "-c", "2");
        assertThat(result.out())
                .startsWith("← welcome {")
                .endsWith("\n← echo 1\n")
                .doesNotContain("\u001b");
        assertThat(result.err()).contains("\u001b[2m");
    }

    @Test
    void usesAsciiArrowsOnAsciiTerminal() {
        Sio.Result result = Sio.with()
                .terminal()
                .variable("LC_ALL", "C")
                .variable("NO_COLOR", "1")
                .run("tail", NodeServer.shared(ServerVersion.V4_8).url(), "-e", "emit echo 1", "-c", "2");
        assertThat(result.out())
                .startsWith("<- welcome       {")
                .endsWith("\n<- echo          1\n")
                .doesNotContain("\u001b");
    }
}
