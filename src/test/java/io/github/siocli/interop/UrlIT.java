package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.OfficialClient;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the forms of URLs and {@code --path}, and the requests that they cause. */
class UrlIT {

    private static final String ENGINE_PATH = "the URL's path %s is used as the engine path, not as a namespace";
    private static final String IGNORED =
            "ignored in the URL: %s (Engine.IO sets them itself; --eio and --transport choose)";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V(1_7|2_5|4_8)_.*")
    void connectsWithAnEngineUrlAndSaysWhatIsIgnored(ServerAndTransport servers) {
        NodeServer server = servers.shared();
        String host = "127.0.0.1:" + server.port();
        assertThat(emit(servers, "http://" + host + "/socket.io/"))
                .isEqualTo(answered(ENGINE_PATH.formatted("/socket.io/")));
        assertThat(emit(servers, "ws://" + host + "/socket.io/?EIO=4&transport=websocket&sid=Nm3l&t=P8x"))
                .isEqualTo(answered(
                        ENGINE_PATH.formatted("/socket.io/") + "; " + IGNORED.formatted("EIO, transport, sid, t")));
        assertThat(emit(servers, host + "/socket.io?EIO=3&transport=polling"))
                .isEqualTo(answered(ENGINE_PATH.formatted("/socket.io") + "; " + IGNORED.formatted("EIO, transport")));
        assertThat(emit(servers, "ws://" + host + "?transport=websocket&EIO=4"))
                .isEqualTo(answered(IGNORED.formatted("transport, EIO")));
        assertThat(emit(servers, host + "/socket.io/?EIO=4&transport=polling", "-n", "/chat", "-s"))
                .isEqualTo(new Sio.Result(DONE, "1\n", ""));
    }

    @Test
    void connectsWithTheEngineUrlOfAnotherEnginePath() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"path\":\"/api/live\"}")) {
            for (ServerAndTransport servers :
                    List.of(ServerAndTransport.V4_8_POLLING, ServerAndTransport.V4_8_WEBSOCKET)) {
                for (String path : List.of("/api/live/", "/api/live")) {
                    assertThat(emit(servers, server.url(path + "?EIO=4&transport=polling&sid=x")))
                            .isEqualTo(answered(
                                    ENGINE_PATH.formatted(path) + "; " + IGNORED.formatted("EIO, transport, sid")));
                    assertThat(emit(servers, server.url(path), "--path", "/api/live"))
                            .isEqualTo(answered(ENGINE_PATH.formatted(path)));
                }
            }
        }
    }

    @Test
    void notesIgnoredPartsOfUrlAtPrompt() {
        NodeServer server = NodeServer.shared(ServerVersion.V4_8);
        Sio.Result result = Sio.with()
                .in("connect " + server.url("/socket.io/?EIO=4&transport=websocket#x") + "\nemit ack 1 --ack\n")
                .run("connect", server.url("/chat#y"));
        assertThat(result.err())
                .isEqualTo("ignored in the URL: the fragment after #, which is never sent to a server\n"
                        + ENGINE_PATH.formatted("/socket.io/") + "; " + IGNORED.formatted("EIO, transport") + "\n"
                        + "ignored in the URL: the fragment after #, which is never sent to a server\n");
        assertThat(result.out()).contains("<- / ack 0 ack 1");
    }

    @Test
    void namesThePathToTryWithoutADoubleSlash() {
        NodeServer server = NodeServer.shared(ServerVersion.V4_8);
        assertThat(Sio.run("emit", server.url("/api//live/"), "hi").err())
                .endsWith("use --path /api/live/socket.io/ if it is the engine path\n");
    }

    // --- the query ----------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void sendsAQueryAsTheOfficialClientDoes(String transport) throws Exception {
        StringBuilder query = new StringBuilder("t1=%C3%A9%20%2B%25&t2=é😀&t+3=a+b");
        List<String> options = new ArrayList<>();
        StringBuilder object = new StringBuilder("{");
        for (char c = ' '; c < 0x7f; c++) {
            // The official client reads pairs of brackets as an IPv6 address, wherever they occur.
            if ("#&%]".indexOf(c) < 0) {
                query.append("&u").append((int) c).append("=a").append(c).append('b');
            }
            options.addAll(List.of("-q", "q" + (int) c + "=a" + c + "b"));
            object.append(object.length() == 1 ? "" : ",")
                    .append("\"q" + (int) c + "\":\"a")
                    .append("\"\\".indexOf(c) < 0 ? "" : "\\")
                    .append(c)
                    .append("b\"");
        }
        options.addAll(List.of("-q", "ü &=é=€"));
        object.append(",\"ü &\":\"é=€\"}");
        try (RefusingServer server = new RefusingServer()) {
            OfficialClient.run(server.url() + "/?" + query, "{\"transports\":[\"" + transport + "\"]}");
            String official = server.nextQuery();
            Sio.run("emit", server.url() + "/?" + query, "hi", "--transport", transport);
            assertThat(server.nextQuery())
                    .isEqualTo(official)
                    .startsWith("t1=%C3%A9%20%2B%25&t2=")
                    .contains("a%2Bb");

            OfficialClient.run(server.url(), "{\"transports\":[\"" + transport + "\"],\"query\":" + object + "}");
            String officialOptions = server.nextQuery();
            Stream<String> args = Stream.of("emit", server.url(), "hi", "--transport", transport);
            Sio.run(Stream.concat(args, options.stream()).toArray(String[]::new));
            assertThat(server.nextQuery()).isEqualTo(officialOptions).endsWith("%C3%BC%20%26=%C3%A9%3D%E2%82%AC");
        }
    }

    // --- an engine path without a slash at its end --------------------------------------

    @ParameterizedTest
    @CsvSource({"V2_5_WEBSOCKET,404", "V2_5_UPGRADE,308", "V4_8_WEBSOCKET,308", "V4_8_UPGRADE,404"})
    void usesThePathWithoutItsSlashAndRemembersItForReconnections(ServerAndTransport servers, String status) {
        try (NodeServer server =
                        NodeServer.broken("without-slash-" + servers.version().number(), status);
                RunningProgram sio = Sio.start(servers.args("connect", server.url(), "--path", "/socket.io", "-v"))) {
            sio.type("wait welcome\n");
            sio.awaitErr("using the engine path /socket.io: the server responds to /socket.io/ with " + status
                    + " Elsewhere\n");
            sio.awaitErr("connected to /");
            if (servers.transports().contains(",")) {
                sio.awaitErr("upgraded from polling to websocket\n");
            }
            long asked = askedWithSlash(server);
            assertThat(asked).isPositive();
            sio.type("drop\nwait welcome\nping\nexit\n");
            Sio.Result result = sio.exit();
            assertThat(result.code()).as(result.err()).isEqualTo(DONE);
            assertThat(result.err().split("using the engine path", -1))
                    .as("said once")
                    .hasSize(2);
            assertThat(askedWithSlash(server)).isEqualTo(asked);
        }
    }

    private static long askedWithSlash(NodeServer server) {
        return server.log().stream()
                .filter(line -> line.contains("\"path\":\"/socket.io/\""))
                .count();
    }

    @Test
    void usesThePathOfAPastedUrlWithoutItsSlash() {
        try (NodeServer server = NodeServer.broken("without-slash-4.8")) {
            Sio.Result result = Sio.run(
                    "tail", server.url("/socket.io?EIO=4&transport=polling"), "--count", "1", "--json", "--lifecycle");
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out())
                    .contains("\"type\":\"engine_path\",\"path\":\"/socket.io\",\"instead_of\":\"/socket.io/\","
                            + "\"answer\":\"308 Elsewhere\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void namesThePathWithoutItsSlashWhenOneWithItWasGiven(String transport) {
        try (NodeServer server = NodeServer.broken("without-slash-4.8")) {
            Sio.Result result = Sio.run("emit", server.url(), "hi", "--transport", transport);
            assertThat(result.code()).isEqualTo(NOT_CONNECTED);
            assertThat(result.err().replace(":" + server.port(), ":PORT")).isEqualTo("""
                    sio: HTTP: http://127.0.0.1:PORT/socket.io/ redirects to the same path without the final slash (308 Elsewhere)
                         try: --path /socket.io
                    """);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void doesNotFollowARedirectToAnotherPlace(String transport) throws Exception {
        try (RefusingServer other = new RefusingServer()) {
            String elsewhere = other.url() + "/login";
            try (NodeServer server = NodeServer.broken("without-slash-4.8", "302", elsewhere)) {
                Sio.Result result =
                        Sio.run("emit", server.url(), "hi", "--path", "/socket.io", "--transport", transport);
                assertThat(result.code()).isEqualTo(NOT_CONNECTED);
                assertThat(result.err()).contains("/socket.io/ redirects to " + elsewhere + " (302 Elsewhere)");
                assertThat(other.isUntouched()).isTrue();
            }
        }
    }

    // --- hosts ----------------------------------------------------------------------------

    @Test
    void connectsToAnIpv6AddressWithAZone() throws Exception {
        String loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                .getName();
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"host\":\"::1\"}")) {
            for (String transport : List.of("polling", "websocket")) {
                for (String zone : List.of("%" + loopback, "%25" + loopback)) {
                    String url = "http://[::1" + zone + "]:" + server.port();
                    Sio.Result result = Sio.run("emit", url, "headers", "--ack", "--transport", transport);
                    assertThat(result.err()).isEmpty();
                    assertThat(result.out()).as("the Host field").contains("\"host\":\"[::1]:" + server.port() + "\"");
                }
                Sio.Result unknown =
                        Sio.run("emit", "http://[fe80::1%nowhere]:" + server.port(), "hi", "--transport", transport);
                assertThat(unknown.code()).isEqualTo(NOT_CONNECTED);
                assertThat(unknown.err()).contains("this machine has no network interface nowhere");
            }
        }
    }

    @Test
    void asksForThePortWhenItIsAnArgumentOfItsOwn() {
        for (String[] args : List.of(
                new String[] {"emit", "localhost", "3000", "hi"},
                new String[] {"tail", "localhost", "3000"},
                new String[] {"connect", "localhost", "3000"},
                new String[] {"emit", "3000", "hi"},
                new String[] {"emit", "localhost/3000", "hi"})) {
            Sio.Result result = Sio.run(args);
            assertThat(result.code()).isEqualTo(USAGE);
            assertThat(result.err()).contains("did you mean :3000?\n");
        }
    }

    private static Sio.Result emit(ServerAndTransport servers, String url, String... options) {
        Stream<String> rest = Stream.concat(Stream.of(url, "ack", "1", "--ack"), Stream.of(options));
        return Sio.run(servers.args("emit", rest.toArray(String[]::new)));
    }

    private static Sio.Result answered(String note) {
        return new Sio.Result(DONE, "1\n", note + "\n");
    }

    /** Answers every request with 503 and keeps the first line of each. */
    private static final class RefusingServer implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

        private RefusingServer() throws IOException {
            Thread thread = new Thread(this::serve, "refusing server");
            thread.setDaemon(true);
            thread.start();
        }

        private String url() {
            return "http://127.0.0.1:" + listener.getLocalPort();
        }

        private boolean isUntouched() {
            return requests.isEmpty();
        }

        /** Returns the query of the next request, without the parameters of Engine.IO. */
        private String nextQuery() throws InterruptedException {
            String request = requests.poll(20, TimeUnit.SECONDS);
            assertThat(request).as("a request").isNotNull().startsWith("GET /socket.io/?");
            String target = request.split(" ")[1];
            return Stream.of(target.substring(target.indexOf('?') + 1).split("&"))
                    .filter(parameter -> !parameter.matches("(EIO|transport|t)=.*"))
                    .reduce((first, second) -> first + "&" + second)
                    .orElse("");
        }

        private void serve() {
            while (!listener.isClosed()) {
                try (Socket socket = listener.accept()) {
                    BufferedReader in =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    requests.add(in.readLine());
                    for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
                        line = in.readLine();
                    }
                    socket.getOutputStream()
                            .write("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    // The next connection belongs to another client.
                }
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
