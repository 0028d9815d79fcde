package io.github.siocli.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.Certificates;
import io.github.siocli.testing.NodeServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import okio.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests websockets against the npm package ws, which Socket.IO servers use. */
class WebSocketIT {

    private static NodeServer server;

    private final TestClients clients = new TestClients(TestClients.LIMITS.withMessage(64 << 20), FrameObserver.NONE);
    private final RecordingListener listening = new RecordingListener();

    @BeforeAll
    static void start() {
        server = NodeServer.webSocket();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void end() {
        clients.close();
    }

    private ClientWebSocket open(String path) throws InterruptedException {
        ClientWebSocket socket = clients.open(server.url(path), listening);
        assertThat(listening.next()).isEqualTo("open 101");
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo", "/fragments"})
    void receivesEchoedMessages(String path) throws Exception {
        ClientWebSocket socket = open(path);
        Random random = new Random(1);
        for (int length : new int[] {1, 100, 125, 126, 1000, 65_535, 65_536, 200_000, 20 << 20}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(socket.send(ByteString.of(bytes))).isTrue();
            assertThat(listening.next())
                    .isEqualTo("binary "
                            + RecordingReader.shortened(ByteString.of(bytes).hex()));
            String text = "aé€😀".repeat(length / 10 + 1);
            assertThat(socket.send(text)).isTrue();
            assertThat(listening.next()).isEqualTo("text " + RecordingReader.shortened(text));
        }
        assertThat(socket.close(1000, "done")).isTrue();
        assertThat(listening.end()).isEqualTo("closing 1000 done\nclosed 1000 done\n");
    }

    /** A server that supports an offered extension would send compressed frames. */
    @Test
    void offersNoExtension() throws Exception {
        open("/silent");
        assertThat(server.awaitLog("\"path\":\"/silent\"")).contains("\"extensions\":\"\"");
    }

    @ParameterizedTest
    @CsvSource({"1000, ''", "1001, going", "1008, policy", "3000, 'bé'", "4999, ''"})
    void reportsTheServersCloseCode(int code, String reason) throws Exception {
        open("/close?code=" + code + "&reason=" + reason.replace("é", "%C3%A9"));
        assertThat(listening.end())
                .isEqualTo("closing " + code + " " + reason + "\nclosed " + code + " " + reason + "\n");
    }

    @Test
    void reportsACloseFrameWithoutACodeAs1005() throws Exception {
        open("/close");
        assertThat(listening.end()).isEqualTo("closing 1005 \nclosed 1005 \n");
    }

    @Test
    void sendsItsCloseCodeToTheServer() throws Exception {
        open("/silent").close(4321, "von uns");
        assertThat(listening.end()).isEqualTo("closing 4321 von uns\nclosed 4321 von uns\n");
        assertThat(server.awaitLog("\"code\":4321")).contains("\"reason\":\"von uns\"");
    }

    @Test
    void failsIfTheServerDisconnectsWithoutACloseFrame() throws Exception {
        open("/terminate");
        assertThat(listening.end()).startsWith("failed ");
    }

    @Test
    void failsWithACloseCodeForAMessageOverTheLimit() throws Exception {
        try (TestClients small = new TestClients(TestClients.LIMITS.withMessage(1000), FrameObserver.NONE)) {
            small.open(server.url("/large?size=1001"), listening);
            assertThat(listening.end())
                    .isEqualTo(
                            "open 101\nfailed ProtocolViolationException: a message of 1001 bytes, more than the 1000 allowed\n");
            server.awaitLog("\"code\":1009");
        }
    }

    @Test
    void answersAndMeasuresPings() throws Exception {
        assertThat(clients.client().ping(Duration.ofSeconds(10))).isEmpty();
        ClientWebSocket socket = open("/fragments");
        assertThat(clients.client().ping(Duration.ofSeconds(10))).isPresent();
        assertThat(socket.ping(Duration.ofSeconds(10)))
                .hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ofNanos(1), Duration.ofSeconds(10)));
        socket.send("1234567");
        assertThat(listening.next()).isEqualTo("text 1234567");
        server.awaitLog("{\"log\":\"pong\",\"data\":\"6\"}");
    }

    @Test
    void keepsTheBodyOfARefusal() throws Exception {
        try (NodeServer other = NodeServer.broken("express-404")) {
            clients.open(other.url("/socket.io/"), listening);
            assertThat(listening.end())
                    .startsWith("failed HandshakeRefusedException: HTTP 404 Not Found [404|Not Found|text/html");
        }
    }

    @Test
    void speaksTls() throws Exception {
        try (NodeServer tls = NodeServer.webSocket(Certificates.SIGNED)) {
            assertThat(overTls(tls, Certificates.SIGNED)).isEqualTo("open 101\nclosing 1001 tls\nclosed 1001 tls\n");
        }
    }

    private static String overTls(NodeServer server, Certificates certificate) throws Exception {
        SSLSocketFactory sockets = trusting(certificate.authority());
        try (TestClients clients = new TestClients(new TlsLayer(() -> sockets))) {
            RecordingListener listening = new RecordingListener();
            clients.open(server.url("/close?code=1001&reason=tls"), listening);
            return listening.end();
        }
    }

    private static SSLSocketFactory trusting(Path authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
