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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sio emit} against every server over every transport. */
class EmitIT {

    /** An event name that no other test sends to the shared servers. */
    private final String event = "event-" + UUID.randomUUID();

    @TempDir
    private Path directory;

    /** 1.x accepts a hundred times as much. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "V1_.*")
    void doesNotReportEventAsSentIfTheServerDropsIt(ServerAndTransport servers) {
        String tooLarge = "str:" + "x".repeat(1_500_000);
        Sio.Result result = Sio.run(servers.args("emit", servers.shared().url(), "ack", tooLarge));
        assertThat(result.code()).isEqualTo(DISCONNECTED);
        assertThat(result.err()).contains("sio: Socket.IO: disconnected: ");
    }

    /**
     * The server drops events that it reads together with the DISCONNECT; it logs packets before its listeners run.
     */
    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void deliversAllEventsBeforeDisconnect(String transports) {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"quiet\":true}")) {
            Sio.Result result = Sio.with()
                    .in("heard {n: 1}\n".repeat(5_000))
                    .run("emit", server.url(), "--lines", "--transport", transports);
            assertThat(result).isEqualTo(new Sio.Result(DONE, "", ""));
            assertThat(server.awaitLog("\"disconnect\"")).contains("\"heard\":5000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsEventWithoutArgumentsAndPrintsNothing(ServerAndTransport servers) {
        NodeServer server = servers.shared();
        Sio.Result result = Sio.run(servers.args("emit", server.url(), event));
        assertThat(result).isEqualTo(new Sio.Result(DONE, "", ""));
        assertThat(server.awaitLog(event)).contains("\"args\":[],\"ack\":false");
    }

    @Test
    void insertsValuesOfEachRepetition() {
        String url = ServerAndTransport.V4_8_WEBSOCKET.shared().url();
        Sio.Result plain =
                Sio.run("emit", url, "ack", "{i: $n, \"$set\": \"$5\", k: $pick(7,7)}", "$n", "--ack", "--repeat", "2");
        assertThat(plain.out()).isEqualTo("""
                {"i":1,"$set":"$5","k":7}
                "$n"
                {"i":2,"$set":"$5","k":7}
                "$n"
                """);
        Sio.Result template = Sio.run("emit", url, "ack", "--template", "no. $n", "$n", "$$5", "--ack");
        assertThat(template.out()).isEqualTo("\"no. 1\"\n1\n\"$5\"\n");
        Sio.Result unknown = Sio.run("emit", url, "ack", "{i: $nope}", "--ack");
        assertThat(unknown.err()).startsWith("sio: unknown value $nope\n       {i: $nope}\n           ^\n");
        assertThat(unknown.code()).isEqualTo(USAGE);
    }

    @ParameterizedTest
    @EnumSource
    void sendsArgumentsOfEveryType(ServerAndTransport servers) {
        NodeServer server = servers.shared();
        Sio.Result result = Sio.run(servers.args(
                "emit",
                server.url(),
                event,
                "text",
                "1",
                "-2.5",
                "true",
                "null",
                "[1,[]]",
                "{\"a\":{\"b\":\"é😀\"}}",
                "{key: 'relaxed',}",
                "str:{",
                "\"quoted\"",
                "",
                "str:"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, "", ""));
        assertThat(server.awaitLog(event))
                .contains("\"args\":[\"text\",1,-2.5,true,null,[1,[]],{\"a\":{\"b\":\"é😀\"}},{\"key\":\"relaxed\"},"
                        + "\"{\",\"quoted\",\"\",\"\"]");
    }

    @ParameterizedTest
    @EnumSource
    void sendsBytes(ServerAndTransport servers) throws IOException {
        NodeServer server = servers.shared();
        Files.write(directory.resolve("bytes"), new byte[] {0, 1, (byte) 0xff});
        Sio.Result result = Sio.with()
                .directory(directory)
                .run(servers.args(
                        "emit",
                        server.url(),
                        event,
                        "bin:@bytes",
                        "1",
                        "hex:00ff",
                        "b64:AQI=",
                        "b64:-_8",
                        "hex:",
                        "{\"nested\":{\"$binary\":\"AQI=\"}}"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, "", ""));
        assertThat(server.awaitLog(event))
                .contains("\"args\":[{\"$binary\":\"AAH/\"},1,{\"$binary\":\"AP8=\"},{\"$binary\":\"AQI=\"},"
                        + "{\"$binary\":\"+/8=\"},{\"$binary\":\"\"},{\"nested\":{\"$binary\":\"AQI=\"}}]");
    }

    @ParameterizedTest
    @EnumSource
    void readsArgumentsFromFilesAndStandardInput(ServerAndTransport servers) throws IOException {
        NodeServer server = servers.shared();
        Files.writeString(directory.resolve("order.json"), "{\n  \"sku\": 7 // relaxed\n}\n");
        Sio.Result result = Sio.with()
                .directory(directory)
                .in("[1, 2]\n")
                .run(servers.args("emit", server.url(), event, "@order.json", "@-"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, "", ""));
        assertThat(server.awaitLog(event)).contains("\"args\":[{\"sku\":7},[1,2]]");
    }

    @ParameterizedTest
    @EnumSource
    void printsAcknowledgementWithOneValuePerLine(ServerAndTransport servers) {
        String url = servers.shared().url();
        assertThat(Sio.run(servers.args("emit", url, "ack", "--ack"))).isEqualTo(new Sio.Result(DONE, "", ""));
        assertThat(Sio.run(servers.args("emit", url, "ack", "{\"a\":[1,\"é\"]}", "2", "x", "hex:01ff", "--ack")))
                .isEqualTo(new Sio.Result(DONE, "{\"a\":[1,\"é\"]}\n2\n\"x\"\n{\"$binary\":\"Af8=\"}\n", ""));
    }

    @ParameterizedTest
    @MethodSource(ServerAndTransport.WITH_PARSERS)
    void printsNestedBinaryValuesOfAcknowledgement(ServerAndTransport servers, String parser) {
        Sio.Result result =
                Sio.run(servers.args("emit", servers.shared(parser).url(), "binary", "--ack", "--parser", parser));
        assertThat(result)
                .isEqualTo(new Sio.Result(
                        DONE,
                        "{\"name\":\"file\",\"data\":{\"$binary\":\"AQID\"},\"parts\":[{\"$binary\":\"aGk=\"},"
                                + "{\"deep\":{\"$binary\":\"\"}}]}\n",
                        ""));
    }

    @ParameterizedTest
    @EnumSource
    void printsAcknowledgementRecordWithItsEmitAndElapsedTime(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args("emit", servers.shared().url(), "ack", "1", "--ack", "--json"));
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out())
                .matches("\\{\"time\":\"[^\"]+Z\",\"dir\":\"in\",\"type\":\"ack\",\"nsp\":\"/\",.*\"args\":\\[1].*}\n")
                .contains("\"id\":0", "elapsed");
    }

    @ParameterizedTest
    @EnumSource
    void failsIfAcknowledgementTimesOut(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args("emit", servers.shared().url(), "noack", "--ack-timeout", "200ms"));
        assertThat(result).isEqualTo(new Sio.Result(TIMED_OUT, "", """
                sio: Socket.IO: no acknowledgement of "noack" within 200 ms
                     try: check that the server handles this event, takes no argument before the callback, and calls it; --ack-timeout sets the time
                """));
    }

    @Test
    void waitsLongerThanFiveSecondsOnlyIfAsked() {
        long start = System.nanoTime();
        Sio.Result result =
                Sio.run("emit", ServerAndTransport.V4_8_WEBSOCKET.shared().url(), "noack", "--ack");
        assertThat(result.code()).isEqualTo(TIMED_OUT);
        assertThat(result.err()).contains("within 5 s");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource
    void reportsMissingAcknowledgementsIfTheServerStops(ServerAndTransport servers) {
        assertThat(Sio.run(servers.args("emit", servers.shared().url(), "bye", "--ack")))
                .isEqualTo(new Sio.Result(DISCONNECTED, "", """
                        sio: Socket.IO: disconnected: the server disconnected this socket; 1 acknowledgement is missing
                        """));
        try (NodeServer server = servers.start()) {
            Sio.Result crashed = Sio.run(servers.args("emit", server.url(), "crash", "--ack"));
            assertThat(crashed.code()).isEqualTo(DISCONNECTED);
            assertThat(crashed.err())
                    .startsWith("sio: Socket.IO: disconnected: the connection was lost without a close:")
                    .endsWith("; 1 acknowledgement is missing\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void printsEventsThatArriveDuringWait(ServerAndTransport servers) {
        Sio.Result result =
                Sio.run(servers.args("emit", servers.shared().url(), "echo", event, "--event", "echo", "-w", "600ms"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, "<- echo \"" + event + "\"\n", ""));
    }

    @ParameterizedTest
    @EnumSource
    void stopsWaitingAfterTheWantedEvent(ServerAndTransport servers) {
        String url = servers.shared().url();
        assertThat(Sio.run(servers.args("emit", url, "burst", "5", "--event", "data", "-c", "3", "-w", "15s", "-r"))
                        .out())
                .isEqualTo("""
                        ["data",0,"xxxxxxxxxx"]
                        ["data",1,"xxxxxxxxxx"]
                        ["data",2,"xxxxxxxxxx"]
                        """);
        assertThat(Sio.run(servers.args("emit", url, "echo", "1", "--event", "echo", "--until", "ec*o")))
                .isEqualTo(new Sio.Result(DONE, "<- echo 1\n", ""));
        assertThat(Sio.run(servers.args("emit", url, "burst", "5", "--until", "data", "--match", "$1 > 2", "-r")))
                .isEqualTo(new Sio.Result(DONE, "[\"data\",3,\"xxxxxxxxxx\"]\n", ""));
        Sio.Result missing =
                Sio.run(servers.args("emit", url, "noack", "--event", "x", "--until", "x", "--wait", "200ms"));
        assertThat(missing.code()).isEqualTo(TIMED_OUT);
        assertThat(missing.err()).matches("""
                        sio: Socket.IO: "x" did not arrive within 200 ms \\((0 events|1 other event) did\\)
                             try: check the event name, the namespace and the filters; --wait, --idle and --max-time set the time
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void showsNoEventBehindTheLastWantedOneWhileAcknowledgementIsMissing(ServerAndTransport servers) {
        String url = servers.shared().url();
        assertThat(Sio.run(servers.args("emit", url, "burst", "5", "--ack", "--event", "data", "-c", "3", "-r"))
                        .out())
                .isEqualTo("""
                        ["data",0,"xxxxxxxxxx"]
                        ["data",1,"xxxxxxxxxx"]
                        ["data",2,"xxxxxxxxxx"]
                        [5]
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void repeatsAndWaitsForAllAcknowledgements(ServerAndTransport servers) {
        NodeServer server = servers.shared();
        Sio.Result result = Sio.run(
                servers.args("emit", server.url(), "ack", event, "--ack", "--repeat", "3", "--interval", "20ms"));
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out()).isEqualTo(("\"" + event + "\"\n").repeat(3));
        assertThat(result.err())
                .matches("3 acknowledged: min [\\d.]+ ms, median [\\d.]+ ms, p95 [\\d.]+ ms, p99 [\\d.]+ ms\n");
        // The server's log may arrive after its acknowledgements. This event is logged after all others.
        Sio.run(servers.args("emit", server.url(), "last-" + event));
        server.awaitLog("last-" + event);
        assertThat(count(server, "\"" + event)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--interval=100ms", "--rate=10"})
    void keepsIntervalBetweenEmissions(String pace) {
        long start = System.nanoTime();
        Sio.Result result =
                Sio.run("emit", ServerAndTransport.V4_8_WEBSOCKET.shared().url(), "hi", "--repeat", "6", pace);
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @EnumSource
    void sendsNextEventOnlyAfterAcknowledgementUnlessPipelined(ServerAndTransport servers) {
        String[] emit = servers.args(
                "emit", servers.shared().url(), "noack", "--repeat", "3", "--ack-timeout", "200ms", "--json");
        assertThat(Sio.run(emit).out().lines().filter(line -> line.contains("ack_timeout")))
                .hasSize(1);
        String[] pipelined =
                Stream.concat(Stream.of(emit), Stream.of("--pipeline")).toArray(String[]::new);
        assertThat(Sio.run(pipelined).out().lines().filter(line -> line.contains("ack_timeout")))
                .hasSize(3);
    }

    @Test
    void stopsAtFirstMissingAcknowledgement() {
        assertThat(Sio.run(
                                "emit",
                                ServerAndTransport.V4_8_WEBSOCKET.shared().url(),
                                "noack",
                                "--repeat",
                                "3",
                                "--ack-timeout",
                                "200ms")
                        .err())
                .startsWith(
                        "sio: Socket.IO: no acknowledgement of \"noack\" within 200 ms; 1 of 3 sent, 0 acknowledged\n");
    }

    @Test
    void saysOnTerminalWhatWasSent() {
        String url = ServerAndTransport.V4_8_WEBSOCKET.shared().url();
        assertThat(Sio.with()
                        .terminal(false, false, true)
                        .run("emit", url, "hi")
                        .err())
                .contains("\"hi\" sent to /");
        assertThat(Sio.with()
                        .terminal(false, false, true)
                        .run("emit", url, "hi", "-s")
                        .err())
                .isEmpty();
    }

    @Test
    void showsProgressOnTerminalAndErasesIt() {
        String url = ServerAndTransport.V4_8_WEBSOCKET.shared().url();
        String err = Sio.with()
                .terminal(false, false, true)
                .run("emit", url, "hi", "--repeat", "9", "--interval", "200ms")
                .err();
        assertThat(err)
                .containsPattern("sent \\d of 9, [\\d.]+/s, \\d s left\r\033\\[K")
                .contains("9 events sent in");
    }

    @Test
    void showsOnTerminalThatAcknowledgementIsMissing() {
        String url = ServerAndTransport.V4_8_WEBSOCKET.shared().url();
        assertThat(Sio.with()
                        .terminal(false, false, true)
                        .run("emit", url, "noack", "--ack-timeout", "1500ms")
                        .err())
                .contains("waiting for 1 acknowledgement\r");
    }

    @Test
    void saysHowManyEventsWereSentWhenInterrupted() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8);
                RunningProgram emit = Sio.start("emit", server.url(), "hi", "--repeat", "9", "--interval", "1h")) {
            server.awaitLog("\"event\":\"hi\"");
            assertThat(emit.interrupt().exit())
                    .isEqualTo(new Sio.Result(INTERRUPTED, "", "sio: interrupted; 1 of 9 sent\n"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsEverythingBeforeItEnds(ServerAndTransport servers) {
        try (NodeServer server = servers.start()) {
            String large = "str:" + "x".repeat(20_000);
            Sio.Result result = Sio.run(servers.args("emit", server.url(), event, large, "--repeat", "300"));
            assertThat(result).isEqualTo(new Sio.Result(DONE, "", ""));
            server.awaitLog("\"client namespace disconnect\"");
            assertThat(count(server, event)).isEqualTo(300);
        }
    }

    @ParameterizedTest
    @EnumSource
    void emitsLinesAndWaitsForAllAcknowledgements(ServerAndTransport servers) {
        NodeServer server = servers.shared();
        String input = """
                # what follows is one emission a line

                ack 1 {a: [2]} "three" four
                  ack
                {"type":"event","event":"ack","args":["record",{"$binary":"AQI="}]}
                {"type":"connect","nsp":"/","sid":"x"}
                {"event":"ack"}
                lateack 300 "last"
                """;
        Sio.Result result = Sio.with().in(input).run(servers.args("emit", server.url(), "--lines", "--ack"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, """
                1
                {"a":[2]}
                "three"
                "four"
                "record"
                {"$binary":"AQI="}
                "last"
                """, ""));
    }

    @ParameterizedTest
    @EnumSource
    void sendsManyLinesInOrder(ServerAndTransport servers) {
        String input =
                IntStream.range(0, 2_000).mapToObj(i -> "ack " + i + "\n").collect(Collectors.joining());
        Sio.Result result = Sio.with()
                .in(input)
                .run(servers.args("emit", servers.shared().url(), "--lines", "--ack", "--ack-timeout", "20s"));
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .isEqualTo(IntStream.range(0, 2_000).mapToObj(i -> i + "\n").collect(Collectors.joining()));
    }

    @ParameterizedTest
    @EnumSource
    void emitsLineAsSoonAsItArrives(ServerAndTransport servers) {
        try (RunningProgram emit =
                Sio.start(servers.args("emit", servers.shared().url(), "--lines", "--ack"))) {
            emit.type("ack 1\n").awaitOut("1\n");
            emit.type("ack 2\n").awaitOut("2\n");
            assertThat(emit.closeIn().exit()).isEqualTo(new Sio.Result(DONE, "1\n2\n", ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesBrokenLineAfterSendingTheLinesBeforeIt(ServerAndTransport servers) {
        Sio.Result result = Sio.with()
                .in("lateack 200 1\nack 2\nack {\"a\":\nack 3\n")
                .run(servers.args("emit", servers.shared().url(), "--lines", "--ack"));
        assertThat(result).isEqualTo(new Sio.Result(USAGE, "2\n1\n", """
                sio: line 3: the line is invalid: expected a value; 3 lines read with 2 events: 2 written to the socket, 2 acknowledged, 0 not sent
                       ack {"a":
                                ^
                     try: str:… sends a word as a string
                """));
    }

    @Test
    void countsAcknowledgementsBeforeBrokenLine() {
        Sio.Result result = Sio.with()
                .in("ack 1\nnoack 2\nack 3\nnoack 4\nnoack 5\nack {\n")
                .run("emit", ServerAndTransport.V4_8_WEBSOCKET.shared().url(), "--lines", "--ack-timeout", "500ms");
        assertThat(result.code()).isEqualTo(USAGE);
        assertThat(result.out()).isEqualTo("1\n3\n");
        assertThat(result.err())
                .startsWith("sio: line 6: the line is invalid: ")
                .contains("; 6 lines read with 5 events: 5 written to the socket, 2 acknowledged, 0 not sent\n");
    }

    @Test
    void countsEventsBeforeEventThatCannotBeSent() {
        Sio.Result result = Sio.with()
                .in("ack 1\nack hex:00 {\"_placeholder\":true,\"num\":0}\n")
                .run("emit", ServerAndTransport.V4_8_WEBSOCKET.shared().url(), "--lines", "--ack");
        assertThat(result).isEqualTo(new Sio.Result(USAGE, "1\n", """
                sio: an object with "_placeholder":true cannot be sent with the json parser: with bytes in the same packet, servers read it as bytes; 2 lines read with 2 events: 1 written to the socket, 1 acknowledged, 1 not sent
                     try: use str:… to send the text as a string
                """));
    }

    @Test
    void countsNothingIfFirstLineIsBroken() {
        Sio.Result result = Sio.with()
                .in("# none\n[]\nack 1\n")
                .run("emit", ServerAndTransport.V4_8_WEBSOCKET.shared().url(), "--lines", "--ack");
        assertThat(result.code()).isEqualTo(USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("sio: line 2: ").doesNotContain("lines read");
    }

    /** A recording of {@code tail} holds received events only. */
    @Test
    void failsForRecordingWithoutSendableEvents() {
        String url = ServerAndTransport.V4_8_WEBSOCKET.shared().url();
        String received = "{\"dir\":\"in\",\"type\":\"event\",\"nsp\":\"/\",\"event\":\"ack\",\"args\":[1]}\n";
        String sent = received.replace("in", "out").replace("[1]", "[2]");
        assertThat(Sio.with().in(received + received).run("emit", url, "--lines", "--ack"))
                .isEqualTo(new Sio.Result(USAGE, "", """
                        sio: nothing was sent: each of the 2 events of the recording was received ("dir":"in"), and none was sent
                             try: --all emits events of both directions
                        """));
        assertThat(Sio.with().in(received + sent).run("emit", url, "--lines", "--ack"))
                .isEqualTo(new Sio.Result(DONE, "2\n", ""));
        assertThat(Sio.with().in(received + sent).run("emit", url, "--lines", "--ack", "--all"))
                .isEqualTo(new Sio.Result(DONE, "1\n2\n", ""));
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_5_WEBSOCKET", "V4_8_UPGRADE"})
    void packetsAndArraysOfLinesAreEmittedByteForByte(ServerAndTransport servers) {
        String input = """
                \ufeff["ack",{"z":1.0}]
                42["ack",2.50]
                2["ack",3]
                42/,7["ack",4]
                """;
        assertThat(Sio.with()
                        .in(input)
                        .run(servers.args("emit", servers.shared().url(), "--lines", "--ack", "--raw"))
                        .out())
                .isEqualTo("[{\"z\":1}]\n[2.5]\n[3]\n[4]\n");
    }

    /** Over polling, the requests that are handed to the library are still sent. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void countsWhatIsStillSentAfterTheInterrupt(String transport) {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8);
                RunningProgram emit =
                        Sio.start("emit", server.url(), "noack", "--repeat", "1000000", "--transport", transport)) {
            server.awaitLog("\"event\":\"noack\"");
            Sio.Result result = emit.interrupt().exit();
            assertThat(result.code()).isEqualTo(INTERRUPTED);
            Matcher counts =
                    Pattern.compile("interrupted; (\\d+) of 1000000 sent").matcher(result.err());
            assertThat(counts.find()).as(result.err()).isTrue();
            // The server has read everything before it answers this.
            assertThat(Sio.run("emit", server.url(), "echo", "1", "--ack").code())
                    .isEqualTo(DONE);
            assertThat(server.log().stream()
                            .filter(line -> line.contains("\"event\":\"noack\""))
                            .count())
                    .isLessThanOrEqualTo(Long.parseLong(counts.group(1)));
        }
    }

    @Test
    void countsLinesThatWereNotSent() {
        String url = ServerAndTransport.V4_8_WEBSOCKET.shared().url();
        assertThat(Sio.with().in("# none\nnoack 1\nnoack 2\n").run("emit", url, "--lines", "--ack-timeout", "200ms"))
                .isEqualTo(new Sio.Result(TIMED_OUT, "", """
                        sio: Socket.IO: no acknowledgement of "noack" within 200 ms; 3 lines read with 2 events: 2 written to the socket, 0 acknowledged, 0 not sent
                             try: check that the server handles this event, takes 1 argument before the callback, and calls it; --ack-timeout sets the time
                        """));
        assertThat(Sio.with()
                        .in("ack 1\nbye\n")
                        .run("emit", url, "--lines", "--ack")
                        .err())
                .startsWith(
                        "sio: Socket.IO: disconnected: the server disconnected this socket; 2 lines read with 2 events:"
                                + " 2 written to the socket")
                .endsWith(", 1 acknowledged, 0 not sent\n");
    }

    @Test
    void countsAcknowledgementsThatComeTooLate() {
        String url = ServerAndTransport.V4_8_WEBSOCKET.shared().url();
        try (RunningProgram emit = Sio.start("emit", url, "--lines", "--ack-timeout", "200ms")) {
            emit.type("lateack 2000 here\n");
            emit.awaitOut("\"here\"");
            assertThat(emit.closeIn().exit().err())
                    .contains("1 written to the socket, 0 acknowledged in time, 1 too late, 0 not sent");
        }
    }

    @Test
    void countsLinesIfInterruptedWhileTheServerStopsReading() {
        int total = 4_000;
        String input = "unread\n" + ("heard " + "x".repeat(10_000) + "\n").repeat(total - 1);
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8);
                RunningProgram emit =
                        Sio.with().in(input).start("emit", server.url(), "--lines", "--transport", "websocket")) {
            server.awaitLog("\"event\":\"unread\"");
            Sio.Result result = emit.interrupt().exit();
            assertThat(result.code()).isEqualTo(INTERRUPTED);
            Matcher counts = Pattern.compile(
                            "sio: interrupted; (\\d+) lines? read with (\\d+) events?: (\\d+) written to the socket"
                                    + "( \\(except the last \\d+ bytes\\))?, no acknowledgement requested,"
                                    + " (\\d+) not sent\n")
                    .matcher(result.err());
            assertThat(counts.matches()).as(result.err()).isTrue();
            long events = Long.parseLong(counts.group(2));
            assertThat(Long.parseLong(counts.group(1))).isEqualTo(events).isLessThan(total);
            assertThat(Long.parseLong(counts.group(3)) + Long.parseLong(counts.group(5)))
                    .isEqualTo(events);
        }
    }

    @Test
    void emitsEmptyNameIfAllowed() {
        NodeServer server = ServerAndTransport.V4_8_WEBSOCKET.shared();
        assertThat(Sio.run("emit", server.url(), "", event)).isEqualTo(new Sio.Result(USAGE, "", """
                sio: the event name is empty
                     try: check for an unset variable, or use --allow-empty
                """));
        assertThat(Sio.run("emit", server.url(), "", event, "--allow-empty")).isEqualTo(new Sio.Result(DONE, "", ""));
        assertThat(server.awaitLog(event)).contains("\"event\":\"\"");
    }

    @Test
    void waitsForAcknowledgementWithoutLimitIfTheTimeoutIsZero() {
        assertThat(Sio.run(
                        "emit",
                        ServerAndTransport.V4_8_WEBSOCKET.shared().url(),
                        "lateack",
                        "50",
                        "1",
                        "--ack-timeout",
                        "0"))
                .isEqualTo(new Sio.Result(DONE, "1\n", ""));
    }

    @Test
    void namesReservedEventNameInLine() {
        Sio.Result result = Sio.with()
                .in("ack 1\ndisconnect\n")
                .run("emit", ServerAndTransport.V4_8_WEBSOCKET.shared().url(), "--lines", "--ack");
        assertThat(result.code()).isEqualTo(USAGE);
        assertThat(result.out()).isEqualTo("1\n");
        assertThat(result.err()).startsWith("sio: line 2: \"disconnect\" is a reserved event name");
    }

    @Test
    void namesRecordOfNamespaceThatIsNotConnected() {
        Sio.Result result = Sio.with()
                .in("{\"event\":\"x\",\"nsp\":\"/chat\"}\n")
                .run("emit", ServerAndTransport.V4_8_WEBSOCKET.shared().url(), "--lines");
        assertThat(result).isEqualTo(new Sio.Result(USAGE, "", """
                sio: line 1: the record is for /chat, which is not connected
                     try: -n /chat
                """));
    }

    @Test
    void emitsRecordsOfTail() {
        String url = ServerAndTransport.V4_8_WEBSOCKET.shared().url();
        String json = Sio.run("emit", url, "binary", "--json", "--event", "binary", "--until", "binary")
                .out();
        assertThat(json).contains("\"event\":\"binary\"");
        Sio.Result again = Sio.with().in(json).run("emit", url, "--lines", "--all");
        assertThat(again).isEqualTo(new Sio.Result(DONE, "", ""));
        assertThat(ServerAndTransport.V4_8_WEBSOCKET.shared().awaitLog("\"event\":\"binary\",\"args\":[{\"name\""))
                .contains("{\"name\":\"file\",\"data\":{\"$binary\":\"AQID\"},\"parts\":[{\"$binary\":\"aGk=\"},"
                        + "{\"deep\":{\"$binary\":\"\"}}]},{\"$binary\":\"/w==\"}");
    }

    @Test
    void refusesInputThatIsNotUtf8WithItsPosition() throws IOException {
        byte[] latin1 = "ack 1\nack é\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve("latin1"), latin1);
        Sio.Result result = Sio.with()
                .directory(directory)
                .run("emit", ServerAndTransport.V4_8_WEBSOCKET.shared().url(), "x", "@" + file.getFileName());
        assertThat(result).isEqualTo(new Sio.Result(USAGE, "", """
                sio: cannot read latin1: it is not UTF-8 text; bin:@FILE sends bytes
                """));
    }

    @ParameterizedTest
    @EnumSource
    void ctrlCEndsTheSessionCleanly(ServerAndTransport servers) {
        try (NodeServer server = servers.start();
                RunningProgram emit = Sio.start(servers.args("emit", server.url(), "noack", "--ack-timeout", "1m"))) {
            server.awaitLog("\"event\":\"noack\"");
            assertThat(emit.interrupt().exit()).isEqualTo(new Sio.Result(INTERRUPTED, "", ""));
            server.awaitLog("\"client namespace disconnect\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    void reservedNamesAreRefusedBeforeConnecting(String name) {
        Sio.Result result = Sio.run("emit", "http://no-such-host.invalid", name);
        assertThat(result).isEqualTo(new Sio.Result(USAGE, "", """
                sio: "%s" is a reserved event name, and the server would close the connection
                     try: another name; Socket.IO uses these itself: connect, connect_error, disconnect, disconnecting, newListener, removeListener
                """.formatted(name)));
    }

    @Test
    void sendsNegativeNumberAsNameAndArgument() {
        NodeServer server = ServerAndTransport.V4_8_WEBSOCKET.shared();
        assertThat(Sio.run("emit", server.url(), "-1.50", "-7").code()).isEqualTo(DONE);
        assertThat(server.awaitLog("\"event\":-1.5")).contains("\"args\":[-7]");
    }

    @ParameterizedTest
    @EnumSource
    void printsLifecycleIfVerbose(ServerAndTransport servers) {
        String err = Sio.run(servers.args(
                        "emit", servers.shared().url(), "ack", "1", "--ack", "-v", "-n", "/", "-n", "/chat"))
                .err();
        assertThat(err).contains("session opened over ", "connected to / (", "connected to /chat (");
        assertThat(err.lines()).containsAll(List.of("-> / ack 1 (wants ack 0)", "-> /chat ack 1 (wants ack 0)"));
    }

    private static long count(NodeServer server, String part) {
        return server.log().stream().filter(line -> line.contains(part)).count();
    }
}
