package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.server.RawClient;
import io.github.siocli.testing.Certificates;
import io.github.siocli.testing.ClientVisit;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks {@code sio serve} in a pipe, with sio as the client and with the official clients. */
class ServeIT {

    private static final Pattern LISTENING = Pattern.compile("listening on (https?://\\S+)");

    @TempDir
    private Path directory;

    private RunningProgram serve(String... more) {
        List<String> words = new ArrayList<>(List.of("serve", "-p", "0"));
        words.addAll(List.of(more));
        return Sio.with().directory(directory).start(words.toArray(String[]::new));
    }

    private static String url(RunningProgram server) {
        Matcher listening = LISTENING.matcher(server.awaitErr("connect with"));
        assertThat(listening.find()).isTrue();
        return listening.group(1);
    }

    private static String port(RunningProgram server) {
        String url = url(server);
        return url.substring(url.lastIndexOf(':') + 1);
    }

    private static void emit(String url, String... words) {
        List<String> all = new ArrayList<>(List.of("emit", url));
        all.addAll(List.of(words));
        assertThat(Sio.run(all.toArray(String[]::new)).code()).isEqualTo(ExitCode.DONE);
    }

    /** The server stops at this event, so the client cannot know whether it was read. */
    private static void emitLast(String url, String event) {
        assertThat(Sio.run("emit", url, event).code()).isIn(ExitCode.DONE, ExitCode.DISCONNECTED);
    }

    // --- what is shown ----------------------------------------------------------------

    @Test
    void showsEchoesAndAcknowledgesEventsWithoutRules() {
        try (RunningProgram server = serve()) {
            String url = url(server);
            assertThat(server.err()).contains("(Engine.IO 3 and 4; polling, websocket)\nconnect with sio connect :");
            Sio.Result result = Sio.run("emit", url, "hello", "1", "{a: 2}", "--ack", "--wait", "5s", "--count", "1");
            assertThat(result.out()).contains("1\n{\"a\":2}\n").contains("hello 1 {\"a\":2}");
            assertThat(server.awaitOut("\n")).matches("<- \\S{6} hello 1 \\{\"a\":2} \\(wants ack 0\\)\n");
            assertThat(server.awaitErr("disconnected from /"))
                    .contains("connected to / (polling, Engine.IO 4, 127.0.0.1:");
        }
    }

    @Test
    void writesRecordsInClientSchemaWithSocketId() {
        try (RunningProgram server = serve("--json", "--lifecycle", "-e", "on hello emit back $1 then ack ok")) {
            String url = url(server);
            emit(url, "hello", "1.50", "--ack");
            String out = server.awaitOut("\"type\":\"disconnect\"");
            Matcher sid = Pattern.compile("\"sid\":\"([^\"]+)\"").matcher(out);
            assertThat(sid.find()).isTrue();
            String at = "\\{\"time\":\"[^\"]+\",";
            String client = "\"nsp\":\"/\",\"sid\":\"" + Pattern.quote(sid.group(1)) + "\"";
            assertThat(out)
                    .containsPattern("^" + at + "\"type\":\"listen\",\"url\":\"" + Pattern.quote(url) + "\"}\n")
                    .containsPattern(at + "\"dir\":\"in\",\"type\":\"connect\"," + client
                            + ",\"transport\":\"polling\",\"eio\":4,\"address\":\"127.0.0.1:\\d+\"}\n")
                    .containsPattern(at + "\"dir\":\"in\",\"type\":\"event\"," + client
                            + ",\"event\":\"hello\",\"args\":\\[1.50],\"id\":0}\n")
                    .containsPattern(at + "\"dir\":\"out\",\"type\":\"event\"," + client
                            + ",\"event\":\"back\",\"args\":\\[1.50]}\n")
                    .containsPattern(
                            at + "\"dir\":\"out\",\"type\":\"ack\"," + client + ",\"id\":0,\"args\":\\[\"ok\"]}\n");
        }
    }

    @Test
    void appliesRawTemplatesAndFiltersLikeAClient() {
        try (RunningProgram server = serve("--format", "%{sid}|%{event}|%{1}\n", "--event", "a*")) {
            String url = url(server);
            emit(url, "b", "1");
            emit(url, "ab", "2");
            assertThat(server.awaitOut("\n")).matches("\\S{20}\\|ab\\|2\n");
        }
    }

    @Test
    void servesEngineIoOnly() {
        try (RunningProgram server = serve("--engine-only", "--path", "/engine.io/")) {
            String url = url(server);
            assertThat(server.err()).contains("(Engine.IO 3 and 4 only, every message is echoed; polling, websocket");
            Sio.Result result = Sio.run("emit", url, "--path", "/engine.io/", "hello", "-m", "2s", "--trace=eio");
            assertThat(result.err())
                    .containsPattern("-> #\\d+ +eio  message 40\n")
                    .containsPattern("<- #\\d+ +eio  message 40\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.8", "2.5"})
    void officialClientsAreShownWithTheirGeneration(String version) {
        try (RunningProgram server = serve("-e", "on connect emit welcome {sid: $id, nsp: $nsp}");
                ClientVisit visitor = ClientVisit.send(
                        url(server), "stay", "{\"version\":\"" + version + "\",\"transports\":[\"websocket\"]}")) {
            visitor.awaitLine("");
            server.awaitErr("(websocket, Engine.IO " + (version.equals("4.8") ? 4 : 3) + ", 127.0.0.1:");
        }
    }

    // --- where it listens -------------------------------------------------------------

    @Test
    void failsWithOneLineIfThePortIsInUse() {
        try (RunningProgram server = serve()) {
            Sio.Result second = Sio.run("serve", "-p", port(server));
            assertThat(second.code()).isEqualTo(ExitCode.NOT_CONNECTED);
            assertThat(second.err().lines().findFirst())
                    .hasValueSatisfying(line -> assertThat(line)
                            .contains("cannot listen on 127.0.0.1:" + port(server), "Address already in use"));
        }
    }

    @Test
    void freesPortAtOnce() {
        String port;
        try (RunningProgram server = serve();
                RunningProgram guest = Sio.start("tail", url(server))) {
            port = port(server);
            guest.awaitErr("connected to /");
            assertThat(server.interrupt().exit().code()).isEqualTo(ExitCode.INTERRUPTED);
            guest.interrupt().exit();
        }
        try (RunningProgram next = Sio.start("serve", "-p", port)) {
            next.awaitErr("listening on http://127.0.0.1:" + port + " ");
        }
    }

    @Test
    void warnsOfPublicAddressWithoutAuth() {
        assertThat(Sio.run("serve", "--host", "0.0.0.0", "-p", "0", "-m", "10ms")
                        .err())
                .contains("every host that reaches 0.0.0.0:");
        assertThat(Sio.run("serve", "--host", "0.0.0.0", "-p", "0", "-m", "10ms", "--auth", "token=t")
                        .err())
                .doesNotContain("anybody");
        assertThat(Sio.run("serve", "-p", "0", "-m", "10ms").err()).doesNotContain("anybody");
    }

    @Test
    void refusesClientsWithoutRequiredAuth() {
        try (RunningProgram server = serve("--auth", "token=s3cret", "--json")) {
            String url = url(server);
            Sio.Result refused = Sio.run("emit", url, "x", "--auth", "token=other");
            assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err()).contains("Unauthorized");
            emit(url, "x", "--auth", "{token: \"s3cret\", more: 1}");
            emit(url, "x", "--auth", "token=s3cret", "--eio", "3");
            assertThat(server.awaitOut("\"type\":\"disconnect\""))
                    .contains("\"dir\":\"out\",\"type\":\"connect_error\",\"nsp\":\"/\",\"message\":\"Unauthorized\"");
            assertThat(server.out()).doesNotContain("s3cret");
        }
    }

    @Test
    void refusesClientsAboveTheLimitUntilOneLeaves() {
        try (RunningProgram server = serve("--max-clients", "1")) {
            String url = url(server);
            try (RunningProgram first = Sio.start("tail", url)) {
                first.awaitErr("connected to /");
                Sio.Result second = Sio.run("emit", url, "x");
                assertThat(second.code()).isEqualTo(ExitCode.REFUSED);
                assertThat(second.err())
                        .contains("The server is full: 1 of 1 clients are connected\n")
                        .endsWith("     try: disconnect a client, or raise --max-clients of the server\n");
                server.awaitErr("refused 127.0.0.1:");
                first.interrupt().exit();
            }
            server.awaitErr("disconnected from /");
            emit(url, "x");
        }
    }

    @Test
    void keepsClientsOnPollingWithoutWebsocket() {
        try (RunningProgram server = serve("--transport", "polling", "-n", "/chat")) {
            String url = url(server);
            assertThat(server.err()).contains("(Engine.IO 3 and 4; polling)");
            emit(url + "/chat", "x", "--ack");
            assertThat(Sio.run("emit", url + "/other", "x").err()).contains("Invalid namespace");
        }
    }

    @Test
    void servesTlsAndKnownOrigins() throws Exception {
        Certificates own = Certificates.SIGNED;
        try (RunningProgram server = serve(
                "--cert",
                own.certificate().toString(),
                "--key",
                own.key().toString(),
                "--cors",
                "http://page.example")) {
            String url = "https://localhost:" + port(server);
            assertThat(Sio.run(
                            "emit",
                            url,
                            "x",
                            "7",
                            "--ack",
                            "--cacert",
                            own.authority().toString()))
                    .isEqualTo(new Sio.Result(ExitCode.DONE, "7\n", ""));
            Sio.Result page = Sio.run(
                    "emit",
                    url,
                    "x",
                    "--cacert",
                    own.authority().toString(),
                    "--transport",
                    "polling",
                    "-H",
                    "Origin: http://page.example",
                    "--trace=http");
            assertThat(page.err()).contains("<- #1  http access-control-allow-origin: http://page.example\n");
        }
    }

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";

    private static int status(String port, String fields) {
        try (RawClient client = new RawClient(Integer.parseInt(port))) {
            return client.send("GET " + POLLING + " HTTP/1.1\r\n" + fields + "\r\n")
                    .answer()
                    .status();
        }
    }

    @Test
    void refusesPagesOfOtherSitesAndSaysWhichOptionAllowsThem() {
        try (RunningProgram server = serve()) {
            String url = url(server);
            for (String transport : List.of("polling", "websocket", "polling")) {
                Sio.Result foreign =
                        Sio.run("emit", url, "x", "--transport", transport, "-H", "Origin: http://evil.example");
                assertThat(foreign.code()).isEqualTo(ExitCode.REFUSED);
                emit(url, "x", "--ack", "--transport", transport, "-H", "Origin: http://localhost:5173");
            }
            assertThat(status(port(server), "Host: rebound.example\r\n")).isEqualTo(403);
            assertThat(server.awaitErr("--cors http://rebound.example allows it"))
                    .containsOnlyOnce("refused a web page of http://evil.example (127.0.0.1:")
                    .containsOnlyOnce("): sio serve --cors http://evil.example allows it\n")
                    .containsOnlyOnce("refused a request for the host rebound.example (127.0.0.1:");
        }
    }

    @Test
    void allowsThePagesThatTheCommandLineNames() {
        try (RunningProgram server = serve("--cors", "https://app.example/", "--cors", "null")) {
            String port = port(server);
            assertThat(status(port, "Host: app.example\r\nOrigin: https://app.example\r\n"))
                    .isEqualTo(200);
            assertThat(status(port, "Host: localhost\r\nOrigin: null\r\n")).isEqualTo(200);
            assertThat(status(port, "Host: localhost\r\nOrigin: http://localhost:5173\r\n"))
                    .isEqualTo(200);
            assertThat(status(port, "Host: localhost\r\nOrigin: https://other.example\r\n"))
                    .isEqualTo(403);
        }
        try (RunningProgram server = serve("--cors", "*")) {
            assertThat(status(port(server), "Host: a.example\r\nOrigin: https://other.example\r\n"))
                    .isEqualTo(200);
        }
    }

    @Test
    void allowsNamesAndAddressesOfThisMachineOnAllAddresses() throws Exception {
        try (RunningProgram server = serve("--host", "0.0.0.0")) {
            String port = port(server);
            List<String> addresses = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .toList();
            for (String address : addresses) {
                assertThat(status(port, "Host: " + address + ":" + port + "\r\n"))
                        .isEqualTo(200);
                assertThat(status(port, "Host: localhost\r\nOrigin: http://" + address + ":5173\r\n"))
                        .isEqualTo(200);
            }
            assertThat(status(port, "Host: rebound.example\r\n")).isEqualTo(403);
        }
    }

    @Test
    void recoversClientAfterCutConnection() {
        try (RunningProgram server = serve("--recovery", "1m")) {
            Sio.Result guest = Sio.run(
                    "connect",
                    url(server),
                    "--transport",
                    "websocket",
                    "-e",
                    "emit a 1",
                    "-e",
                    "wait a",
                    "-e",
                    "drop",
                    "-e",
                    "emit b 2 --ack",
                    "-e",
                    "status");
            assertThat(guest.code()).isEqualTo(ExitCode.DONE);
            assertThat(guest.out()).startsWith("<- a 1\n").containsPattern("\nrecovery +recovered\n");
        }
    }

    @Test
    void repeatsRandomFaultsWithSeed() {
        List<String> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (RunningProgram server = serve("--chaos", "drop=50%", "--seed", "7")) {
                List<String> words = new ArrayList<>(List.of("connect", url(server), "--transport", "websocket"));
                for (int i = 0; i < 20; i++) {
                    words.addAll(List.of("-e", "emit x " + i));
                }
                // With this seed the last event is not dropped.
                words.addAll(List.of("-e", "wait x --match $1==19"));
                runs.add(Sio.run(words.toArray(String[]::new)).out());
            }
        }
        assertThat(runs.get(0)).contains("<- x ").isEqualTo(runs.get(1));
        assertThat(runs.get(0).lines().count()).isBetween(3L, 17L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=70000",
                "--max-clients=0",
                "--max-payload=many",
                "--cors=nowhere",
                "--cors=https://*.example",
                "--cert=only.pem",
                "--watch",
                "--seed=x",
                "--ping-interval=0ms",
                "--exec=on hello foo",
                "--rules=missing.rules",
                "--commands=missing.sio"
            })
    void refusesInvalidOptionsWithoutStarting(String option) {
        Sio.Result result = Sio.with().directory(directory).run("serve", option);
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).startsWith("sio: ").doesNotContain("listening", "internal error");
    }

    // --- when it ends -----------------------------------------------------------------

    @Test
    void disconnectsEachClientOnExit() {
        try (RunningProgram server = serve();
                RunningProgram guest = Sio.start("tail", url(server), "--no-reconnect")) {
            guest.awaitErr("connected to /");
            Sio.Result ended = server.interrupt().exit();
            assertThat(ended.code()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(ended.err()).contains("disconnected from / (server shutting down)");
            assertThat(guest.exit().err()).contains("the server closed the session");
        }
    }

    @Test
    void stopsAfterCountOrNamedEvent() {
        try (RunningProgram server = serve("-c", "2")) {
            String url = url(server);
            emit(url, "a");
            emitLast(url, "b");
            assertThat(server.exit().code()).isEqualTo(ExitCode.DONE);
            assertThat(server.out().lines()).hasSize(2);
        }
        try (RunningProgram server = serve("--until", "l*")) {
            String url = url(server);
            emit(url, "a");
            emitLast(url, "last");
            assertThat(server.exit().code()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void stopsAfterMaxTime() {
        assertThat(Sio.run("serve", "-p", "0", "-m", "50ms").code()).isEqualTo(ExitCode.DONE);
        assertThat(Sio.run("serve", "-p", "0", "--idle", "50ms").code()).isEqualTo(ExitCode.DONE);
        Sio.Result late = Sio.run("serve", "-p", "0", "-m", "50ms", "-c", "1");
        assertThat(late.code()).isEqualTo(ExitCode.TIMED_OUT);
        assertThat(late.err()).contains("1 event did not arrive within 50 ms");
    }

    @Test
    void endsIfThePipeIsClosed() {
        try (RunningProgram server = serve()) {
            String url = url(server);
            server.closeOut();
            emitLast(url, "a");
            assertThat(server.exit().code()).isEqualTo(ExitCode.DONE);
        }
    }

    // --- lines ------------------------------------------------------------------------

    @Test
    void runsLinesForClients() {
        try (RunningProgram server = serve("-e", "on nothing ack", "--commands", "-");
                RunningProgram guest = Sio.start("tail", url(server), "--no-reconnect", "--auto-ack", "{n: 1}")) {
            guest.awaitErr("connected to /");
            server.awaitErr("connected to /");
            String sid = server.err().replaceFirst("(?s).*\n(\\S{6}) connected to.*", "$1");
            server.type("emit all {a: 1}\n");
            guest.awaitOut("<- all {\"a\":1}");
            server.type("join " + sid + " lobby\nto lobby emit some 2\n");
            guest.awaitOut("<- some 2");
            server.type("rooms\n");
            server.awaitOut("lobby  /    1        " + sid);
            server.type("to " + sid + " emit one 3 --ack\n");
            guest.awaitOut("<- one 3");
            server.awaitOut("<- " + sid + " ack 0 one {\"n\":1} (");
            server.type("leave " + sid + " lobby\nto lobby emit none\n");
            server.awaitErr("there is no room or client \"lobby\" in /");
            server.type("emit quick --ack-timeout 1ms\n");
            server.awaitOut("<- " + sid + " ack 1 quick ");
            server.type("kick " + sid + "\n");
            assertThat(guest.exit().err()).contains("the server disconnected this socket");
            server.type("exit\n");
            // The exit code of the first failing line, as in a script.
            assertThat(server.exit().code()).isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void acknowledgesEventsByHand() {
        try (RunningProgram server = serve("-e", "on nothing ack", "--commands", "-")) {
            String url = url(server);
            try (RunningProgram guest = Sio.start("emit", url, "question", "--ack-timeout", "10s")) {
                server.awaitOut("question (wants ack 0)");
                server.type("ack 7 no\n");
                server.awaitErr("no acknowledgement \"7\" is requested");
                server.type("ack 0 {yes: true}\n");
                assertThat(guest.exit().out()).isEqualTo("{\"yes\":true}\n");
                server.type("ack last\n");
                server.awaitErr("no acknowledgement is requested\n");
            }
        }
    }

    @Test
    void continuesAfterTheEndOfInput() throws IOException {
        Files.writeString(directory.resolve("lines.sio"), "wait first --timeout 20s\nemit answer\n");
        try (RunningProgram server = serve("--commands", "lines.sio", "-c", "2")) {
            String url = url(server);
            Sio.Result guest = Sio.run("emit", url, "first", "--wait", "10s", "--until", "answer");
            assertThat(guest.out()).contains("answer");
            emitLast(url, "second");
            assertThat(server.exit().code()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void failsIfTimeIsUpWhileLineIsRunning() {
        Sio.Result waiting = Sio.with().in("wait hello\n").run("serve", "-p", "0", "--commands", "-", "-m", "1s");
        assertThat(waiting.err())
                .contains("the script did not finish within 1 s (it was stopped at line 1: wait hello)");
        assertThat(waiting.code()).isEqualTo(ExitCode.TIMED_OUT);
        Sio.Result done = Sio.with().in("clients\n").run("serve", "-p", "0", "--commands", "-", "-m", "1s");
        assertThat(done.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void reloadsChangedRulesUnlessTheyAreInvalid() throws IOException {
        Path rules = Files.writeString(directory.resolve("my.rules"), "on hello ack one\n");
        try (RunningProgram server = serve("--rules", "my.rules", "--watch")) {
            String url = url(server);
            assertThat(Sio.run("emit", url, "hello", "--ack").out()).isEqualTo("\"one\"\n");
            Files.writeString(rules, "on hello ack twice\n");
            server.awaitErr("the rules were reloaded");
            assertThat(Sio.run("emit", url, "hello", "--ack").out()).isEqualTo("\"twice\"\n");
            Files.writeString(rules, "on hello bake\n");
            server.awaitErr("my.rules:1:10");
            assertThat(Sio.run("emit", url, "hello", "--ack").out()).isEqualTo("\"twice\"\n");
        }
    }

    // --- a slow output ----------------------------------------------------------------

    @Test
    void servesClientsWhileOutputIsNotReadAndReportsLoss() {
        String text = "x".repeat(100_000);
        try (RunningProgram server =
                Sio.with().directory(directory).limit(Duration.ofSeconds(60)).start("serve", "-p", "0")) {
            String url = url(server);
            server.blockOut();
            Sio.Result guest = Sio.run("emit", url, "big", text, "--repeat", "200", "--ack");
            assertThat(guest.code()).isEqualTo(ExitCode.DONE);
            assertThat(guest.out().lines()).hasSize(200);
            server.unblockOut();
            server.awaitErr("disconnected from / (client namespace disconnect)");
            server.awaitErr("not shown: the output is too slow");
            Sio.Result ended = server.interrupt().exit();
            long shown = ended.out().lines().filter(line -> line.contains(text)).count();
            long dropped = Pattern.compile("(\\d+) events? from clients")
                    .matcher(ended.err())
                    .results()
                    .mapToLong(count -> Long.parseLong(count.group(1)))
                    .sum();
            assertThat(shown + dropped).as("%d events are shown", shown).isEqualTo(200);
        }
    }

    // --- demo -------------------------------------------------------------------------

    @Test
    void demoRunsInPipe() {
        Sio.Result result =
                Sio.with().in("emit hello you --ack\nemit echo 1 [2] --ack\n").run("demo");
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out())
                .contains("<- ack 0 hello {\"hello\":\"you\",\"at\":")
                .contains("<- ack 1 echo 1 [2] (");
        assertThat(result.err().lines()).hasSize(6).allMatch(line -> line.length() < 80);
        Sio.Result silent = Sio.with()
                .variable("HTTP_PROXY", "http://127.0.0.1:9")
                .run("demo", "-s", "-e", "emit join lobby --ack", "-e", "emit say lobby hi", "-e", "wait said");
        assertThat(silent.code()).isEqualTo(ExitCode.DONE);
        assertThat(silent.err()).isEmpty();
    }

    @Test
    void demoRefusesPagesOfOtherSites() {
        try (RunningProgram demo = Sio.start("demo")) {
            Matcher second = Pattern.compile("sio connect :(\\d+)").matcher(demo.awaitErr("is a second client"));
            assertThat(second.find()).isTrue();
            assertThat(status(second.group(1), "Host: localhost\r\nOrigin: http://evil.example\r\n"))
                    .isEqualTo(403);
            demo.awaitErr("refused a web page of http://evil.example (127.0.0.1:");
        }
    }
}
