package io.github.siocli.suite;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.EXPECTATION_FAILED;
import static io.github.siocli.event.ExitCode.INTERRUPTED;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.REFUSED;
import static io.github.siocli.event.ExitCode.TIMED_OUT;
import static io.github.siocli.event.ExitCode.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.json.Json;
import io.github.siocli.testing.ProgramRun;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sio run} against its own server. */
class SuiteTest {

    private static final String RULES = """
            on connect in /closed refuse "closed" {code: 7}
            on echo emit echo $args then ack $args
            on all all heard $args then ack {ok: true}
            on tick emit tick 1 then emit tick 2 then emit tick 3 then ack {ok: true}
            on kick kick
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeRules() throws IOException {
        Files.writeString(directory.resolve("rules"), RULES);
    }

    private Sio.Result run(String suite, String... options) throws IOException {
        Files.writeString(directory.resolve("a.sio"), suite);
        return Sio.with()
                .directory(directory)
                .run(Stream.concat(Stream.of("run", "a.sio", "--serve", "rules"), Stream.of(options))
                        .toArray(String[]::new));
    }

    /** Returns the output without times. */
    private static String stable(String out) {
        return out.replaceAll("[0-9.]+ (ms|s)\\b", "TIME")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}", "CLOCK")
                .replaceAll("\"duration_ms\":\\d+", "\"duration_ms\":N")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
    }

    @Test
    void reportsEachTestAndContinuesAfterFailure() throws IOException {
        Sio.Result result = run("""
                test "echoes"
                  client a
                  emit echo {n: 1} --ack
                  expect echo --match '$1.n == 1'

                test "hears another"
                  client a
                  client b
                  b: emit all {text: "hello", to: "b"} --ack
                  a: expect heard --match '$1 == {text: "hi", to: "b"}' --within 2s --count 1..1

                skip test "is not ready"
                  nonsense: emit x

                test "names are values: ${url}"
                  client c
                """.replace("nonsense: ", "").replace("${url}", "$$5"));
        assertThat(result.err()).isEmpty();
        assertThat(stable(result.out())).isEqualTo("""
                a.sio
                  ok echoes (TIME)
                  FAILED hears another (TIME)
                    a: expect heard --match '$1 == {text: "hi", to: "b"}' --within 2s --count 1..1
                    a.sio:10: expected 1 to 1 heard with '$1 == {text: "hi", to: "b"}' within TIME; 0 came
                           nearest: CLOCK heard {"text":"hello","to":"b"}
                             $1.text is "hello", not "hi"
                           came to a:
                             CLOCK heard {"text":"hello","to":"b"}
                  skipped: is not ready
                  ok names are values: $5 (TIME)
                2 passed, 1 failed, 1 skipped in TIME
                """);
        assertThat(result.code()).isEqualTo(EXPECTATION_FAILED);
    }

    @Test
    void runsHooksLoopsAndIncludedFiles() throws IOException {
        Files.createDirectories(directory.resolve("lib"));
        Files.writeString(directory.resolve("lib/open.sio"), "client shared\nlet base = 10\n");
        Sio.Result result = run("""
                include lib/open.sio
                before
                  client a
                  let seen = 0
                after
                  a: emit all done --ack
                  shared: expect heard --match '$1 == "done"'
                for name in ["ada", "bob"]
                  test "echoes $name"
                    a: emit echo {name: $name, n: $sum($base,$seen)} --ack
                    a: expect echo --match '$1.name == $name and $1.n == 10'
                    repeat 3
                      a: emit echo "$name $n" --ack
                      a: expect ack --match '$1 == "$name $n"'
                    a: expect echo --match '$1 == "$name 3"'
                """);
        assertThat(stable(result.out())).isEqualTo("""
                a.sio
                  ok echoes ada (TIME)
                  ok echoes bob (TIME)
                2 passed in TIME
                """);
        assertThat(result.code()).isEqualTo(DONE);
    }

    @Test
    void notesJsonInQuotesOnceForEachLineOfTheFile() throws IOException {
        Sio.Result result = run("client a\nrepeat 2\n  a: emit echo '{n: 1}' --ack\n");
        assertThat(result.err()).isEqualTo("a.sio:3: '{n: 1}' is sent as a string; JSON needs no quotes here\n");
        assertThat(result.code()).isEqualTo(DONE);
    }

    @Test
    void refusesVerbsOfThePrompt() throws IOException {
        assertThat(run("client a\na: clear\nrepeat 2 exit\n").err())
                .contains("a.sio:2:1: clear works only at the prompt", "a.sio:3:1: exit works only at the prompt");
        Files.writeString(directory.resolve("sourced"), "exit\n");
        assertThat(run("source sourced\n").out()).contains("exit works only at the prompt");
    }

    @Test
    void namesStandardInput() {
        ProgramRun run = Sio.with().directory(directory).in("test \"a\"\n  sleep 1ms\n");
        assertThat(stable(run.run("run", "-", "--serve", "rules").out()))
                .isEqualTo("(standard input)\n  ok a (TIME)\n1 passed in TIME\n");
        assertThat(Sio.with().in("nonsense\n").run("run", "-").err()).startsWith("sio: (standard input):1:1: there is");
    }

    @Test
    void refusesDirectory() {
        String name = directory.toString();
        assertThat(Sio.run("run", name + "/").err())
                .isEqualTo("sio: " + name + "/ is a directory\n     try: sio run " + name + "/*.sio\n");
    }

    @Test
    void runsOnlyMarkedOrSelectedTests() throws IOException {
        String suite = """
                test "first"
                  client a
                only test "second"
                  client a
                """;
        assertThat(stable(run(suite).out())).contains("skipped: first", "ok second", "1 passed, 1 skipped");
        assertThat(stable(run(suite.replace("only ", ""), "--grep", "FIRST").out()))
                .contains("ok first")
                .doesNotContain("second");
        Sio.Result none = run(suite, "--grep", "third");
        assertThat(none.code()).isEqualTo(USAGE);
        assertThat(none.err()).contains("no test was run: no name contains \"third\"");
        Sio.Result skipped = run("skip test \"first\"\n  client a\n");
        assertThat(skipped.code()).isEqualTo(USAGE);
        assertThat(skipped.err()).contains("no test was run: all are skipped");
        Sio.Result empty = run("# nothing yet\nbefore\n  client a\n");
        assertThat(empty.code()).isEqualTo(USAGE);
        assertThat(empty.err()).contains("has no tests and no lines");
    }

    @Test
    void runsFileWithoutTestsAsOneTest() throws IOException {
        Sio.Result result =
                run("connect\nemit echo {a: $room} --ack\nexpect ack --match '$1.a == 7'\n", "--var", "room=7");
        assertThat(stable(result.out())).isEqualTo("a.sio\n  ok a.sio (TIME)\n1 passed in TIME\n");
    }

    @Test
    void stopsAtFirstFailureAndRetries() throws IOException {
        String suite = """
                test "fails"
                  client a
                  expect x --within 1ms
                test "passes"
                  client a
                """;
        assertThat(stable(run(suite, "--bail").out()))
                .contains("FAILED fails (TIME)", "skipped: passes", "0 passed, 1 failed, 1 skipped");
        assertThat(stable(run(suite, "--retry", "2").out()))
                .contains("FAILED fails (TIME, attempt 3)", "ok passes (TIME)");
    }

    @Test
    void reportsTestThatPassesAtSecondAttempt() throws IOException {
        Files.writeString(directory.resolve("rules"), """
                on count set shared.n $sum($shared.n,1) then ack {n: $shared.n}
                """);
        Sio.Result flaky = run("""
                client counter
                test "passes at the second attempt"
                  counter: emit count --ack
                  counter: expect ack --match '$1.n == 2' --within 1ms
                """, "--retry", "3", "--json");
        assertThat(flaky.out()).contains("\"status\":\"passed\"", "\"attempts\":2");
        assertThat(flaky.code()).isEqualTo(DONE);
    }

    @Test
    void expectsRefusalsAndDisconnections() throws IOException {
        Sio.Result result = run("""
                test "refused as expected"
                  client a /closed
                  expect refused --match '$1.message == "closed" and $1.data.code == 7'
                test "refused"
                  client a /closed
                test "kicked"
                  client a
                  emit kick
                  expect disconnect --match '$1 == "io server disconnect"'
                """);
        assertThat(stable(result.out()))
                .contains("ok refused as expected", "FAILED refused (TIME)", "ok kicked")
                .contains("a.sio:5: Socket.IO: the server refused the namespace /closed: closed {\"code\":7}")
                .contains("client a /closed");
        assertThat(result.code()).isEqualTo(REFUSED);
    }

    @Test
    void endsTestWhenItsTimeIsUp() throws IOException {
        Sio.Result result = run("""
                test "sleeps"
                  sleep 1h
                test "goes on"
                  sleep 2h
                """, "--timeout", "1ms");
        assertThat(stable(result.out()))
                .contains("    sleep 1h\n    a.sio:2: the test did not finish within TIME\n")
                .contains("    sleep 2h\n    a.sio:4: the test did not finish within TIME\n");
        assertThat(result.code()).isEqualTo(TIMED_OUT);
    }

    @Test
    void skipsTestsBehindLineThatFails() throws IOException {
        Sio.Result result = run("""
                test "runs"
                  client a
                client b /closed
                b: emit x
                test "cannot run"
                  client a
                """);
        assertThat(stable(result.out()))
                .contains("ok runs", "FAILED lines outside of tests", "a.sio:4: Socket.IO: ", "skipped: cannot run");
        assertThat(result.code()).isEqualTo(REFUSED);
    }

    @Test
    void reportsAllErrorsOfFileWithTheirPlacesBeforeAnythingConnects() throws IOException {
        Files.writeString(directory.resolve("a.sio"), """
                client a
                a: emit x {id: $nope}
                 emit y
                test "t"
                  b: emit x
                  a: expect x --match '$1 = 2'
                  a: expect not x --within 1s
                  let known = 1
                  emit x "$known $unknown"
                a: emit x {y: $known}
                for 7 in []
                  a: emit x
                test
                repeat 3
                nonsense
                emit x {a:
                """);
        Sio.Result result = Sio.with().directory(directory).run("run", "a.sio", "--url", "http://127.0.0.1:1");
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("sio: a.sio:3:2: this line is indented as no block is\n        emit y\n        ^\n")
                .contains("a.sio:16:8: this value is not closed\n       emit x {a:\n              ^\n");
        Files.writeString(
                directory.resolve("a.sio"),
                Files.readString(directory.resolve("a.sio"))
                        .replace("\n emit y", "")
                        .replace("emit x {a:\n", ""));
        String errors = Sio.with()
                .directory(directory)
                .run("run", "a.sio", "--url", "http://127.0.0.1:1")
                .err();
        assertThat(errors.lines()
                        .filter(line -> line.contains("a.sio:"))
                        .map(line -> line.strip().replace("sio: ", "")))
                .containsExactly(
                        "a.sio:2:16: unknown value $nope",
                        "a.sio:4:3: there is no client b yet",
                        "a.sio:5:27: \"=\" is not a comparison",
                        "a.sio:6:3: --within has no effect with expect not",
                        "a.sio:8:18: unknown value $unknown",
                        "a.sio:9:15: unknown value $known",
                        "a.sio:10:1: for takes a variable and an array",
                        "a.sio:12:1: a test takes a name in quotes",
                        "a.sio:13:1: the block is empty",
                        "a.sio:14:1: there is no verb \"nonsense\"");
        assertThat(errors).contains("a: emit x {id: $nope}\n                      ^\n");
    }

    @Test
    void requiresConnectionBeforeLineThatNeedsOne() throws IOException {
        String message = "main is not connected: write connect or client NAME first\n";
        Sio.Result none = run("test \"a\"\n  client a\n  emit echo 1\ntest \"b\"\n  emit echo 1 --ack\n");
        assertThat(none)
                .isEqualTo(new Sio.Result(
                        USAGE, "", "sio: a.sio:5:3: " + message + "         emit echo 1 --ack\n         ^\n"));
        Sio.Result named = run("main: emit echo 1 --ack\n");
        assertThat(named.out()).contains("a.sio:1: " + message);
        assertThat(named.code()).isEqualTo(USAGE);
        assertThat(run("test \"a\"\n  connect\ntest \"b\"\n  emit echo 1 --ack\n")
                        .code())
                .isEqualTo(DONE);
    }

    @Test
    void writesJunitXmlThatFitsTheSchema() throws Exception {
        run("""
                test "passes <&> \\"quoted\\""
                  client a
                test "fails"
                  client a
                  expect x --within 1ms
                skip test "skipped"
                  client a
                """, "--junit", "out.xml");
        assertThat(junit())
                .contains("<testsuites name=\"sio run\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\"")
                .contains("name=\"passes &lt;&amp;&gt; &quot;quoted&quot;\" classname=\"a\" file=\"a.sio\" line=\"1\"")
                .contains("<failure message=\"expected x within 1 ms\" type=\"EXPECTATION_FAILED\">a.sio:5: expect x");
    }

    /** Returns the JUnit report, which fits the schema. */
    private String junit() throws Exception {
        String xml = Files.readString(directory.resolve("out.xml"));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(SuiteTest.class.getResource("/junit.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
        return xml;
    }

    private static final String INTERRUPTED_SUITE = """
            test "sleeps"
              client a
              repeat 2 --interval 1h emit echo 1 --ack
            let names = ["ada"]
            for name in $names
              test "is not run for $name"
                client a
            after
              emit never
            """;

    private Sio.Result interrupted(String... options) throws IOException {
        Files.writeString(directory.resolve("a.sio"), INTERRUPTED_SUITE);
        Files.writeString(directory.resolve("b.sio"), "client a\n");
        try (RunningProgram program = Sio.with()
                .directory(directory)
                .start(Stream.concat(Stream.of("run", "a.sio", "b.sio", "--serve", "rules", "-v"), Stream.of(options))
                        .toArray(String[]::new))) {
            program.awaitErr("a echo 1");
            program.interrupt();
            Sio.Result result = program.exit();
            assertThat(result.code()).isEqualTo(INTERRUPTED);
            assertThat(result.err())
                    .endsWith("sio: interrupted in \"sleeps\"; 2 tests not run\n")
                    .doesNotContain("never");
            return result;
        }
    }

    @Test
    void reportsInterruptedTestAsErrorAndTheOthersAsSkipped() throws Exception {
        assertThat(stable(interrupted("--junit", "out.xml").out())).isEqualTo("""
                a.sio
                  FAILED sleeps (TIME)
                    repeat 2 --interval 1h emit echo 1 --ack
                    a.sio:3: interrupted
                  skipped: is not run for $name
                b.sio
                  skipped: b.sio
                0 passed, 1 interrupted, 2 skipped in TIME
                """);
        assertThat(junit())
                .contains("<testsuites name=\"sio run\" tests=\"3\" failures=\"0\" errors=\"1\" skipped=\"2\"")
                .contains("<error message=\"interrupted\" type=\"INTERRUPTED\">a.sio:3: repeat 2");
        assertThat(interrupted("--tap").out())
                .contains("not ok 1 - sleeps\n", "ok 2 - is not run", "ok 3 - b.sio # SKIP");
        assertThat(stable(interrupted("--json").out()))
                .contains("\"name\":\"sleeps\",\"status\":\"interrupted\"")
                .endsWith(
                        "{\"type\":\"summary\",\"passed\":0,\"failed\":0,\"skipped\":2,\"interrupted\":1,\"duration_ms\":N}\n");
    }

    @Test
    void writesTap() throws IOException {
        Sio.Result result = run("""
                test "passes #1"
                  client a
                test "fails"
                  client a
                  expect x --within 1ms
                skip test "skipped"
                  client a
                """, "--tap");
        assertThat(stable(result.out())).isEqualTo("""
                TAP version 14
                ok 1 - passes \\#1
                not ok 2 - fails
                  ---
                  message: "expected x within TIME\\n  nothing else came to a"
                  kind: EXPECTATION_FAILED
                  at: "a.sio:5"
                  line: "expect x --within 1ms"
                  ...
                ok 3 - skipped # SKIP
                1..3
                """);
    }

    @Test
    void writesOneJsonObjectForEachTest() throws Exception {
        Sio.Result result = run("""
                test "fails"
                  client a
                  expect x --within 1ms
                """, "--json");
        List<Json> lines = new ArrayList<>();
        for (String line : result.out().lines().toList()) {
            lines.add(Json.parse(line));
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).members().get("time").stringValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(lines.get(0).members().get("failure").members().get("code").stringValue())
                .isEqualTo("EXPECTATION_FAILED");
        assertThat(stable(result.out())).endsWith("""
                {"type":"summary","passed":0,"failed":1,"skipped":0,"interrupted":0,"duration_ms":N}
                """);
    }

    @Test
    void keepsRecordingsOfFailedTestsOnly() throws IOException {
        run("""
                test "passes"
                  client a
                test "fails: one"
                  client a
                  client b /other
                  a: emit echo {token: 1} --ack
                  b: expect x --within 1ms
                """, "--record", "kept");
        try (Stream<Path> files = Files.walk(directory.resolve("kept"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file ->
                                    directory.resolve("kept").relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "002-fails-one/a.ndjson",
                            "002-fails-one/a.trace",
                            "002-fails-one/b.ndjson",
                            "002-fails-one/b.trace");
        }
        assertThat(Files.readString(directory.resolve("kept/002-fails-one/a.ndjson")))
                .contains("\"type\":\"connect\"", "\"event\":\"echo\"")
                .doesNotContain("\"client\":\"b\"");
        assertThat(Files.readString(directory.resolve("kept/002-fails-one/b.trace")))
                .contains("40/other");
    }

    @Test
    void showsEventsOfEachClientIfAsked() throws IOException {
        Sio.Result result = run("""
                test "t"
                  client a
                  emit echo 1 --ack
                  expect echo
                """, "-v");
        assertThat(result.err()).contains("<- a echo 1 (offset ");
        assertThat(result.out()).doesNotContain("echo");
    }

    @Test
    void saysThatNoServerHasStarted() throws IOException {
        Files.writeString(directory.resolve("a.sio"), "client a\n");
        Sio.Result result = Sio.with()
                .directory(directory)
                .run("run", "a.sio", "--url", "http://127.0.0.1:1", "--wait-for-server", "150ms");
        assertThat(result.code()).isEqualTo(NOT_CONNECTED);
        assertThat(result.err()).startsWith("sio: no server at http://127.0.0.1:1 within 150 ms: nothing listens on");
    }

    @Test
    void opensAHundredClients() throws IOException {
        Sio.Result result = run("""
                test "all hear it"
                  repeat 100
                    client c$n --transport websocket
                  c1: emit all {n: 1} --ack
                  repeat 100
                    c$n: expect heard --match '$1.n == 1'
                """);
        assertThat(stable(result.out())).isEqualTo("a.sio\n  ok all hear it (TIME)\n1 passed in TIME\n");
    }
}
