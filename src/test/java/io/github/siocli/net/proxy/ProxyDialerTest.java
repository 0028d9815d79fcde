package io.github.siocli.net.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.FailureKind;
import io.github.siocli.net.proxy.ProxyAddress.Credentials;
import io.github.siocli.net.proxy.ProxyAddress.Kind;
import io.github.siocli.net.websocket.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests each response of a proxy, byte for byte. */
@Timeout(20)
class ProxyDialerTest {

    private static final String GREETING = "050100";
    private static final String TO_NAME = "05010003" + "04" + hex("name") + "0050";

    private final Cancellation cancellation = new Cancellation();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        cancellation.cancel();
    }

    @Test
    void leavesTheBytesOfTheServerUnread() throws IOException {
        String request = "CONNECT name:80 HTTP/1.1\r\nHost: name:80\r\nUser-Agent: sio\r\n\r\n";
        script(hex(request), hex("HTTP/1.0 200\r\nVia: x\r\n\r\nhello"));
        try (Socket socket = dialer(Kind.HTTP).dial("name", 80, cancellation)) {
            assertThat(new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("hello");
            assertThat(socket.getSoTimeout()).isZero();
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
        assertThat(told).containsExactly("reached", "connected");
    }

    @Test
    void sendsIpv6AddressesInBrackets() throws IOException {
        script(
                hex("CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\nUser-Agent: sio\r\n\r\n"),
                hex("HTTP/1.1 200 OK\r\n\r\n"));
        dialer(Kind.HTTP).dial("::1", 443, cancellation).close();
    }

    @Test
    void failsAtOnceIfTheProxyDoesNotUseHttp() {
        script(hex("CONNECT"), hex("SSH-2.0-x"));
        assertThatThrownBy(() -> dialer(Kind.HTTP).dial("name", 80, cancellation))
                .isInstanceOfSatisfying(ProxyException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.NOT_SUCH_A_PROXY);
                    assertThat(e).hasMessageContaining("it sent \"S\"");
                });
    }

    @Test
    void limitsTheSizeOfAResponseHead() {
        script(hex("CONNECT"), hex("HTTP/1.1 200 OK\r\n" + "x: y\r\n".repeat(20_000)));
        assertThatThrownBy(() -> dialer(Kind.HTTP).dial("name", 80, cancellation))
                .isInstanceOf(ProxyException.class)
                .hasMessageContaining("its response has no end");
    }

    @Test
    void failsIfTheProxyClosesTheConnection() {
        script(hex("CONNECT"), "");
        assertThatThrownBy(() -> dialer(Kind.HTTP).dial("name", 80, cancellation))
                .isInstanceOf(ProxyException.class)
                .hasMessageContaining("refused to connect to name:80 (it closed the connection without a response)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01" + "7f000001" + "0050",
                "04" + "00000000000000000000000000000001" + "0050",
                "03" + "0378797a" + "0050"
            })
    void skipsTheBoundAddress(String bound) throws IOException {
        script(GREETING, "0500", TO_NAME, "050000" + bound + hex("hello"));
        try (Socket socket = dialer(Kind.SOCKS5H).dial("name", 80, cancellation)) {
            assertThat(new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("hello");
        }
    }

    @Test
    void sendsAddressesInBinaryForm() throws IOException {
        script(GREETING, "0500", "05010001" + "7f000001" + "0050", "050000" + "01000000000000");
        dialer(Kind.SOCKS5H).dial("127.0.0.1", 80, cancellation).close();
        script(GREETING, "0500", "05010004" + "00000000000000000000000000000001" + "0050", "050000" + "01000000000000");
        dialer(Kind.SOCKS5).dial("::1", 80, cancellation).close();
    }

    @Test
    void sendsNameAndPasswordIfTheProxyAsksForThem() throws IOException {
        Optional<Credentials> me = Optional.of(new Credentials("me", "pä"));
        script(
                "05020002",
                "0502",
                "01" + "02" + hex("me") + "03" + hex("pä"),
                "0100",
                TO_NAME,
                "050000" + "01000000000000");
        dialer(Kind.SOCKS5H, me).dial("name", 80, cancellation).close();
        script("05020002", "0500", TO_NAME, "050000" + "01000000000000");
        dialer(Kind.SOCKS5H, me).dial("name", 80, cancellation).close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0400 | NOT_SUCH_A_PROXY          | its response begins with the byte 4, not 5
                    48   | NOT_SUCH_A_PROXY          | its response begins with the byte 72, not 5
                    0502 | NOT_SUCH_A_PROXY          | it chose an authentication method that was not offered, 2
                    05ff | PROXY_CREDENTIALS_MISSING | SOCKS5: no acceptable methods
                    05   | NOT_SUCH_A_PROXY          | it closed the connection without a response
                    """)
    void failsForAnInvalidGreeting(String answer, FailureKind kind, String why) {
        script(GREETING, answer);
        assertFails(kind, why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0501 | PROXY_REFUSED    | SOCKS5: general failure
                    0502 | PROXY_REFUSED    | SOCKS5: not allowed by its rules
                    0503 | PROXY_REFUSED    | SOCKS5: network unreachable
                    0504 | PROXY_REFUSED    | SOCKS5: host unreachable
                    0505 | PROXY_REFUSED    | SOCKS5: connection refused
                    0506 | PROXY_REFUSED    | SOCKS5: TTL expired
                    0507 | PROXY_REFUSED    | SOCKS5: command not supported
                    0508 | PROXY_REFUSED    | SOCKS5: address type not supported
                    055b | PROXY_REFUSED    | SOCKS5: reply 91
                    0500 | PROXY_REFUSED    | it closed the connection without a response
                    05000009 | NOT_SUCH_A_PROXY | its response has an unknown address type
                    """)
    void namesTheReasonOfEachRefusal(String answer, FailureKind kind, String why) {
        script(GREETING, "0500", TO_NAME, answer);
        assertFails(kind, why);
    }

    @Test
    void doesNotConnectAfterCancellation() {
        cancellation.cancel();
        assertThatThrownBy(() -> dialer(Kind.HTTP).dial("name", 80, cancellation))
                .isInstanceOf(SocketException.class)
                .isNotInstanceOf(ProxyException.class);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void cancelEndsTheWaitForAResponse(Kind kind) throws Exception {
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> {
            try {
                return new AssertionError(dialer(kind, stalling()).dial("127.0.0.1", 80, cancellation));
            } catch (IOException e) {
                return e;
            }
        });
        try (Socket silent = listener.accept()) {
            // A byte has arrived: a request or the start of TLS. The client now waits for a response.
            assertThat(silent.getInputStream().read()).isPositive();
            cancellation.cancel();
            assertThat(end.get()).isInstanceOf(IOException.class);
        }
        assertThat(told).containsExactly("reached");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void appliesOneTimeoutToAllSteps(Kind kind) throws Exception {
        ProxyDialer impatient =
                new ProxyDialer(proxy(kind, Optional.empty()), stalling(), Duration.ofMillis(300), told());
        assertThatThrownBy(() -> impatient.dial("127.0.0.1", 80, cancellation))
                .isInstanceOfSatisfying(
                        ProxyException.class,
                        e -> assertThat(e.failure().kind())
                                .isEqualTo(kind == Kind.HTTPS ? FailureKind.PROXY_TIMEOUT : FailureKind.PROXY_SILENT));
        assertThat(told).containsExactly("reached");
    }

    private void assertFails(FailureKind kind, String why) {
        assertThatThrownBy(() -> dialer(Kind.SOCKS5H).dial("name", 80, cancellation))
                .isInstanceOfSatisfying(
                        ProxyException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(kind))
                .hasMessageContaining(why);
        assertThat(told).containsExactly("reached");
    }

    private ProxyDialer dialer(Kind kind) {
        return dialer(kind, Optional.empty());
    }

    private ProxyDialer dialer(Kind kind, Optional<Credentials> credentials) {
        return new ProxyDialer(proxy(kind, credentials), (tcp, to) -> tcp, Duration.ofSeconds(10), told());
    }

    private ProxyDialer dialer(Kind kind, ProxyTls tls) {
        return new ProxyDialer(proxy(kind, Optional.empty()), tls, Duration.ofSeconds(10), told());
    }

    private ProxyAddress proxy(Kind kind, Optional<Credentials> credentials) {
        return new ProxyAddress(kind, "127.0.0.1", listener.getLocalPort(), credentials);
    }

    /** Returns TLS that sends a byte and waits for a response. */
    private static ProxyTls stalling() {
        return (tcp, to) -> {
            tcp.getOutputStream().write(22);
            if (tcp.getInputStream().read() < 0) {
                throw new EOFException("closed");
            }
            return tcp;
        };
    }

    private ProxyListener told() {
        return new ProxyListener() {
            @Override
            public void proxyReached() {
                told.add("reached");
            }

            @Override
            public void connected() {
                told.add("connected");
            }
        };
    }

    /**
     * Serves one connection: reads the expected requests and sends the responses in turn. Closes the connection after
     * an unexpected request.
     */
    private void script(String... exchange) {
        Thread thread = new Thread(() -> {
            try (Socket client = listener.accept()) {
                for (int i = 0; i < exchange.length; i += 2) {
                    byte[] expected = HexFormat.of().parseHex(exchange[i]);
                    ByteArrayOutputStream asked = new ByteArrayOutputStream();
                    asked.writeBytes(client.getInputStream().readNBytes(expected.length));
                    if (!HexFormat.of().formatHex(asked.toByteArray()).equals(exchange[i])) {
                        return;
                    }
                    client.getOutputStream().write(HexFormat.of().parseHex(exchange[i + 1]));
                }
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The test checks how the client handles the end.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
