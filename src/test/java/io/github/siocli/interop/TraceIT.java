package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that the trace shows what is on the wire of each kind of server, in order, and no secrets unless asked. */
class TraceIT {

    private static final String BEATING = "{\"pingInterval\":300,\"pingTimeout\":2000}";
    private static final Pattern LINE =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (<-|->) #(\\d+) +([a-z]+) +(.*)");

    @TempDir
    private Path directory;

    /** A line of the trace. */
    private record Line(String arrow, int exchange, String label, String text) {

        static List<Line> all(String err) {
            List<Line> lines = new ArrayList<>();
            for (String line : err.split("\n")) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    lines.add(new Line(
                            matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3), matcher.group(4)));
                }
            }
            return lines;
        }

        boolean begins(String start) {
            return (arrow + " " + label + " " + text).startsWith(start);
        }
    }

    /** Checks that lines with these beginnings occur in order, and returns them. */
    private static List<Line> inOrder(List<Line> lines, List<String> beginnings) {
        List<Line> found = new ArrayList<>();
        int at = 0;
        for (String beginning : beginnings) {
            while (at < lines.size() && !lines.get(at).begins(beginning)) {
                at++;
            }
            assertThat(at).as("\"%s\" behind %s in %s", beginning, found, lines).isLessThan(lines.size());
            found.add(lines.get(at++));
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void tracesWholeSession(ServerAndTransport servers) {
        boolean eio3 = servers.version().eio() == 3;
        try (NodeServer server = NodeServer.start(servers.version(), BEATING)) {
            Sio.Result result = Sio.run(servers.args("tail", server.url(), "--idle", "1500ms", "--trace"));
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out()).startsWith("<- welcome ").hasLineCount(1);
            List<Line> lines = Line.all(result.err());
            List<Line> opening = inOrder(lines, opening(servers));
            assertThat(opening).extracting(Line::exchange).containsOnly(1);
            inOrder(
                    lines,
                    eio3 ? List.of("<- eio message 40") : List.of("-> eio message 40", "<- eio message 40{\"sid\":"));
            inOrder(lines, List.of("<- eio message 42[\"welcome\"", "<- sio EVENT / \"welcome\", 1 argument, "));
            inOrder(
                    lines,
                    eio3
                            ? List.of("-> eio ping 2", "<- eio pong 3", "-> eio ping 2", "<- eio pong 3")
                            : List.of("<- eio ping 2", "-> eio pong 3", "<- eio ping 2", "-> eio pong 3"));
            inOrder(lines, goodbye(servers));
            assertThat(server.awaitLog("\"log\":\"close\"")).doesNotContain("ping timeout");
        }
    }

    private static List<String> opening(ServerAndTransport servers) {
        return servers.transports().startsWith("polling")
                ? List.of(
                        "-> http GET /socket.io/?",
                        "-> http Host: 127.0.0.1:",
                        "<- http HTTP/1.1 200 OK",
                        "<- http Content-Length: ",
                        "<- eio open 0{\"sid\":\"")
                : List.of(
                        "-> http GET /socket.io/?",
                        "-> http Sec-WebSocket-Key: ",
                        "<- http HTTP/1.1 101 Switching Protocols",
                        "<- http Sec-WebSocket-Accept: ",
                        "<- eio open 0{\"sid\":\"");
    }

    private static List<String> goodbye(ServerAndTransport servers) {
        String last = servers.transports().equals("polling") ? "-> eio close 1" : "-> ws close 1000";
        boolean leaves = servers.version().eio() == 4;
        return leaves ? List.of("-> eio message 41", "-> sio DISCONNECT /, 1 byte", last) : List.of(last);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_POLLING")
    void sendsContentLengthWithPosts(ServerAndTransport servers) {
        Sio.Result result =
                Sio.run(servers.args("emit", servers.shared().url(), "echo", "\"é😀\"", "--ack", "--trace=http,eio"));
        assertThat(result.out()).isEqualTo("\"é😀\"\n");
        List<Line> lines = Line.all(result.err());
        inOrder(lines, List.of("-> http POST ", "-> http Content-Length: ", "-> eio message 420[\"echo\",\"é😀\"]"));
        assertThat(lines).noneMatch(line -> line.begins("-> http Transfer-Encoding"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_UPGRADE")
    void tracesUpgrade(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), BEATING)) {
            Sio.Result result = Sio.run(servers.args("tail", server.url(), "--idle", "1500ms", "--trace"));
            List<Line> upgrade = inOrder(
                    Line.all(result.err()),
                    List.of(
                            "-> http Upgrade: websocket",
                            "<- http HTTP/1.1 101 ",
                            "-> eio ping 2probe",
                            "<- eio pong 3probe",
                            "-> eio upgrade 5",
                            servers.version().eio() == 3 ? "-> eio ping 2" : "<- eio ping 2",
                            "-> ws close 1000",
                            "<- ws close"));
            assertThat(upgrade)
                    .extracting(Line::exchange)
                    .containsOnly(upgrade.get(0).exchange());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V[12]_.*")
    void tracesEngineIo3AsOnTheWire(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args(
                "emit",
                servers.shared().url("/chat"),
                "ack",
                "ä",
                "hex:0102ff",
                "--ack",
                "-a",
                "key=v4lue",
                "--trace"));
        assertThat(result.code()).isEqualTo(DONE);
        List<Line> lines = Line.all(result.err());
        inOrder(lines, List.of("-> eio message 40/chat?key=***", "-> sio CONNECT /chat, "));
        inOrder(lines, List.of("<- eio message 40/chat", "<- sio CONNECT /chat, "));
        inOrder(
                lines,
                List.of(
                        "-> eio message 451-/chat,0[\"ack\",\"ä\",{",
                        "-> sio BINARY_EVENT /chat \"ack\" id 0, 2 arguments, 1 attachment, ",
                        "-> eio message, 4 bytes: 04 01 02 ff",
                        "-> sio attachment, 3 bytes",
                        "<- sio BINARY_ACK /chat id 0, "));
        if (servers.transports().equals("polling")) {
            assertThat(lines).anyMatch(line -> line.text().matches("POST /socket.io/\\?.*EIO=3.*"));
        }
        assertThat(result.err()).doesNotContain("v4lue");
    }

    @ParameterizedTest
    @EnumSource
    void masksSecretsUnlessAsked(ServerAndTransport servers) {
        String[] args = servers.args(
                "emit",
                servers.shared().url("/admin"),
                "echo",
                "t0ken-of-query",
                "-a",
                "token=s3cret",
                "--bearer",
                "b34rer-token",
                "-b",
                "c=c00kie-value",
                "-q",
                "auth_token=t0ken-of-query",
                "-H",
                "X-Api-Key: k3y-of-ours",
                "--trace");
        Sio.Result hidden = Sio.run(args);
        assertThat(hidden.code()).isEqualTo(DONE);
        assertThat(hidden.err())
                .doesNotContain("s3cret", "b34rer-token", "c00kie-value", "t0ken-of-query", "k3y-of-ours")
                .contains("Authorization: Bearer ***", "Cookie: c=***", "auth_token=***", "X-Api-Key: ***");
        assertThat(hidden.err()).containsPattern("0\\{\"sid\":\"[^\"*]{6}\\*\\*\\*\"");

        String[] open = Arrays.copyOf(args, args.length + 1);
        open[args.length] = "--trace-secrets";
        assertThat(Sio.run(open).err())
                .contains("s3cret", "Bearer b34rer-token", "c=c00kie-value", "t0ken-of-query", "k3y-of-ours")
                .doesNotContain("***");
    }

    @Test
    void tracesSingleLevel() {
        String url = NodeServer.shared(ServerVersion.V4_8).url();
        String http = Sio.run("emit", url, "hello", "--trace=http").err();
        assertThat(Line.all(http)).extracting(Line::label).containsOnly("http");
        String eio = Sio.run("emit", "--transport", "websocket", url, "hello", "--trace=eio")
                .err();
        assertThat(Line.all(eio)).extracting(Line::label).containsOnly("eio", "ws");
        String sio = Sio.run("emit", url, "hello", "--trace=sio").err();
        assertThat(Line.all(sio)).extracting(Line::label).containsOnly("sio");
    }

    @Test
    void refusesTraceIntoData() throws IOException {
        Path file = directory.resolve("wire.log");
        String url = NodeServer.shared(ServerVersion.V4_8).url();
        Sio.Result result =
                Sio.run("tail", url, "-c", "1", "--json", "--lifecycle", "--trace", "--trace-file", file.toString());
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out().lines()).allMatch(line -> line.startsWith("{\"time\":"));
        assertThat(Line.all(result.err())).isEmpty();
        List<String> once = Files.readAllLines(file);
        assertThat(once)
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z [→←] #\\d+ +(http|eio|sio|ws) .*"));
        Sio.run("tail", url, "-c", "1", "--trace-file", file.toString());
        assertThat(Files.readAllLines(file))
                .startsWith(once.toArray(String[]::new))
                .hasSizeGreaterThan(once.size());
    }

    @Test
    void reportsUnwritableTraceFileAtOnce() {
        Sio.Result result = Sio.run(
                "emit", NodeServer.shared(ServerVersion.V4_8).url(), "hello", "--trace-file", directory.toString());
        assertThat(result.code()).isEqualTo(USAGE);
        assertThat(result.err()).contains(directory.toString());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_POLLING")
    void tracesDecompressedPoll(ServerAndTransport servers) {
        String text = "\"" + "abc".repeat(5_000) + "é\"";
        Sio.Result result = Sio.run(servers.args("emit", servers.shared().url(), "ack", text, "--ack", "--trace"));
        assertThat(result).extracting(Sio.Result::code, Sio.Result::out).containsExactly(DONE, text + "\n");
        List<Line> lines = Line.all(result.err());
        inOrder(
                lines,
                List.of("<- http Content-Encoding: gzip", "<- eio message 430[" + text + "]", "<- sio ACK / id 0"));
        assertThat(lines)
                .anyMatch(line -> line.begins("<- http body, ")
                        && line.text().matches("body, [0-9,]+ bytes \\(15,[0-9]{3} bytes unpacked\\)"));
    }

    @Test
    void tracesRefusedUpgradeWithBody() {
        try (NodeServer server = NodeServer.broken("ws-upgrade-refused")) {
            Sio.Result result = Sio.run("tail", server.url(), "--idle", "500ms", "--trace");
            inOrder(
                    Line.all(result.err()),
                    List.of(
                            "-> http Upgrade: websocket",
                            "<- http HTTP/1.1 400 Bad Request",
                            "<- http body, 34 bytes: {\"code\":3,\"message\":\"Bad request\"}",
                            "<- ws failed: HTTP 400 Bad Request"));
        }
    }

    @Test
    void tracesRefusalInOpenWebsocket() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8)) {
            Sio.Result result = Sio.run("tail", server.url(), "--transport", "websocket", "--eio", "3", "--trace");
            inOrder(
                    Line.all(result.err()),
                    List.of(
                            "-> http GET /socket.io/?",
                            "<- http HTTP/1.1 101 Switching Protocols",
                            "<- http HTTP/1.1 400 Bad Request",
                            "<- http body, ",
                            "<- ws failed: "));
        }
    }

    @Test
    void switchesTraceInScript() throws IOException {
        Path file = directory.resolve("wire.log");
        Sio.Result result = Sio.with()
                .directory(directory)
                .in("""
                        trace
                        trace on eio --trace-secrets
                        emit ack 1 --ack
                        trace off
                        emit ack 2 --ack
                        ping
                        trace to wire.log
                        trace
                        emit ack 3 --ack
                        ping
                        trace to off
                        trace on sio http
                        emit ack 4 --ack
                        """)
                .run(
                        "connect",
                        "--transport",
                        "websocket",
                        NodeServer.shared(ServerVersion.V4_8).url());
        assertThat(result.code()).isEqualTo(DONE);
        List<Line> lines = Line.all(result.err());
        inOrder(
                lines,
                List.of(
                        "-> eio message 420[\"ack\",1]",
                        "<- eio message 430[1]",
                        "-> sio EVENT / \"ack\" id 3, 1 argument, ",
                        "<- sio ACK / id 3, 1 argument, ",
                        "-> sio DISCONNECT /"));
        assertThat(result.err()).doesNotContain("[\"ack\",2]", "[\"ack\",3]", " eio  message 423");
        assertThat(Files.readString(file))
                .contains("→ #1  eio  message 422[\"ack\",3]", "→ #1  ws   ping, 8 bytes", "← #1  ws   pong, 8 bytes")
                .doesNotContain("[\"ack\",2]", "[\"ack\",4]");
        assertThat(result.err()).contains("not tracing\n");
    }

    @Test
    void namesUnknownTraceLevel() {
        String url = NodeServer.shared(ServerVersion.V4_8).url();
        assertThat(Sio.run("tail", url, "--trace=tcp").err()).contains("\"tcp\" is not a trace level");
        for (String line : List.of("trace on tcp", "trace of", "trace off eio", "trace to", "trace to a b")) {
            Sio.Result result = Sio.run("connect", url, "-e", line);
            assertThat(result.code()).isEqualTo(USAGE);
            assertThat(result.err()).startsWith("sio: line 1 of --exec: ");
        }
    }
}
