package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DISCONNECTED;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.TIMED_OUT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.Sio;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that responses that are not valid HTTP are named, over both transports, with and without TLS. */
@Timeout(60)
class BrokenAnswersIT {

    private static final String TIMEOUT = "3s";
    private static final String OPEN = "0{\"sid\":\"a\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}";
    private static final String ENDLESS = "\u0000ENDLESS";
    private static final String PORT = "     try: check the port; a Socket.IO server speaks HTTP/1.1\n";

    /** Sends the same bytes for each request, some of them without an end, and keeps the connection open. */
    private static final class Server implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final List<String> good;
        private final String answer;
        private final boolean closes;
        private final AtomicInteger polls = new AtomicInteger();

        /**
         * Creates a server.
         *
         * @param good bodies of the first responses, except those to POSTs
         * @param answer bytes that it sends for all other requests
         */
        Server(List<String> good, String answer, boolean closes) throws IOException {
            this.good = good;
            this.answer = answer;
            this.closes = closes;
            daemon(() -> {
                while (true) {
                    Socket client = socket.accept();
                    daemon(() -> serve(client));
                }
            });
        }

        private interface Task {
            void run() throws IOException;
        }

        private static void daemon(Task task) {
            Thread thread = new Thread(() -> {
                try {
                    task.run();
                } catch (IOException gone) {
                    // The client or the test has ended.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(Socket client) throws IOException {
            try (client) {
                InputStream in = new BufferedInputStream(client.getInputStream());
                OutputStream out = client.getOutputStream();
                while (true) {
                    String head = head(in);
                    if (head.startsWith("POST") && !good.isEmpty()) {
                        in.skipNBytes(Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1")));
                        out.write(ok("ok"));
                        continue;
                    }
                    int poll = polls.getAndIncrement();
                    if (poll < good.size()) {
                        out.write(ok(good.get(poll)));
                        continue;
                    }
                    send(out);
                    if (closes) {
                        return;
                    }
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }

        private void send(OutputStream out) throws IOException {
            int endless = answer.indexOf(ENDLESS);
            if (endless < 0) {
                out.write(answer.getBytes(ISO_8859_1));
                return;
            }
            out.write(answer.substring(0, endless).getBytes(ISO_8859_1));
            byte[] unit =
                    answer.substring(endless + ENDLESS.length()).repeat(100).getBytes(ISO_8859_1);
            while (true) {
                out.write(unit);
            }
        }

        private static byte[] ok(String body) {
            return ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body)
                    .getBytes(ISO_8859_1);
        }

        /** Reads what arrives of a request: a TLS client does not send lines. */
        private static String head(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the end");
                }
                head.append((char) next);
                if (next == 0x16 && head.length() == 1) {
                    in.read(new byte[4096]);
                    return head.toString();
                }
            }
            return head.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    static Stream<Arguments> answers() {
        String tooMuch = "sio: HTTP: the header of the response from URL is too large: SIZE\n"
                + "     try: read the log of the server or the proxy; it may add the same field repeatedly\n";
        String interim = "sio: HTTP: URL sent too many interim responses (status 103) and no final response\n"
                + "     try: read the log of the server or the proxy\n";
        return Stream.of(
                arguments("HTTP/1.1 200 OK\r\n" + ENDLESS + "X-A: b\r\n", tooMuch),
                arguments("HTTP/1.1 200 OK\r\nX-A: " + ENDLESS + "bbbbbbb", tooMuch),
                arguments("HTTP/1.1 200 " + ENDLESS + "OKOKOKO", tooMuch),
                arguments(ENDLESS + "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", interim),
                arguments(
                        "SSH-2.0-OpenSSH_9.2\r\n",
                        "sio: HTTP: HOST does not speak HTTP/1.1: it sent \"SSH-2.0-OpenSSH_9.2\", which is SSH\n"
                                + PORT),
                arguments(
                        "-ERR unknown command\r\n",
                        "sio: HTTP: HOST does not speak HTTP/1.1: it sent \"-ERR unknown command\", which is Redis\n"
                                + PORT),
                arguments(
                        "HTTP/2 200 OK\r\n\r\n",
                        "sio: HTTP: HOST does not speak HTTP/1.1: it sent \"HTTP/2 200 OK\"\n" + PORT),
                arguments(
                        "HTTP/1.1 abc def\r\n\r\n",
                        "sio: HTTP: the response from URL is malformed: its status line cannot be read: \"HTTP/1.1 abc def\"\n"
                                + "     try: check proxies, which may cut or change it; --trace shows the response\n"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void namesResponseThatIsNotHttpOrDoesNotEnd(String answer, String text) throws IOException {
        for (String transport : List.of("polling", "websocket")) {
            try (Server server = new Server(List.of(), answer, false)) {
                Sio.Result result = emit(server, "http", transport);
                // The HTTP client of the polls takes a larger head.
                String size = transport.equals("polling")
                        ? "more than 256 KiB"
                        : result.err().contains("header fields")
                                ? "it has more than 256 header fields"
                                : "more than 64 KiB";
                assertThat(told(result, server)).isEqualTo(text.replace("SIZE", size));
                assertThat(result.code()).isEqualTo(NOT_CONNECTED);
            }
        }
    }

    /** Bytes without the end of a line: an HTTP client would wait for it, or for more. */
    static Stream<Arguments> bytes() {
        return Stream.of(
                arguments(
                        "\u00ff\u0001\u0080x",
                        "sio: HTTP: HOST does not speak HTTP/1.1: it sent the bytes ff 01 80 78\n" + PORT),
                arguments(
                        "J\u0000\u0000\u0000\n8.0.36\u0000",
                        "sio: HTTP: HOST does not speak HTTP/1.1: it sent the bytes 4a 00 00 00 0a 38 2e 30 2e 33 36 00,"
                                + " which is MySQL or MariaDB\n" + PORT),
                arguments(
                        "\u0015\u0003\u0001\u0000\u0002\u0002\u0046",
                        "sio: TLS: HOST requires TLS, but plain HTTP was used\n     try: use https://HOST\n"));
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void namesBytesThatAreNotHttp(String answer, String text) throws IOException {
        for (String transport : List.of("polling", "websocket")) {
            try (Server server = new Server(List.of(), answer, transport.equals("polling"))) {
                assertThat(told(emit(server, "http", transport), server)).isEqualTo(text);
            }
        }
    }

    /** The HTTP client of the polls waits for the end of a line, until the time is up. */
    @Test
    void namesReceivedBytesIfNothingFollows() throws IOException {
        try (Server server = new Server(List.of(), "\u00ff\u0001\u0080x", false)) {
            Sio.Result result = emit(server, "http", "polling", TIMEOUT);
            assertThat(told(result, server))
                    .isEqualTo("sio: HTTP: HOST does not speak HTTP/1.1: it sent the bytes ff 01 80 78\n" + PORT);
        }
        try (Server server = new Server(List.of(), "HTTP/1.1 200 OK\r\nContent-Le", false)) {
            Sio.Result result = emit(server, "http", "polling", TIMEOUT);
            assertThat(told(result, server))
                    .startsWith("sio: Engine.IO: no handshake within 3 s: HOST sent an incomplete response\n");
            assertThat(result.code()).isEqualTo(TIMED_OUT);
        }
    }

    @Test
    void namesResponseThatIsNotTls() throws IOException {
        for (String transport : List.of("polling", "websocket")) {
            assertTls(transport, "SSH-2.0-OpenSSH_9.2\r\n", "\"SSH-2.0-OpenSSH_9.2\", which is SSH");
            assertTls(transport, "\u00ff\u0001\u0080xyz", "the bytes ff 01 80 78 79 7a");
            try (Server server = new Server(List.of(), "HTTP/1.1 400 Bad Request\r\n\r\n", true)) {
                assertThat(told(emit(server, "https", transport), server))
                        .isEqualTo("sio: TLS: HOST speaks plain HTTP, not TLS\n     try: use http://HOST\n");
            }
            // Alert 40: no common cipher suite or version.
            try (Server server = new Server(List.of(), "\u0015\u0003\u0003\u0000\u0002\u0002\u0028", false)) {
                assertThat(told(emit(server, "https", transport), server))
                        .startsWith("sio: TLS: the TLS handshake with HOST failed: TLS alert handshake_failure\n");
            }
        }
    }

    private static void assertTls(String transport, String answer, String what) throws IOException {
        try (Server server = new Server(List.of(), answer, true)) {
            Sio.Result result = emit(server, "https", transport);
            assertThat(told(result, server))
                    .isEqualTo("sio: TLS: HOST does not speak TLS: it sent " + what
                            + "\n     try: check the port: another program uses it\n");
            assertThat(result.code()).isEqualTo(NOT_CONNECTED);
        }
    }

    @Test
    void namesResponseThatEndsWithinItsHead() throws IOException {
        for (String transport : List.of("polling", "websocket")) {
            try (Server server = new Server(List.of(), "HTTP/1.1 200 OK\r\nContent-Le", true)) {
                assertThat(told(emit(server, "http", transport), server))
                        .startsWith("sio: HTTP: the response from URL is malformed: it ends inside the header\n");
            }
        }
    }

    static Stream<Arguments> bodies() {
        String head = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                arguments(head + "Content-Length: 50\r\n\r\n0{", "its body ends too early"),
                arguments(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n0{", "its body ends too early"),
                arguments(
                        head + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
                        "its body is not chunked, but its header says so"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void namesBrokenBodyInHandshakeAndSession(String answer, String what) throws IOException {
        String broken = "the response from URL is malformed: " + what;
        String hint = "     try: check proxies, which may cut or change it; --trace shows the response\n";
        try (Server server = new Server(List.of(), answer, true)) {
            assertThat(told(emit(server, "http", "polling"), server)).isEqualTo("sio: HTTP: " + broken + "\n" + hint);
        }
        assertInSession(answer, broken, hint);
    }

    /** The POST of the first packet is answered at the same time, over another connection. */
    @Test
    void namesResponseToTheFirstPollInsteadOfThePost() throws IOException {
        try (Server server = new Server(List.of(OPEN), "HTTP/1.1 200 OK\r\n" + ENDLESS + "X-A: b\r\n", true)) {
            assertThat(told(emit(server, "http", "polling"), server))
                    .startsWith(
                            "sio: HTTP: the header of the response from URL is too large:" + " more than 256 KiB\n");
        }
    }

    @Test
    void namesCauseOfEndedSessionWithHint() throws IOException {
        assertInSession(
                "HTTP/1.1 521 \r\nServer: cloudflare\r\nContent-Length: 0\r\n\r\n",
                "Cloudflare responded for URL: the server behind it refuses connections (521 from cloudflare)",
                "     try: start it, or let its firewall admit Cloudflare\n");
        assertInSession(
                "HTTP/1.1 429 Slow down\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n",
                "URL limits the request rate (429 Slow down)",
                "     try: try again in 30 s (Retry-After); --transport websocket needs only one request\n");
        assertInSession(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 18\r\n\r\nSession ID unknown",
                "the server does not know the session (400 Bad Request: Session ID unknown):"
                        + " requests reach different nodes, or the session timed out",
                "     try: use sticky sessions in the load balancer, or --transport websocket\n");
        assertInSession(
                "HTTP/1.1 200 OK\r\n" + ENDLESS + "X-A: b\r\n",
                "the header of the response from URL is too large: more than 256 KiB",
                "     try: read the log of the server or the proxy; it may add the same field repeatedly\n");
    }

    private static void assertInSession(String answer, String detail, String hint) throws IOException {
        try (Server server = new Server(List.of(OPEN, "40{\"sid\":\"b\"}"), answer, true)) {
            Sio.Result result =
                    Sio.run("tail", "http://127.0.0.1:" + server.socket.getLocalPort(), "--no-reconnect", "-s");
            assertThat(told(result, server))
                    .isEqualTo("sio: Socket.IO: disconnected: the connection failed (" + detail + ")\n" + hint);
            assertThat(result.code()).isEqualTo(DISCONNECTED);
        }
    }

    private static Sio.Result emit(Server server, String scheme, String transport) {
        return emit(server, scheme, transport, "30s");
    }

    private static Sio.Result emit(Server server, String scheme, String transport, String timeout) {
        String url = scheme + "://127.0.0.1:" + server.socket.getLocalPort();
        Sio.Result result = Sio.run("emit", url, "hi", "--transport", transport, "--connect-timeout", timeout);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isNotEqualTo(ExitCode.DONE);
        return result;
    }

    private static String told(Sio.Result result, Server server) {
        String host = "127.0.0.1:" + server.socket.getLocalPort();
        return result.err().replace("http://" + host + "/socket.io/", "URL").replace(host, "HOST");
    }
}
