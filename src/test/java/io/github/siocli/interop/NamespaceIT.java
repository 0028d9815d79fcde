package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.REFUSED;
import static io.github.siocli.event.ExitCode.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks namespaces, and the credentials of a client, over every transport. */
class NamespaceIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void readsNamespaceFromUrlOrOption(ServerAndTransport servers) {
        NodeServer server = servers.shared();
        for (List<String> where : List.of(
                List.of(server.url("/dyn-a")),
                List.of(server.url(), "-n", "/dyn-a"),
                List.of(server.url("/"), "-n", "dyn-a"))) {
            String event = "event-" + UUID.randomUUID();
            Sio.Result result = Sio.run(servers.args("emit", with(where, event)));
            assertThat(result).isEqualTo(new Sio.Result(DONE, "", ""));
            assertThat(server.awaitLog(event)).contains("\"nsp\":\"/dyn-a\"");
        }
    }

    @ParameterizedTest
    @MethodSource(ServerAndTransport.WITH_PARSERS)
    void sharesOneConnectionForSeveralNamespaces(ServerAndTransport servers, String parser) {
        try (NodeServer server = servers.start(parser)) {
            Sio.Result result = Sio.run(servers.args(
                    "tail",
                    server.url(),
                    "-n",
                    "/",
                    "-n",
                    "/chat",
                    "-n",
                    "/dyn-ä",
                    "-e",
                    "emit echo 1",
                    "-e",
                    "emit echo 2 -n /chat",
                    "--event",
                    "echo",
                    "-c",
                    "4",
                    "--parser",
                    parser));
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out().lines())
                    .containsExactlyInAnyOrder("<- / echo 1", "<- /chat echo 1", "<- /dyn-ä echo 1", "<- /chat echo 2");
            // One Engine.IO session, which is closed once, although three namespaces were connected.
            server.awaitLog("\"log\":\"close\"");
            assertThat(count(server, "\"log\":\"connection\"")).isEqualTo(3);
            assertThat(count(server, "\"log\":\"close\"")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void emitsToEveryNamespaceAndRecordsToTheirOwn(ServerAndTransport servers) {
        Sio.Result result = Sio.with()
                .in("ack all\n{\"event\":\"ack\",\"nsp\":\"/chat\",\"args\":[\"one\"],\"id\":0}\n")
                .run(servers.args(
                        "emit", servers.shared().url(), "-n", "/", "-n", "/chat", "--lines", "--ack", "--json"));
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out()
                        .lines()
                        .map(line -> line.replaceAll(".*\"nsp\":\"([^\"]*)\".*\"args\":(.*?])[,}].*", "$1 $2")))
                .containsExactlyInAnyOrder("/ [\"all\"]", "/chat [\"all\"]", "/chat [\"one\"]");
    }

    @ParameterizedTest
    @EnumSource
    void namesUnknownNamespace(ServerAndTransport servers) {
        for (String command : List.of("emit", "tail")) {
            List<String> where = List.of(servers.shared().url("/nope"));
            Sio.Result result =
                    Sio.run(servers.args(command, command.equals("emit") ? with(where, "hi") : with(where, "-s")));
            assertThat(result).isEqualTo(new Sio.Result(REFUSED, "", """
                    sio: Socket.IO: the namespace /nope does not exist on the server (Invalid namespace)
                         try: the path of a URL is the namespace; use --path /nope/socket.io/ if it is the engine path
                    """));
        }
    }

    /** The hint at the engine path is only for a namespace that is the path of the URL. */
    @Test
    void hintsAtSpellingForUnknownNamespaceOfOption() {
        String url = NodeServer.shared(ServerVersion.V4_8).url();
        for (List<String> args : List.of(
                List.of("emit", url, "-n", "/nope", "hi"),
                List.of("tail", url, "-s", "-n", "/nope"),
                List.of("connect", url, "-n", "/nope", "-e", "sleep 1ms"),
                List.of("connect", url, "-e", "join /nope"))) {
            assertThat(Sio.run(args.toArray(new String[0])).err())
                    .endsWith("     try: check the spelling of the namespace, and that the server defines it\n");
        }
        assertThat(Sio.run("connect", url + "/nope", "-e", "sleep 1ms").err())
                .endsWith("use --path /nope/socket.io/ if it is the engine path\n");
    }

    @ParameterizedTest
    @MethodSource(ServerAndTransport.WITH_PARSERS)
    void showsRefusalOfMiddlewareWithItsData(ServerAndTransport servers, String parser) {
        Sio.Result result = Sio.run(servers.args(
                "emit", servers.shared(parser).url("/admin"), "hi", "-a", "token=wrong", "--parser", parser));
        // Before 3.x a server sends either the message or the data.
        String message = servers.version().eio() == 3 ? "" : "not authorized ";
        assertThat(result).isEqualTo(new Sio.Result(REFUSED, "", """
                sio: Socket.IO: the server refused the namespace /admin: %s{"code":"E_AUTH","retry":false}
                     try: a middleware refused it: check --auth, -H and -q
                """.formatted(message)));
    }

    @ParameterizedTest
    @EnumSource
    void timesOutForNamespaceThatNeverAnswers(ServerAndTransport servers) {
        Sio.Result result = Sio.run(
                servers.args("emit", servers.shared().url("/silent"), "hi", "-n", "/", "--connect-timeout", "600ms"));
        assertThat(result).isEqualTo(new Sio.Result(TIMED_OUT, "", """
                sio: Socket.IO: no CONNECT response for the namespace /silent within 600 ms; the session is open
                     try: check that its middleware calls next(); --connect-timeout sets the time
                """));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V[34]_.*")
    void sendsAuthPayloadOfAnyKind(ServerAndTransport servers) throws IOException {
        String url = servers.shared().url();
        Files.writeString(directory.resolve("auth.json"), "{\"token\": \"s3cret\", \"deep\": [1, {\"a\": null}]}");
        Files.writeString(directory.resolve("token"), "s3cret\n");
        assertThat(auth(servers, url, "-a", "{token: 's3cret', deep: [1, {a: null}]}"))
                .isEqualTo("{\"token\":\"s3cret\",\"deep\":[1,{\"a\":null}]}");
        assertThat(auth(servers, url, "-a", "@auth.json"))
                .isEqualTo("{\"token\":\"s3cret\",\"deep\":[1,{\"a\":null}]}");
        assertThat(auth(servers, url, "-a", "token=s3cret", "-a", "n=1=2"))
                .isEqualTo("{\"token\":\"s3cret\",\"n\":\"1=2\"}");
        assertThat(auth(servers, url, "-a", "token=@token")).isEqualTo("{\"token\":\"s3cret\"}");
        assertThat(auth(servers, url)).isEqualTo("{}");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V[12]_.*")
    void sendsAuthPayloadAsQueryBeforeVersion3(ServerAndTransport servers) {
        for (String nsp : List.of("/", "/chat")) {
            Sio.Result result = Sio.run(servers.args(
                    "emit",
                    servers.shared().url(nsp),
                    "headers",
                    "--ack",
                    "-q",
                    "room=7",
                    "-a",
                    "{token: 's3cret, ä&=?#', deep: [1, {a: null}], n: 2.0}"));
            assertThat(result.err()).isEmpty();
            assertThat(result.out())
                    .contains("\"room\":\"7\"", "\"token\":\"s3cret, ä&=?#\"", "\"n\":\"2.0\"")
                    .contains("\"deep\":\"[1,{\\\"a\\\":null}]\"");
        }
    }

    private String auth(ServerAndTransport servers, String url, String... options) {
        Sio.Result result = Sio.with()
                .directory(directory)
                .run(servers.args("emit", with(List.of(options), url, "headers", "--ack")));
        assertThat(result.err()).isEmpty();
        return result.out().replaceAll(".*\"auth\":(.*)}\n", "$1");
    }

    @ParameterizedTest
    @EnumSource
    void readsAuthPayloadFromEnvironment(ServerAndTransport servers) {
        Sio.Result result = Sio.with()
                .variable("SIO_AUTH", "{\"token\":\"s3cret\"}")
                .run(servers.args("emit", servers.shared().url("/admin"), "ack", "1", "--ack"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, "1\n", ""));
    }

    @ParameterizedTest
    @EnumSource
    void sendsHeadersCookiesAndQueryOverEveryTransport(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args(
                "emit",
                servers.shared().url("/chat?from=url"),
                "headers",
                "--ack",
                "-H",
                "X-One: 1",
                "-H",
                "X-Two:2",
                "-H",
                "Origin: https://example.org",
                "-b",
                "a=1",
                "-b",
                "b=2",
                "-q",
                "room=a b&c=ü",
                "--bearer",
                "t0ken"));
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("\"x-one\":\"1\"", "\"x-two\":\"2\"", "\"origin\":\"https://example.org\"")
                .contains("\"cookie\":\"a=1; b=2\"", "\"authorization\":\"Bearer t0ken\"", "\"user-agent\":\"sio\"")
                .contains("\"from\":\"url\"", "\"room\":\"a b&c=ü\"");
    }

    @ParameterizedTest
    @EnumSource
    void sendsCredentialsOverEveryTransport(ServerAndTransport servers) {
        Sio.Result option =
                Sio.run(servers.args("emit", servers.shared().url(), "headers", "--ack", "-u", "me:pässword"));
        assertThat(option.out()).contains("\"authorization\":\"Basic bWU6cMOkc3N3b3Jk\"");
        Sio.Result url = Sio.run(
                servers.args("emit", "http://me:x@127.0.0.1:" + servers.shared().port(), "headers", "--ack"));
        assertThat(url.out()).contains("\"authorization\":\"Basic bWU6eA==\"");
    }

    @ParameterizedTest
    @EnumSource
    void usesOtherEnginePath(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{\"path\":\"/api/live/\"}")) {
            for (String path : List.of("/api/live/", "api/live")) {
                assertThat(Sio.run(servers.args("emit", server.url("/chat"), "ack", "1", "--ack", "--path", path)))
                        .isEqualTo(new Sio.Result(DONE, "1\n", ""));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void usesTheRequestedTransport(ServerAndTransport servers) {
        try (NodeServer server = servers.start()) {
            boolean upgrades = servers.transports().contains(",");
            Sio.Result result = Sio.run(servers.args("tail", server.url(), "--idle", "700ms", "-v"));
            String first = servers.transports().replaceAll(",.*", "");
            assertThat(server.awaitLog("\"log\":\"connection\"")).contains("\"transport\":\"" + first + "\"");
            assertThat(result.err())
                    .containsPattern("session opened over " + first + " \\(Engine.IO "
                            + servers.version().eio() + ", Socket.IO [^;]+; heartbeat every 25 s");
            assertThat(result.err().contains("upgraded from polling to websocket\n"))
                    .isEqualTo(upgrades);
            assertThat(count(server, "\"log\":\"upgrade\",\"transport\":\"websocket\""))
                    .isEqualTo(upgrades ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysOnPollingWithNoUpgrade(ServerAndTransport servers) {
        Sio.Result result =
                Sio.run(servers.args("tail", servers.shared().url(), "--idle", "500ms", "-v", "--no-upgrade"));
        assertThat(result.err()).doesNotContain("upgraded");
    }

    private static String[] with(List<String> first, String... more) {
        String[] all = first.toArray(new String[first.size() + more.length]);
        System.arraycopy(more, 0, all, first.size(), more.length);
        return all;
    }

    private static long count(NodeServer server, String part) {
        return server.log().stream().filter(line -> line.contains(part)).count();
    }
}
