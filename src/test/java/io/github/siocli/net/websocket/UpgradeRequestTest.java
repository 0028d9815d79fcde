package io.github.siocli.net.websocket;

import static io.github.siocli.net.websocket.FrameBytes.concat;
import static io.github.siocli.net.websocket.FrameBytes.text;
import static io.github.siocli.net.websocket.FrameBytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.siocli.net.websocket.RawServer.Peer;
import io.github.siocli.testing.Property;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the opening handshake of RFC 6455, 4.1, with valid and invalid responses. */
class UpgradeRequestTest {

    private static final String NO_ACCEPT =
            "failed HandshakeRefusedException: the Sec-WebSocket-Accept of its response does not match the key"
                    + " [101|Switching Protocols||]\n";

    private final TestClients clients = new TestClients();
    private RawServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new RawServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        clients.close();
    }

    private RecordingListener connect(Request.Builder request) {
        RecordingListener listening = new RecordingListener();
        clients.open(request.build(), listening);
        return listening;
    }

    private RecordingListener connect() {
        return connect(new Request.Builder().url(server.url("/")));
    }

    @Test
    void sendsTheRequestOfTheStandard() throws Exception {
        connect(new Request.Builder().url(server.url("/a%20b/?x=1&y=%C3%A9")));
        try (Peer peer = server.accept()) {
            assertThat(peer.request())
                    .matches("GET /a%20b/\\?x=1&y=%C3%A9 HTTP/1.1\r\n" + "Host: 127.0.0.1:"
                            + server.port() + "\r\n" + "Connection: Upgrade\r\n" + "Upgrade: websocket\r\n"
                            + "Sec-WebSocket-Version: 13\r\n" + "Sec-WebSocket-Key: [A-Za-z0-9+/]{22}==\r\n" + "\r\n");
        }
    }

    @Test
    void usesANewKeyForEachRequest() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            connect();
            try (Peer peer = server.accept()) {
                keys.add(peer.acceptValue());
            }
        }
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void sendsHeaderFieldsOfTheRequestInPlaceOfTheDefaults() throws Exception {
        RecordingListener listening = connect(new Request.Builder()
                .url(server.url("/"))
                .header("Host", "other.example")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .addHeader("Cookie", "a=1")
                .addHeader("X-Twice", "1")
                .addHeader("X-Twice", "2"));
        try (Peer peer = server.accept()) {
            assertThat(peer.request()).isEqualTo("""
                    GET / HTTP/1.1
                    Connection: Upgrade
                    Upgrade: websocket
                    Sec-WebSocket-Version: 13
                    Host: other.example
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                    Cookie: a=1
                    X-Twice: 1
                    X-Twice: 2

                    """.replace("\n", "\r\n"));
            // The example of RFC 6455, 1.3.
            assertThat(peer.acceptValue()).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            peer.send(peer.acceptance());
            assertThat(listening.next()).isEqualTo("open 101");
        }
    }

    /**
     * Names and tokens in any case, interim responses, lines that end with LF only, and frames directly after the head.
     */
    @Test
    void acceptsUnusualValidResponses() throws Exception {
        RecordingListener listening = connect();
        try (Peer peer = server.accept()) {
            String answer = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                    + "HTTP/1.1 101\nUPGRADE: WebSocket\nconnection: keep-alive,\n\tupgrade\n"
                    + "sec-websocket-accept:" + peer.acceptValue()
                    + "\nSec-WebSocket-Extensions:\nX-\u00c4: \u00fc\n\n";
            peer.drip(concat(utf8(answer.replace("X-\u00c4", "X-A")), text("first")));
            assertThat(listening.next()).isEqualTo("open 101");
            assertThat(listening.next()).isEqualTo("text first");
        }
    }

    @Test
    void acceptsAnOfferedSubprotocol() throws Exception {
        RecordingListener listening =
                connect(new Request.Builder().url(server.url("/")).header("Sec-WebSocket-Protocol", "chat, superchat"));
        try (Peer peer = server.accept()) {
            peer.send(peer.acceptance("Sec-WebSocket-Protocol: superchat"));
            assertThat(listening.next()).isEqualTo("open 101");
        }
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                arguments(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                        NO_ACCEPT),
                arguments(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
                        NO_ACCEPT),
                arguments(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: ACCEPT\r\nSec-WebSocket-Accept: ACCEPT\r\n\r\n",
                        NO_ACCEPT),
                arguments(
                        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ACCEPT\r\n\r\n",
                        "failed HandshakeRefusedException: its response has no Upgrade: websocket [101|Switching Protocols||]\n"),
                arguments(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ACCEPT\r\n\r\n",
                        "failed HandshakeRefusedException: its response has no Upgrade: websocket [101|Switching Protocols||]\n"),
                arguments(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: ACCEPT\r\n\r\n",
                        "failed HandshakeRefusedException: its response has no Connection: Upgrade [101|Switching Protocols||]\n"),
                arguments(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: ACCEPT\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
                        "failed HandshakeRefusedException: its response has an extension that was not offered: permessage-deflate"
                                + " [101|Switching Protocols||]\n"),
                arguments(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: ACCEPT\r\nSec-WebSocket-Protocol: chat\r\n\r\n",
                        "failed HandshakeRefusedException: its response has a subprotocol that was not offered: chat"
                                + " [101|Switching Protocols||]\n"),
                arguments(
                        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nContent-Length: 18\r\n\r\nSession ID unknown and more",
                        "failed HandshakeRefusedException: HTTP 400 Bad Request [400|Bad Request|text/html|Session ID unknown]\n"),
                arguments(
                        "HTTP/1.0 404\r\n\r\nuntil the end",
                        "failed HandshakeRefusedException: HTTP 404  [404|||until the end]\n"),
                arguments(
                        "HTTP/1.1 500 Oh No\r\nContent-Length: many\r\n\r\nuntil the end",
                        "failed HandshakeRefusedException: HTTP 500 Oh No [500|Oh No||until the end]\n"),
                arguments(
                        "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 100\r\n\r\nbroken off",
                        "failed HandshakeRefusedException: HTTP 502 Bad Gateway [502|Bad Gateway||broken off]\n"),
                arguments(
                        "HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n"
                                + "5\r\nhello\r\n6;name=value\r\n world\r\n0\r\nTrailer: 1\r\n\r\n",
                        "failed HandshakeRefusedException: HTTP 400 Bad Request [400|Bad Request||hello world]\n"),
                arguments(
                        "HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nZ\r\nrest",
                        "failed HandshakeRefusedException: HTTP 400 Bad Request [400|Bad Request||hello]\n"),
                arguments(
                        "HTTP/1.1 204 No Content\r\n\r\nno body",
                        "failed HandshakeRefusedException: HTTP 204 No Content [204|No Content||]\n"),
                arguments(
                        "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(70_000),
                        "failed HandshakeRefusedException: HTTP 200 OK [200|OK||"
                                + RecordingReader.shortened("x".repeat(65_536)) + "]\n"),
                arguments("", "failed EOFException: end of stream\n"),
                arguments("HTTP/1.1 101 Sw", "failed EOFException: end of stream within the head of the HTTP answer\n"),
                arguments(
                        "SSH-2.0-OpenSSH\r\n", "failed InvalidResponseException: \"SSH-2.0-OpenSSH\", which is SSH\n"),
                arguments("HTTP/2 200 OK\r\n\r\n", "failed InvalidResponseException: \"HTTP/2 200 OK\"\n"),
                arguments(
                        "HTTP/1.1 99 Odd\r\n\r\n",
                        "failed InvalidResponseException: its status line cannot be read: \"HTTP/1.1 99 Odd\"\n"),
                arguments(
                        "HTTP/1.1 1010 Odd\r\n\r\n",
                        "failed InvalidResponseException: its status line cannot be read: \"HTTP/1.1 1010 Odd\"\n"),
                arguments(
                        "HTTP/1.1 \u0661\u0660\u0661 Odd\r\n\r\n",
                        "failed InvalidResponseException: its status line cannot be read: \"HTTP/1.1 \u00d9\u00a1\u00d9\u00a0\u00d9\u00a1 Odd\"\n"),
                arguments(
                        "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
                        "failed InvalidResponseException: it has an invalid header field: \"no field\"\n"),
                arguments(
                        "HTTP/1.1 200 OK\r\nName : value\r\n\r\n",
                        "failed InvalidResponseException: it has an invalid header field: \"Name : value\"\n"),
                arguments(
                        "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(257) + "\r\n",
                        "failed InvalidResponseException: it has more than 256 header fields\n"),
                arguments(
                        "HTTP/1.1 200 OK\r\nA: " + "x".repeat(65_536) + "\r\n\r\n",
                        "failed InvalidResponseException: more than 64 KiB\n"),
                arguments(
                        "\u0015\u0003\u0001\u0000",
                        "failed InvalidResponseException: the bytes 15 03 01 00, which is TLS\n"),
                arguments("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(102), "failed InvalidResponseException: 103\n"));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void refusesInvalidResponse(String answer, String told) throws Exception {
        RecordingListener listening = connect();
        try (Peer peer = server.accept()) {
            peer.send(answer.replace("ACCEPT", peer.acceptValue())).finish();
            assertThat(listening.end()).isEqualTo(told);
            peer.awaitEnd();
        }
    }

    @Test
    void keepsThePartOfABodyThatArrivesInTime() throws Exception {
        try (TestClients hasty = new TestClients(TestClients.HASTY, FrameObserver.NONE)) {
            RecordingListener listening = new RecordingListener();
            hasty.open(server.url("/"), listening);
            try (Peer peer = server.accept()) {
                peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 100\r\n\r\nnot for you");
                assertThat(listening.end())
                        .isEqualTo(
                                "failed HandshakeRefusedException: HTTP 403 Forbidden [403|Forbidden||not for you]\n");
            }
        }
    }

    @Test
    void timesOutWithoutAResponse() throws Exception {
        try (TestClients hasty =
                new TestClients(TestClients.LIMITS.withHandshake(Duration.ofMillis(200)), FrameObserver.NONE)) {
            RecordingListener listening = new RecordingListener();
            hasty.open(server.url("/"), listening);
            try (Peer peer = server.accept()) {
                peer.send("HTTP/1.1 101 Switch");
                assertThat(listening.end())
                        .isEqualTo("failed SocketTimeoutException: no response to the websocket request in time\n");
                peer.awaitEnd();
            }
        }
    }

    @Test
    void cancelEndsAnAttemptAtOnce() throws Exception {
        RecordingListener listening = new RecordingListener();
        ClientWebSocket socket = clients.open(server.url("/"), listening);
        try (Peer peer = server.accept()) {
            socket.cancel();
            assertThat(listening.end()).isEqualTo("failed SocketException: Socket closed\n");
            peer.awaitEnd();
        }
        assertThat(socket.send("late")).isFalse();
        assertThat(socket.close(1000, "")).isFalse();
        assertThat(socket.queueSize()).isZero();
    }

    /** Some servers open a websocket and refuse it afterwards with an HTTP response. */
    @Test
    void failsWithAnHttpResponseInPlaceOfAFrame() throws Exception {
        String refusal = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-type: text/html\r\n"
                + "Content-Length: 28\r\n\r\nUnsupported protocol version";
        for (boolean whole : new boolean[] {true, false}) {
            RecordingListener listening = connect();
            try (Peer peer = server.accept()) {
                byte[] answer = utf8(peer.acceptance() + refusal);
                if (whole) {
                    peer.send(answer);
                } else {
                    peer.drip(answer);
                }
                assertThat(listening.end())
                        .isEqualTo("open 101\nfailed HandshakeRefusedException: HTTP where a websocket frame"
                                + " is due: 400 [400|Bad Request|text/html|Unsupported protocol version]\n");
                peer.awaitEnd();
            }
        }
    }

    @Test
    void failsOnceForAnyResponse() {
        Property.holds(150, random -> {
            byte[] answer = utf8(
                    "HTTP/1.1 400 Bad Request\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello");
            for (int i = random.nextInt(6); i >= 0; i--) {
                answer[random.nextInt(answer.length)] = (byte) random.nextInt();
            }
            RecordingListener listening = connect();
            try (Peer peer = server.accept()) {
                peer.send(answer).finish();
                assertThat(listening.end()).startsWith("failed ");
                peer.awaitEnd();
            }
        });
    }
}
