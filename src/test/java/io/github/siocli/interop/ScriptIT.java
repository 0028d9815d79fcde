package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DISCONNECTED;
import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.INTERRUPTED;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.REFUSED;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code sio connect} without a terminal: the language as a script. */
class ScriptIT {

    private static final String ELAPSED = "\\([0-9.]+ ms\\)";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void runsJoinEmitAndLeave(ServerAndTransport servers) {
        Sio.Result result = Sio.with()
                .in("join /chat\nemit ack hello 1 --ack\nexit\n")
                .run(servers.args("connect", servers.shared().url()));
        assertThat(result.out().lines().filter(line -> line.contains("ack")))
                .singleElement()
                .asString()
                .matches("<- /chat ack 0 ack \"hello\" 1 " + ELAPSED);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(DONE);
    }

    @ParameterizedTest
    @EnumSource
    void acknowledgesAndWaitsForTheServer(ServerAndTransport servers) {
        Sio.Result result = lines(
                servers, "emit ackme {n: 1}", "wait question --timeout 10s", "ack last yes {b: [1,]}", "wait answered");
        assertThat(result.err()).isEmpty();
        assertThat(data(result)).anyMatch(line -> line.matches("<- question \\{\"n\":1} \\(wants ack \\d+\\)"));
        assertThat(data(result)).contains("<- answered \"yes\" {\"b\":[1]}");
        assertThat(result.code()).isEqualTo(DONE);
    }

    @Test
    void finishesLineWhenItIsAcknowledged() {
        Sio.Result result = lines("emit lateack 50 a --ack", "emit ack b --ack");
        assertThat(data(result).stream()
                        .filter(line -> line.contains(" ack "))
                        .map(line -> line.replaceFirst(" \\(.*", "")))
                .containsExactly("<- ack 0 lateack \"a\"", "<- ack 1 ack \"b\"");
    }

    @Test
    void stopsAtTheFirstFailingLine() {
        Sio.Result result = Sio.with()
                .in("emit ack 1 --ack\n\n# a comment\nemit noack --ack-timeout 50ms\nemit ack 2 --ack\n")
                .run("connect", url());
        assertThat(result.code()).isEqualTo(TIMED_OUT);
        assertThat(result.err()).startsWith("sio: line 4: Socket.IO: no acknowledgement of \"noack\" within 50 ms\n");
        assertThat(result.out()).contains("ack 0 ack 1").doesNotContain("ack 2 ack 2");
    }

    @Test
    void continuesAfterFailureWithTheFirstExitCode() {
        Sio.Result result = Sio.with()
                .in("emit noack --ack-timeout 50ms\nnonsense\nemit ack 2 --ack\n")
                .run("connect", url(), "--keep-going");
        assertThat(result.code()).isEqualTo(TIMED_OUT);
        assertThat(result.err()).contains("sio: line 1: ", "sio: line 2: there is no verb \"nonsense\"");
        assertThat(result.out()).contains("ack 1 ack 2");
    }

    @Test
    void acceptsJsonOverSeveralLines() {
        Sio.Result result = Sio.with()
                .in("emit ack {\n  a: 1, // why\n  b: [\n  ]\n} --ack\n")
                .run("connect", url(), "--json");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("\"type\":\"ack\"").contains("\"args\":[{\"a\":1,\"b\":[]}]");
    }

    @Test
    void reportsUnclosedJsonAtItsFirstLine() {
        Sio.Result result = Sio.with().in("emit ack 1\nemit ack {a:\n1\n").run("connect", url());
        assertThat(result.code()).isEqualTo(USAGE);
        assertThat(result.err()).startsWith("sio: line 2: the line is invalid: the object is not closed");
    }

    @Test
    void suggestsVerbForMistypedOne() {
        Sio.Result result = lines("emitt chat 1");
        assertThat(result.code()).isEqualTo(USAGE);
        assertThat(result.err()).isEqualTo("""
                sio: line 1 of --exec: there is no verb "emitt"
                     try: emit; or emit emitt chat 1 to emit an event of that name
                """);
    }

    @Test
    void waitsForEventThatMeetsCondition() {
        Sio.Result result =
                lines("emit echo {n: 1}", "emit echo {n: 2}", "wait echo --match '$1.n == 2' --timeout 10s");
        assertThat(result.code()).isEqualTo(DONE);
        Sio.Result missing = lines("emit echo 1", "wait echo --match $1==2 --timeout 50ms");
        assertThat(missing.code()).isEqualTo(TIMED_OUT);
        assertThat(missing.err())
                .startsWith("sio: line 2 of --exec: Socket.IO: \"echo\" with '$1==2' did not arrive within 50 ms\n");
    }

    @Test
    void showsEventsThatMeetCondition() {
        Sio.Result result = lines(
                "watch echo --match '$1 > 1'",
                "emit echo 1",
                "emit echo 2",
                "wait echo --match '$1 == 2' --timeout 10s");
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out()).contains("echo 2").doesNotContain("echo 1");
    }

    @Test
    void continuesEachWaitAfterTheLastOne() {
        Sio.Result result = lines("emit echo a", "emit echo b", "wait echo", "wait echo", "wait echo --timeout 50ms");
        assertThat(result.code()).isEqualTo(TIMED_OUT);
        assertThat(result.err()).startsWith("sio: line 5 of --exec: ");
    }

    @Test
    void stopsAtRefusedNamespace() {
        Sio.Result refused = lines("join /admin", "emit ack 1 --ack");
        assertThat(refused.code()).isEqualTo(REFUSED);
        assertThat(refused.err())
                .startsWith(
                        "sio: line 1 of --exec: Socket.IO: the server refused the namespace /admin: not authorized");
        Sio.Result allowed = lines("join /admin --auth token=s3cret", "emit ack 1 --ack");
        assertThat(allowed.err()).isEmpty();
        assertThat(allowed.code()).isEqualTo(DONE);
        Sio.Result invalid = lines("join /nope");
        assertThat(invalid.code()).isEqualTo(REFUSED);
    }

    @Test
    void doesNotUseRefusedNamespace() {
        Sio.Result result = Sio.run("connect", url(), "--keep-going", "-e", "join /admin", "-e", "emit ack here --ack");
        assertThat(result.out()).contains("ack 0 ack \"here\"");
        assertThat(result.code()).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_5_WEBSOCKET", "V4_8_WEBSOCKET", "V4_8_POLLING"})
    void rejoinsNamespaceWithGivenAuth(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args(
                "connect",
                servers.shared().url(),
                "-e",
                "join /chat --auth user=first",
                "-e",
                "join /chat --auth user=second-" + servers,
                "-e",
                "emit ack again --ack",
                "-e",
                "join /admin --auth token=s3cret",
                "-e",
                "join /admin --auth token=wrong"));
        assertThat(result.out()).contains("/chat ack 0 ack \"again\"");
        assertThat(result.code()).isEqualTo(REFUSED);
        assertThat(result.err())
                .startsWith("sio: line 5 of --exec: Socket.IO: the server refused the namespace /admin");
        servers.shared().awaitLog("\"user\":\"second-" + servers + "\"");
    }

    @Test
    void rejoinsNamespacesWithTheirOwnAuth() {
        Sio.Result result =
                lines("join /admin --auth token=s3cret", "leave /", "connect", "use /admin", "emit ack again --ack");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("/admin ack 0 ack \"again\"");
        assertThat(result.code()).isEqualTo(DONE);
    }

    @Test
    void connectsToNamespaceOfUrlOnSameServer() {
        Sio.Result chat = lines("connect " + url() + "/chat", "emit ack a --ack", "namespaces");
        assertThat(chat.err()).isEmpty();
        assertThat(chat.out()).contains("/chat ack 0 ack \"a\"");
        assertThat(chat.out())
                .containsPattern("(?m)^/chat \\* +\\S+ +connected")
                .doesNotContainPattern("(?m)^/ ");
        Sio.Result root = lines("join /chat", "connect " + url() + "/", "use /", "use /chat");
        assertThat(root.err()).startsWith("sio: line 4 of --exec: the namespace /chat is not joined\n");
        Sio.Result current = lines("connect " + url() + "/chat", "connect " + url(), "emit ack b --ack");
        assertThat(current.out().lines()).anyMatch(line -> line.matches("<- / ack 0 ack \"b\" " + ELAPSED));
        assertThat(current.code()).isEqualTo(DONE);
    }

    @Test
    void runsNoLineWithoutConnection() {
        Sio.Result result = Sio.run("connect", "127.0.0.1:1", "-e", "emit ack 1");
        assertThat(result.code()).isEqualTo(NOT_CONNECTED);
        assertThat(result.err()).isEqualTo("""
                sio: TCP: nothing listens on 127.0.0.1:1 (connection refused)
                     try: start the server or correct the port; a container must publish its port
                """);
    }

    @Test
    void failsToEmitAfterDisconnectionByTheServer() {
        Sio.Result result = lines("emit bye", "wait nothing --timeout 100ms", "emit ack 1 --ack");
        assertThat(result.code()).isIn(TIMED_OUT);
        Sio.Result kept = Sio.run(
                "connect", url(), "--keep-going", "-e", "emit bye", "-e", "wait x --timeout 200ms", "-e", "emit ack 1");
        assertThat(kept.err())
                .contains("sio: line 3 of --exec: Socket.IO: disconnected: the server disconnected this socket");
        Sio.Result again = lines("emit bye", "sleep 200ms", "connect", "emit ack 1 --ack");
        assertThat(again.code()).isEqualTo(DONE);
        assertThat(again.out()).contains("ack 0 ack 1");
    }

    @Test
    void failsToEmitInNamespaceThatIsNotJoined() {
        Sio.Result left = lines("leave", "emit a");
        assertThat(left.code()).isEqualTo(USAGE);
        assertThat(left.err()).isEqualTo("""
                sio: line 2 of --exec: the namespace / is not joined
                     try: join /
                """);
        Sio.Result neverJoined = lines("emit hello 1 -n /nix --ack --ack-timeout 2s");
        assertThat(neverJoined.code()).isEqualTo(USAGE);
        assertThat(neverJoined.err()).startsWith("sio: line 1 of --exec: the namespace /nix is not joined\n");
        Sio.Result disconnected = lines("disconnect", "emit a");
        assertThat(disconnected.code()).isEqualTo(DISCONNECTED);
        assertThat(disconnected.err()).contains("sio: line 2 of --exec: Socket.IO: ");
    }

    @Test
    void joinsUsesAndLeavesNamespaces() {
        Sio.Result result = lines(
                "join /chat",
                "join dyn-1",
                "namespaces",
                "use /chat",
                "emit ack in-chat --ack",
                "leave",
                "emit ack back --ack",
                "use /chat");
        List<String> data = data(result);
        assertThat(data).anyMatch(line -> line.matches("/dyn-1 \\* +\\S+ +connected"));
        assertThat(data).anyMatch(line -> line.matches("<- /chat ack 0 ack \"in-chat\" " + ELAPSED));
        assertThat(data).anyMatch(line -> line.matches("<- /dyn-1 ack 0 ack \"back\" " + ELAPSED));
        assertThat(result.err()).isEqualTo("""
                sio: line 8 of --exec: the namespace /chat is not joined
                     try: join /chat
                """);
    }

    @Test
    void hidesMutedEvents() {
        Sio.Result result = lines(
                "mute wel* data", "emit burst 3", "emit echo 1", "wait echo", "unmute", "emit burst 1", "wait data");
        assertThat(data(result))
                .filteredOn(line -> line.startsWith("<-"))
                .containsSubsequence("<- echo 1", "<- data 0 \"xxxxxxxxxx\"");
        assertThat(result.out().lines().filter(line -> line.startsWith("<- data")))
                .hasSize(1);
    }

    @Test
    void listsEarlierEvents() {
        Sio.Result result = lines("emit echo {a: 1}", "wait echo", "events echo", "last 2 echo", "again", "wait echo");
        assertThat(data(result)).anyMatch(line -> line.matches("echo +out +1 +[0-9:.]+ +\\{\"a\":1}"));
        assertThat(data(result)).anyMatch(line -> line.matches("[0-9:.]+ -> / echo \\{\"a\":1}"));
        assertThat(result.code()).isEqualTo(DONE);
    }

    @Test
    void repeatsLineAtItsPace() {
        Sio.Result result = lines("repeat 3 --interval 1ms emit ack -5 {x: \"a b\"} --ack");
        assertThat(data(result).stream()
                        .filter(line -> line.contains(" ack "))
                        .map(line -> line.replaceFirst(" \\([^)]*\\)$", "")))
                .containsExactly(
                        "<- ack 0 ack -5 {\"x\":\"a b\"}",
                        "<- ack 1 ack -5 {\"x\":\"a b\"}",
                        "<- ack 2 ack -5 {\"x\":\"a b\"}");
    }

    @Test
    void namesFailingLineOfNestedScript() throws IOException {
        Files.writeString(directory.resolve("inner"), "emit ack 1 --ack\n\nnonsense\n");
        Files.writeString(directory.resolve("outer"), "# begin\nsource inner\n");
        Files.writeString(directory.resolve("round"), "source round\n");
        Sio.Result result = Sio.with().directory(directory).run("connect", url(), "-e", "source outer");
        assertThat(result.code()).isEqualTo(USAGE);
        assertThat(result.err())
                .startsWith("sio: line 1 of --exec: line 2 of outer: line 3 of inner: there is no verb \"nonsense\"\n");
        Sio.Result round = Sio.with().directory(directory).run("connect", url(), "-e", "source round");
        assertThat(round.err()).contains("scripts are nested more than 10 deep at round");
        Sio.Result missing = Sio.with().directory(directory).run("connect", url(), "-e", "source gone");
        assertThat(missing.err()).isEqualTo("sio: line 1 of --exec: cannot read gone: no such file or directory\n");
    }

    @Test
    void savesLinesWithoutSecrets() throws IOException {
        Path saved = directory.resolve("saved");
        Sio.Result result = Sio.with()
                .directory(directory)
                .run(
                        "connect",
                        url(),
                        "-e",
                        "emit ack {a:1}",
                        "-e",
                        "join /admin --auth token=s3cret",
                        "-e",
                        "emit noack 'Bearer s3cret'",
                        "-e",
                        "save saved");
        assertThat(result.err()).isEqualTo("1 line saved to saved, and 2 with secrets left out\n");
        assertThat(saved)
                .hasContent("emit ack {a:1}\n# left out: a line with a secret\n# left out: a line with a secret\n");
        Sio.Result twice = Sio.with().directory(directory).run("connect", url(), "-e", "save saved");
        assertThat(twice.err()).contains("cannot write saved: it exists; save --force overwrites it");
        assertThat(twice.code()).isEqualTo(USAGE);
        assertThat(saved).content().startsWith("emit ack");
    }

    @Test
    void createsFilesForTheirOwnerOnly() throws IOException {
        for (String existing : List.of("existing output", "existing save")) {
            Files.writeString(directory.resolve(existing), "");
            Files.setPosixFilePermissions(directory.resolve(existing), PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.createSymbolicLink(directory.resolve("link"), Path.of("behind link"));

        Sio.Result result = Sio.with()
                .directory(directory)
                .in("record link\ntrace to later\nemit ack 1 --ack\nsave saved\nsave --force 'existing save'\n")
                .run("connect", url(), "--record", "recorded", "--trace-file", "traced", "-o", "output");
        Sio.with().directory(directory).run("emit", url(), "ack", "1", "--ack", "-o", "existing output");

        assertThat(result.code()).as(result.err()).isEqualTo(DONE);
        for (String name : List.of("recorded", "behind link", "traced", "later", "output", "saved", "existing save")) {
            assertThat(permissions(name)).as(name).isEqualTo("rw-------");
        }
        assertThat(permissions("existing output")).isEqualTo("rw-r--r--");
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
    }

    @Test
    void recordsEverything() throws IOException {
        Path file = Files.writeString(directory.resolve("r"), "{\"old\":true}\n");
        Sio.Result result = Sio.with()
                .directory(directory)
                .run(
                        "connect",
                        url(),
                        "--record",
                        "r",
                        "--event",
                        "none",
                        "-e",
                        "emit echo 1",
                        "-e",
                        "wait echo",
                        "-e",
                        "record off",
                        "-e",
                        "emit echo 2",
                        "-e",
                        "wait echo");
        assertThat(result.out()).isEmpty();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("{\"old\":true}");
        assertThat(lines).anyMatch(line -> line.contains("\"type\":\"connect\""));
        assertThat(lines)
                .anyMatch(line -> line.contains(
                        "\"dir\":\"out\",\"type\":\"event\",\"nsp\":\"/\",\"event\":\"echo\",\"args\":[1]"));
        assertThat(lines)
                .anyMatch(line -> line.contains(
                        "\"dir\":\"in\",\"type\":\"event\",\"nsp\":\"/\",\"event\":\"echo\",\"args\":[1]"));
        assertThat(lines).noneMatch(line -> line.contains("[2]"));
    }

    @Test
    void reportsUnwritableRecordingBeforeConnecting() {
        Sio.Result result = Sio.run("connect", url(), "--record", "/no/such/dir/file", "-e", "emit ack 1 --ack");
        assertThat(result.code()).isEqualTo(USAGE);
        assertThat(result.err()).isEqualTo("sio: cannot write /no/such/dir/file: no such file or directory\n");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void validatesSettingsLikeOptions() {
        Sio.Result result = lines(
                "set auth {token: \"s3cret\"}",
                "set header X-One: 1",
                "set header X-One: 2",
                "set query room=7",
                "set no-redact on",
                "connect",
                "emit headers --ack",
                "set");
        assertThat(result.err()).contains("auth takes effect on the next connection; connect again with connect\n");
        String ack = data(result).stream()
                .filter(line -> line.contains("ack 0 headers"))
                .findFirst()
                .orElseThrow();
        assertThat(ack).contains("\"x-one\":\"2\"", "\"room\":\"7\"", "\"auth\":{\"token\":\"s3cret\"}");
        assertThat(result.out()).contains("(hidden)");
        assertThat(data(result)).noneMatch(line -> line.startsWith("auth") && line.contains("s3cret"));

        Sio.Result wrong = lines("set ack-timeout soon");
        assertThat(wrong.err()).startsWith("sio: line 1 of --exec: --ack-timeout takes a duration, not \"soon\"");
        Sio.Result unknown = lines("set nonsense 1");
        assertThat(unknown.err()).startsWith("sio: line 1 of --exec: there is no setting \"nonsense\"");
        Sio.Result still = lines("set ack-timeout 50ms", "emit noack --ack");
        assertThat(still.err()).contains("no acknowledgement of \"noack\" within 50 ms");
    }

    @Test
    void changesOutputFormatAsSetting() {
        Sio.Result result = lines(
                "set output json",
                "emit ack 1 --ack",
                "namespaces",
                "set output '%{type} %{id}\\n'",
                "emit ack 2 --ack");
        assertThat(result.out())
                .contains(
                        "\"type\":\"ack\",\"nsp\":\"/\",\"id\":0", "{\"type\":\"namespace\",\"nsp\":\"/\"", "ack 1\n");
    }

    @Test
    void echoesLinesIfAsked() {
        Sio.Result result = Sio.run("connect", url(), "-v", "-e", "emit ack 1 --ack");
        assertThat(result.err()).contains("> emit ack 1 --ack\n");
    }

    @Test
    void waitsForPendingAcknowledgementsAtEndOfInput() {
        try (RunningProgram program = Sio.start("connect", url())) {
            program.type("emit lateack 300 done --ack\n").closeIn();
            Sio.Result result = program.exit();
            assertThat(result.out()).contains("ack 0 lateack \"done\"");
            assertThat(result.code()).isEqualTo(DONE);
        }
    }

    @Test
    void ctrlCEndsWaitingScript() {
        try (RunningProgram program = Sio.start("connect", url(), "-e", "wait nothing")) {
            program.awaitOut("welcome");
            assertThat(program.interrupt().exit().code()).isEqualTo(INTERRUPTED);
        }
    }

    @Test
    void closedPipeEndsReadingScript() {
        try (RunningProgram program = Sio.start("connect", url())) {
            program.awaitOut("welcome");
            program.closeOut().type("emit echo 1\n");
            Sio.Result result = program.exit();
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void limitsTimeOfTheWholeScript() {
        Sio.Result result = Sio.run("connect", url(), "--max-time", "300ms", "-e", "wait nothing");
        assertThat(result.code()).isEqualTo(TIMED_OUT);
        assertThat(result.err())
                .contains("the script did not finish within 300 ms (it was stopped at line 1 of --exec: wait nothing)");
    }

    @Test
    void namesMissingConnectionWhenWaitTimesOut() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8);
                RunningProgram program = Sio.start("connect", server.url())) {
            program.awaitOut("welcome");
            server.kill();
            program.type("drop\nwait never --timeout 50ms\n");
            Sio.Result result = program.exit();
            assertThat(result.code()).isEqualTo(TIMED_OUT);
            assertThat(result.err())
                    .startsWith("sio: line 2: Socket.IO: \"never\" did not arrive within 50 ms;"
                            + " there has been no connection for ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsEventsOnceThatWereEmittedWhileReconnecting(ServerAndTransport servers) {
        try (NodeServer server = servers.start();
                RunningProgram program = Sio.start(servers.args("connect", server.url()))) {
            program.awaitOut("welcome");
            program.type("drop\nemit ack after --ack\nexit\n");
            Sio.Result result = program.exit(Duration.ofSeconds(20));
            assertThat(result.out()).contains("ack \"after\"");
            assertThat(result.code()).isEqualTo(DONE);
            server.awaitLog("\"event\":\"ack\"");
            assertThat(server.log().stream().filter(line -> line.contains("\"event\":\"ack\"")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_5", "V4_8"})
    void runsLinesOfSeveralClients(ServerVersion version) {
        Sio.Result result =
                Sio.with().in("""
                        client member /chat
                        client outsider /chat --transport websocket
                        member: emit join 7 --ack
                        outsider: emit toroom 7 said hi --ack
                        member: wait said --timeout 10s
                        use main
                        emit ack main --ack
                        close outsider
                        """).run("connect", NodeServer.shared(version).url(), "--json");
        assertThat(result.err()).isEqualTo("outsider is closed\n");
        assertThat(data(result))
                .filteredOn(line -> !line.contains("\"event\":\"welcome\""))
                .map(line -> line.replaceFirst(
                        ".*\"type\":\"(\\w+)\".*\"args\":(\\[.*?]).*\"client\":\"(\\w+)\"}", "$3 $1 $2"))
                .containsExactlyInAnyOrder(
                        "member ack []", "outsider ack []", "member event [\"hi\"]", "main ack [\"main\"]");
        assertThat(result.code()).isEqualTo(DONE);
    }

    @Test
    void reportsThatEventWaitsForConnection() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8);
                RunningProgram program = Sio.start("connect", server.url())) {
            program.awaitOut("welcome");
            server.kill();
            program.type("drop\nemit hello --ack\n");
            program.awaitErr("queued until / is connected\n");
        }
    }

    @Test
    void failsToEmitWithoutConnectionIfQueueIsOff() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8);
                RunningProgram program = Sio.start("connect", server.url(), "--no-queue")) {
            program.awaitOut("welcome");
            program.type("drop\nemit ack 1 --ack\n").closeIn();
            Sio.Result result = program.exit();
            assertThat(result.err()).contains("sio: line 2: Socket.IO: not connected to /: --no-queue is set\n");
            assertThat(result.code()).isEqualTo(DISCONNECTED);
        }
    }

    @Test
    void showsStatusOfConnection() {
        Sio.Result result = lines("emit ack 1 --ack", "status", "ping");
        assertThat(data(result)).anyMatch(line -> line.matches("server +127\\.0\\.0\\.1:\\d+"));
        assertThat(data(result)).anyMatch(line -> line.matches("state +connected"));
        assertThat(data(result)).anyMatch(line -> line.matches("transport +(polling|websocket)"));
        assertThat(data(result)).anyMatch(line -> line.matches("recovery +not offered"));
        assertThat(data(result)).anyMatch(line -> line.matches("protocol +Engine\\.IO 4, Socket\\.IO 4\\.5 or newer"));
        assertThat(data(result)).anyMatch(line -> line.matches("round trip +[0-9.]+ ms"));
        assertThat(result.code()).isEqualTo(DONE);
    }

    private static Sio.Result lines(ServerAndTransport servers, String... lines) {
        return Sio.run(servers.args("connect", with(servers.shared().url(), lines)));
    }

    private static Sio.Result lines(String... lines) {
        List<String> args = new ArrayList<>(List.of("connect"));
        args.addAll(List.of(with(url(), lines)));
        return Sio.run(args.toArray(String[]::new));
    }

    private static String[] with(String url, String... lines) {
        List<String> args = new ArrayList<>(List.of(url));
        for (String line : lines) {
            args.addAll(List.of("-e", line));
        }
        return args.toArray(String[]::new);
    }

    private static List<String> data(Sio.Result result) {
        return result.out().lines().toList();
    }

    private static String url() {
        return NodeServer.shared(ServerVersion.V4_8).url();
    }
}
