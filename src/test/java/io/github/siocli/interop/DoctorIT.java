package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.REFUSED;
import static io.github.siocli.event.ExitCode.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.siocli.event.ExitCode;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.testing.Certificates;
import io.github.siocli.testing.Golden;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks healthy and broken servers with {@code sio doctor}. */
class DoctorIT {

    private static final String PROBLEM = "(?m)^  [!x] .*$";
    private static final String NOTE = "a client of version 3 or 4 cannot";
    private static final String CLIENT = "client code";
    private static final String SERVER = "server code";
    private static final String PROXY = "proxy configuration";
    private static final String NETWORK = "network";
    private static final String CERTIFICATE = "certificate";

    @TempDir
    private Path directory;

    /**
     * The conclusion of a run.
     *
     * @param failed id of the first check that failed; empty if none did
     * @param place place of the first advice
     * @param advice text of the first advice
     */
    private record Conclusion(ExitCode code, String failed, String place, String advice) {

        private static Conclusion of(Sio.Result result) {
            Map<String, Json> summary = summary(result);
            List<Json> wrong = summary.get("wrong").elements().stream()
                    .filter(each -> text(each, "status").equals("failed"))
                    .toList();
            List<Json> advice = summary.get("advice").elements();
            return new Conclusion(
                    result.code(),
                    wrong.isEmpty() ? "" : text(wrong.get(0), "id"),
                    advice.isEmpty() ? "" : text(advice.get(0), "place"),
                    advice.isEmpty() ? "" : text(advice.get(0), "text"));
        }

        private static Map<String, Json> summary(Sio.Result result) {
            List<String> lines = result.out().lines().toList();
            try {
                return Json.parse(lines.get(lines.size() - 1)).members();
            } catch (JsonSyntaxException e) {
                throw new AssertionError(result.out(), e);
            }
        }

        private static String text(Json object, String name) {
            return object.members().get(name).stringValue();
        }
    }

    private static Sio.Result doctor(String url, String... options) {
        List<String> args = new ArrayList<>(List.of("doctor", url, "--json"));
        args.addAll(List.of(options));
        return Sio.run(args.toArray(String[]::new));
    }

    private static void check(Sio.Result result, ExitCode code, String failed, String place, String advice) {
        Conclusion conclusion = Conclusion.of(result);
        assertThat(conclusion).isEqualTo(new Conclusion(code, failed, place, conclusion.advice()));
        assertThat(conclusion.advice()).contains(advice);
    }

    @ParameterizedTest
    @EnumSource(ServerVersion.class)
    void findsNoProblemOnAHealthyServer(ServerVersion version) {
        Sio.Result result = Sio.run("doctor", NodeServer.shared(version).url("/chat"));
        assertThat(result.out()).doesNotContainPattern(PROBLEM);
        assertThat(result.out()).contains("Engine.IO " + version.eio(), "connected to /chat");
        assertThat(result.out().contains(NOTE)).isEqualTo(version.eio() == 3);
        assertThat(result.code()).isEqualTo(DONE);
    }

    @Test
    void namesOneGenerationIfMiddlewareRefusesTheRootNamespace() throws IOException {
        Path report = directory.resolve("report.md");
        try (NodeServer server = NodeServer.start(ServerVersion.V2_5, "{\"guard\":0}")) {
            Sio.Result result = doctor(server.url(), "--report", report.toString());
            check(result, REFUSED, "namespaces", CLIENT, "auth: { token }");
            assertThat(result.out())
                    .contains("opens for Engine.IO 3", "\"note\":\"the server speaks Engine.IO 3 only")
                    .doesNotContain("opens for Engine.IO 4");
            assertThat(Files.readString(report)).contains("Note: the server speaks Engine.IO 3 only");
        }
    }

    static Stream<Arguments> brokenServers() {
        return Stream.of(
                arguments("code0", NOT_CONNECTED, "handshake", CLIENT, "transports: [\"websocket\"]"),
                arguments("code2", NOT_CONNECTED, "polling", PROXY, "drop the query string"),
                arguments("code4", REFUSED, "handshake", CLIENT, "send what the server checks in the handshake"),
                arguments("code5", NOT_CONNECTED, "handshake", CLIENT, "the same major version"),
                arguments("plain-ws", NOT_CONNECTED, "handshake", CLIENT, "use a plain WebSocket client"),
                arguments("ws-silent", TIMED_OUT, "handshake", SERVER, "the port of the Socket.IO server"),
                arguments("slow-headers", TIMED_OUT, "handshake", SERVER, "the port of the Socket.IO server"),
                arguments("tcp-closer", NOT_CONNECTED, "handshake", SERVER, "check that this is an HTTP port"),
                arguments("spa-html", NOT_CONNECTED, "handshake", CLIENT, "check the port and the path"),
                arguments("express-404", NOT_CONNECTED, "handshake", CLIENT, "check the port and the path"),
                arguments("netty-400", NOT_CONNECTED, "handshake", CLIENT, "check the port and the path"),
                arguments("bad-gateway-502", NOT_CONNECTED, "handshake", PROXY, "start the server"),
                arguments("gateway-timeout-504", NOT_CONNECTED, "handshake", PROXY, "check the load of the server"),
                arguments("too-many-429", NOT_CONNECTED, "handshake", PROXY, "try again in 30 s"),
                arguments("unauthorized-401", REFUSED, "handshake", CLIENT, "send the credentials"),
                arguments("python-401", REFUSED, "handshake", CLIENT, "send what the server checks"),
                arguments("headers-too-large-431", NOT_CONNECTED, "handshake", CLIENT, "in the auth payload"),
                arguments("tls-port-400", NOT_CONNECTED, "handshake", CLIENT, "use https://"),
                arguments("redirect-302", NOT_CONNECTED, "handshake", CLIENT, "use the address http"),
                arguments("without-slash-4.8", NOT_CONNECTED, "handshake", CLIENT, "addTrailingSlash: false"),
                arguments("cut-posts", NOT_CONNECTED, "polling", PROXY, "check the server and the proxy"));
    }

    @ParameterizedTest
    @MethodSource("brokenServers")
    void namesTheCauseOfABrokenServerFirst(String kind, ExitCode code, String failed, String place, String advice) {
        try (NodeServer server = NodeServer.broken(kind)) {
            String[] options = code == TIMED_OUT ? new String[] {"--connect-timeout", "1s"} : new String[0];
            check(doctor(server.url(), options), code, failed, place, advice);
        }
    }

    /** The server cuts the handshake over polling only if the websocket is requested meanwhile. */
    @Test
    void requestsAWebsocketBeforeASilentHandshakeTimesOut() {
        try (NodeServer server = NodeServer.broken("silent-until-websocket")) {
            Sio.Result result = doctor(server.url(), "--connect-timeout", "4s");
            check(result, NOT_CONNECTED, "handshake", SERVER, "check that this is an HTTP port");
        }
    }

    @Test
    void namesTheLayerThatFailsAndSkipsThoseAbove() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        Sio.Result result = doctor("127.0.0.1:" + port);
        check(result, NOT_CONNECTED, "tcp", SERVER, "start the server or correct the port");
        assertThat(result.out()).contains("\"id\":\"handshake\",\"layer\":\"http\",\"status\":\"skipped\"");
    }

    @ParameterizedTest
    @EnumSource(ServerVersion.class)
    void explainsRefusedAndUnknownNamespaces(ServerVersion version) {
        String url = NodeServer.shared(version).url();
        check(doctor(url + "/admin"), REFUSED, "namespaces", CLIENT, "auth: { token }");
        check(doctor(url + "/admin", "-a", "token=expired"), REFUSED, "namespaces", CLIENT, "check the auth payload");
        Sio.Result unknown = doctor(url + "/nope", "-n", "/chat");
        check(unknown, REFUSED, "namespaces", CLIENT, "the server defines it: io.of(\"/nope\"); the server has /chat");
        assertThat(unknown.out()).contains("(--path /nope/socket.io/)");
        Sio.Result accepted = Sio.run("doctor", url + "/admin", "-a", "token=s3cret");
        assertThat(accepted.out()).contains("connected to /admin").doesNotContainPattern(PROBLEM);
    }

    @ParameterizedTest
    @MethodSource
    void reportsAServerThatDisconnectsTheClientAtOnce(ServerVersion version, String expel, String evidence) {
        try (NodeServer server = NodeServer.start(version, "{\"expel\":" + expel + "}")) {
            Sio.Result result = doctor(server.url());
            String code = version.eio() == 3 ? "io(url, { query: { token } })" : "io(url, { auth: { token } })";
            check(
                    result,
                    REFUSED,
                    "namespaces",
                    CLIENT,
                    "the server's connection handler requires, for example " + code);
            assertThat(result.out())
                    .containsPattern(
                            "\"fact\":\"the server disconnected the client [0-9.]+ ms after it had connected to /\"")
                    .contains(evidence, "calls disconnect()")
                    .doesNotContain("io(\\\"http");
            Sio.Result wrong = doctor(server.url(), "-a", "token=expired");
            check(wrong, REFUSED, "namespaces", CLIENT, "check the auth payload");
            Sio.Result right = doctor(server.url(), "-a", "token=s3cret");
            check(right, DONE, "", "", "");
            assertThat(right.out())
                    .contains("without auth: /: the server disconnected the client")
                    .doesNotContain("the server accepts clients without auth too");
        }
    }

    static Stream<Arguments> reportsAServerThatDisconnectsTheClientAtOnce() {
        String unauthorized = "last event before it: \\\"unauthorized\\\" \\\"no token\\\"";
        return Stream.of(
                arguments(ServerVersion.V4_8, "{}", "no event came before it"),
                arguments(
                        ServerVersion.V4_8, "{\"emit\":[\"unauthorized\",\"no token\"],\"close\":true}", unauthorized),
                arguments(ServerVersion.V4_8, "{\"emit\":[\"unauthorized\",\"no token\"],\"after\":1}", unauthorized),
                arguments(ServerVersion.V2_5, "{}", "no event came before it"),
                arguments(
                        ServerVersion.V2_5, "{\"emit\":[\"unauthorized\",\"no token\"],\"close\":true}", unauthorized));
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1", "V4_8"})
    void explainsASilentMiddleware(ServerVersion version) {
        check(
                doctor(NodeServer.shared(version).url("/silent"), "--connect-timeout", "3s"),
                TIMED_OUT,
                "namespaces",
                SERVER,
                "call next()");
    }

    @Test
    void findsTheEnginePathInThePathOfTheUrl() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"path\":\"/api/v1/socket.io\"}")) {
            Sio.Result result = doctor(server.url("/api/v1"));
            check(result, NOT_CONNECTED, "handshake", CLIENT, "set path: \"/api/v1/socket.io/\"");
            assertThat(result.out()).contains("\"id\":\"namespaces\",\"layer\":\"socket.io\",\"status\":\"ok\"");
        }
    }

    @Test
    void blamesNoProxyForAWrongPathOfAServerWithAPage() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"path\":\"/live/socket.io\",\"page\":true}")) {
            for (String transports : List.of("polling,websocket", "websocket")) {
                Sio.Result unknown = doctor(server.url(), "--transport", transports);
                check(
                        unknown,
                        NOT_CONNECTED,
                        transports.equals("websocket") ? "websocket" : "handshake",
                        CLIENT,
                        "check the port and the path");
                assertThat(unknown.out()).doesNotContain(PROXY, "Upgrade and Connection");
                Sio.Result found = doctor(server.url("/live"), "--transport", transports);
                check(found, NOT_CONNECTED, "handshake", CLIENT, "(--path /live/socket.io/)");
                assertThat(found.out()).doesNotContain("the limit of 50 requests");
            }
        }
    }

    @Test
    void skipsPollingIfTheOptionsDoNotUseIt() {
        try (NodeServer server = NodeServer.broken("code0")) {
            Sio.Result result = Sio.run("doctor", server.url(), "--transport", "websocket", "-H", "X-Tenant: 7");
            assertThat(result.out())
                    .contains("polling is not used")
                    .contains("// browsers send no extraHeaders with a websocket: pass X-Tenant in auth or query")
                    .doesNotContain("extraHeaders:")
                    .doesNotContainPattern(PROBLEM);
            assertThat(result.code()).isEqualTo(DONE);
        }
    }

    @Test
    void namesTheOtherParserAndTheOtherGeneration() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"parser\":\"msgpack\"}")) {
            check(doctor(server.url()), NOT_CONNECTED, "namespaces", CLIENT, "socket.io-msgpack-parser");
        }
        check(
                doctor(NodeServer.shared(ServerVersion.V2_5).url(), "--eio", "4"),
                NOT_CONNECTED,
                "handshake",
                CLIENT,
                "the client of the server's version");
    }

    @ParameterizedTest
    @EnumSource(names = {"SELF_SIGNED", "INCOMPLETE_CHAIN", "EXPIRED", "NOT_YET_VALID", "OTHER_HOST"})
    void explainsCertificates(Certificates certificate) {
        Map<Certificates, List<String>> expected = Map.of(
                Certificates.SELF_SIGNED, List.of(CLIENT, "trust it: NODE_EXTRA_CA_CERTS=FILE or the option ca"),
                Certificates.INCOMPLETE_CHAIN, List.of(CERTIFICATE, "send its intermediate certificates"),
                Certificates.EXPIRED, List.of(CERTIFICATE, "renew it"),
                Certificates.NOT_YET_VALID, List.of(CERTIFICATE, "check the clock"),
                Certificates.OTHER_HOST, List.of(CERTIFICATE, "use a host name that it covers"));
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, certificate)) {
            String authority = Certificates.SIGNED.authority().toString();
            List<String> advice = expected.get(certificate);
            check(doctor(server.url(), "--cacert", authority), NOT_CONNECTED, "tls", advice.get(0), advice.get(1));
            Sio.Result insecure = doctor(server.url(), "--insecure", "--cacert", authority);
            assertThat(insecure.code()).isEqualTo(DONE);
            assertThat(insecure.out()).contains("\"id\":\"tls\",\"layer\":\"tls\",\"status\":\"warning\"");
        }
    }

    @Test
    void namesEachProblemOfACertificateAtOnce() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, Certificates.OTHER_HOST)) {
            Sio.Result result = doctor(server.url());
            check(result, NOT_CONNECTED, "tls", CLIENT, "if the authority is a private one, trust it: NODE_EXTRA");
            assertThat(result.out())
                    .contains("has an unknown issuer", "the certificate is for other.example, not for localhost")
                    .contains("mkcert localhost", "use a host name that it covers");
        }
    }

    @Test
    void describesAValidCertificateAndWarnsBeforeItExpires() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, Certificates.SIGNED)) {
            Sio.Result result = Sio.run(
                    "doctor",
                    server.url(),
                    "-v",
                    "--cacert",
                    Certificates.SIGNED.authority().toString());
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out())
                    .contains("TLSv1.3: ", "TLSv1.2: ", "certificate for localhost, 127.0.0.1", "28 days left")
                    .doesNotContainPattern(PROBLEM);
        }
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, Certificates.SIGNED)) {
            Sio.Result late = Sio.with()
                    .clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(20)))
                    .run(
                            "doctor",
                            server.url(),
                            "--cacert",
                            Certificates.SIGNED.authority().toString());
            assertThat(late.out()).contains("expires in 8 days");
        }
    }

    @Test
    void namesTheOtherSchemeAndAMissingClientCertificate() {
        check(
                doctor(NodeServer.shared(ServerVersion.V4_8).url().replace("http:", "https:")),
                NOT_CONNECTED,
                "tls",
                CLIENT,
                "use http://");
        try (NodeServer server = NodeServer.start(
                ServerVersion.V4_8, "{\"tls\":" + Certificates.SIGNED.optionsForKnownClients() + "}")) {
            String authority = Certificates.SIGNED.authority().toString();
            check(
                    doctor(server.url(), "--cacert", authority),
                    NOT_CONNECTED,
                    "handshake",
                    CLIENT,
                    "send one with --cert");
        }
    }

    @Test
    void failsOnAWarningOnlyIfStrict() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"pingInterval\":60000}")) {
            Sio.Result result = doctor(server.url());
            check(result, DONE, "", SERVER, "set pingInterval: 25000");
            assertThat(doctor(server.url(), "--strict").code()).isEqualTo(ExitCode.EXPECTATION_FAILED);
        }
    }

    @Test
    void masksSecretsThatTheServerRepeats() throws IOException {
        Path report = directory.resolve("report.md");
        String secret = "tok-en/12345";
        try (NodeServer server =
                NodeServer.start(ServerVersion.V4_8, "{\"allowRequest\":\"wrong token " + secret + "\"}")) {
            for (String[] options : new String[][] {
                {"-a", "user=" + secret},
                {"-H", "Authorization: Bearer " + secret},
                {"-b", "id=" + secret},
                {"-q", "token=" + secret}
            }) {
                List<String> args =
                        new ArrayList<>(List.of("doctor", server.url(), "-v", "--report", report.toString()));
                args.addAll(List.of(options));
                Sio.Result result = Sio.run(args.toArray(String[]::new));
                assertThat(result.out() + result.err() + Files.readString(report))
                        .contains("wrong token ***")
                        .doesNotContain(secret);
            }
        }
    }

    @Test
    void asksNoOtherHostUnlessItFollowsRedirects() {
        try (NodeServer target = NodeServer.start(ServerVersion.V4_8);
                NodeServer server =
                        NodeServer.broken("redirect-302", target.url("/socket.io/?EIO=4&transport=polling"))) {
            assertThat(doctor(server.url(), "-b", "id=secret").code()).isEqualTo(NOT_CONNECTED);
            assertThat(target.log()).isEmpty();
            check(
                    doctor(server.url(), "--follow"),
                    NOT_CONNECTED,
                    "handshake",
                    CLIENT,
                    "use the address that the redirects lead to: " + target.url("/socket.io/"));
        }
    }

    @Test
    void endsWhenItIsInterrupted() {
        try (NodeServer server = NodeServer.broken("ws-silent");
                RunningProgram doctor = Sio.start("doctor", server.url())) {
            doctor.awaitOut("TLS");
            doctor.interrupt();
            assertThat(doctor.exit().code()).isEqualTo(ExitCode.INTERRUPTED);
        }
    }

    @Test
    void runsAsAVerbWithTheSettingsOfThePrompt() {
        String url = NodeServer.shared(ServerVersion.V4_8).url();
        Sio.Result result = Sio.run("connect", url, "-e", "doctor");
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out()).contains("Summary\n  a JavaScript client with these options works");
    }

    @Test
    void printsAndWritesReports() throws IOException {
        Path report = directory.resolve("report.md");
        NodeServer healthy = NodeServer.shared(ServerVersion.V4_8);
        Sio.Result good = Sio.run("doctor", healthy.url("/chat"), "-a", "token=12345", "--report", report.toString());
        Golden.check("doctor/healthy.txt", scrubbed(good.out(), healthy));
        Golden.check("doctor/healthy.md", scrubbed(Files.readString(report), healthy));
        try (NodeServer broken = NodeServer.broken("spa-html")) {
            Golden.check(
                    "doctor/page.txt",
                    scrubbed(Sio.run("doctor", broken.url("/api")).out(), broken));
        }
    }

    /** Replaces measured times and ports. */
    private static String scrubbed(String text, NodeServer server) {
        return text.replace(":" + server.port(), ":PORT")
                .replaceAll("(?m)^(  [^ ] .{18}) *[0-9.]+ m?s", "$1    TIME")
                .replaceAll("(?<!every |timeout )\\b[0-9.]+ m?s\\b", "TIME")
                .replaceAll("(min, median, p95 of )\\d+", "$1N");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void namesTheProxyAndWhoChoseIt(String kind) {
        NodeServer behind = NodeServer.shared(ServerVersion.V4_8);
        try (NodeServer proxy = NodeServer.proxy(kind, "{}")) {
            String url = kind + "://127.0.0.1:" + proxy.port();
            Sio.Result result = Sio.with().variable("http_proxy", url).run("doctor", behind.url());
            assertThat(result.out())
                    .contains(url + ", from HTTP_PROXY in the environment")
                    .contains("the proxy " + url)
                    .doesNotContainPattern(PROBLEM);
            Sio.Result excluded = Sio.with()
                    .variable("http_proxy", url)
                    .variable("no_proxy", "127.0.0.1")
                    .run("doctor", behind.url());
            assertThat(excluded.out()).contains("none, because of NO_PROXY in the environment");
        }
        check(
                doctor(behind.url(), "--proxy", kind + "://127.0.0.1:1"),
                NOT_CONNECTED,
                "tcp",
                NETWORK,
                "start the proxy");
    }

    @Test
    void explainsAProxyThatRequiresCredentials() {
        NodeServer behind = NodeServer.shared(ServerVersion.V4_8);
        try (NodeServer proxy = NodeServer.proxy("http", "{\"user\":\"me\",\"password\":\"s3cret\"}")) {
            String address = "127.0.0.1:" + proxy.port();
            check(
                    doctor(behind.url(), "--proxy", "http://" + address),
                    NOT_CONNECTED,
                    "handshake",
                    NETWORK,
                    "NAME:PASSWORD@");
            Sio.Result wrong = doctor(behind.url(), "--proxy", "http://me:other-secret@" + address);
            assertThat(wrong.code()).isEqualTo(NOT_CONNECTED);
            assertThat(wrong.out())
                    .contains("rejected the name or the password")
                    .doesNotContain("other-secret");
            Sio.Result right = Sio.run("doctor", behind.url(), "--proxy", "http://me:s3cret@" + address);
            assertThat(right.out()).doesNotContainPattern(PROBLEM);
        }
    }

    @Test
    void refusesOptionsWithoutEffect() {
        assertThat(Sio.run("doctor", ":1", "--raw").err()).contains("--raw has no effect on sio doctor");
    }

    @Test
    void replacesTheOutputFile() throws IOException {
        Path file = Files.writeString(directory.resolve("out"), "old text");
        Sio.run("doctor", NodeServer.shared(ServerVersion.V4_8).url(), "-o", file.toString());
        assertThat(Files.readString(file)).startsWith("Address\n").endsWith("\n");
    }
}
