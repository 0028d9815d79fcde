package io.github.siocli.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.engine.EngineState;
import io.github.siocli.client.engine.TrafficCounter;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.NetworkSettings;
import io.github.siocli.client.option.ConnectOptions.ParserType;
import io.github.siocli.client.option.ConnectOptions.ProtocolSettings;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.websocket.InvalidResponseException;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.testing.TestOptions;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the failures for exceptions, and for connections that end or are silent. No server listens on the port. */
class ExceptionDiagnosisTest {

    private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");
    private static final ProxyAddress HTTP_PROXY =
            new ProxyAddress(ProxyAddress.Kind.HTTP, "proxy", 8080, Optional.empty());

    private final ConnectProgress progress = new ConnectProgress();
    private ConnectOptions options = TestOptions.to(1, Duration.ofMillis(1500), Transport.POLLING);

    private Diagnosis diagnosis() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        PayloadLimit limit = new PayloadLimit(new EngineState(clock, new TrafficCounter())::handshake, clock);
        EnginePath path = new EnginePath(options.endpoint().enginePath(), (newPath, previous, why) -> {});
        return new Diagnosis(options, path, progress, limit, null, clock);
    }

    private void useProxy() {
        options = new ConnectOptions(
                options.endpoint(),
                options.namespaces(),
                options.auth(),
                options.protocol(),
                options.http(),
                new NetworkSettings(
                        options.network().tls(),
                        Optional.of(HTTP_PROXY),
                        options.network().connectTimeout()),
                options.reconnect());
    }

    private void useEio(int eio) {
        options = new ConnectOptions(
                options.endpoint(),
                options.namespaces(),
                options.auth(),
                new ProtocolSettings(List.of(Transport.POLLING), false, OptionalInt.of(eio), ParserType.MSGPACK),
                options.http(),
                options.network(),
                options.reconnect());
    }

    private static Throwable exception(String type, String message) {
        return switch (type) {
            case "UnknownHost" -> new UnknownHostException(message);
            case "Connect" -> new ConnectException(message);
            case "NoRoute" -> new NoRouteToHostException(message);
            case "Socket" -> new SocketException(message);
            case "SocketTimeout" -> new SocketTimeoutException(message);
            case "Protocol" -> new ProtocolException(message);
            case "Syntax" -> new PacketSyntaxException(message);
            case "EOF" -> new EOFException(message);
            case "OkHttpEnd" ->
                new IOException("unexpected end of stream on http://127.0.0.1:1/...", new EOFException(message));
            case "CutInHead" -> new IOException("a", new IOException(InvalidResponseException.CUT_IN_HEAD));
            case "IO" -> new IOException(message);
            default -> new IllegalStateException(message);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            UnknownHost | x        | new       | POLLING   | cannot resolve 127.0.0.1
            Connect     | x        | new       | POLLING   | nothing listens on 127.0.0.1:1 (connection refused)
            NoRoute     | No route | connected | POLLING   | cannot reach 127.0.0.1:1: No route
            Socket      | No net   | new       | WEBSOCKET | cannot reach 127.0.0.1:1: No net
            SocketTimeout | x      | new       | POLLING   | no TCP connection to 127.0.0.1:1 within 1500 ms
            Socket      | Reset    | opened    | POLLING   | 127.0.0.1:1 closed the connection during the session, without a response (Reset)
            SocketTimeout | x      | opened    | POLLING   | 127.0.0.1:1 closed the connection during the session, without a response (x)
            Other       | x        | opened    | POLLING   | 127.0.0.1:1 closed the connection during the session, without a response (java.lang.IllegalStateException: x)
            IO          | unexpected end of stream | opened | POLLING | 127.0.0.1:1 closed the connection during the session, without a response (end of stream)
            IO          | x        | connected | POLLING   | 127.0.0.1:1 closed the connection without a response (x)
            IO          | x        | connected | WEBSOCKET | http://127.0.0.1:1/socket.io/ closed the websocket request without a response
            Syntax      | an empty packet | opened | POLLING | the server sent an invalid payload: an empty packet
            Protocol    | Unexpected status line: HTTP/1.1 abc | connected | POLLING | the response from http://127.0.0.1:1/socket.io/ is malformed: its status line cannot be read: "HTTP/1.1 abc"
            Protocol    | Unexpected status line: SSH-2.0      | connected | POLLING | 127.0.0.1:1 does not speak HTTP/1.1: it sent "SSH-2.0", which is SSH
            Protocol    | expected chunk size and optional extensions | connected | POLLING | the response from http://127.0.0.1:1/socket.io/ is malformed: its body is not chunked, but its header says so
            Protocol    | Expected leading [0-9a-fA-F] character      | connected | POLLING | the response from http://127.0.0.1:1/socket.io/ is malformed: its body is not chunked, but its header says so
            Protocol    | unexpected end of stream | opened | POLLING | the response from http://127.0.0.1:1/socket.io/ is malformed: its body ends too early
            EOF         | x        | opened    | POLLING   | the response from http://127.0.0.1:1/socket.io/ is malformed: its body ends too early
            EOF         | x        | opened    | WEBSOCKET | 127.0.0.1:1 closed the connection during the session, without a response (x)
            EOF         | \\n not found: limit=9 content=485454502f | connected | WEBSOCKET | the response from http://127.0.0.1:1/socket.io/ is malformed: it ends inside the header
            OkHttpEnd   | \\n not found: limit=9 content=485454502f | connected | POLLING | the response from http://127.0.0.1:1/socket.io/ is malformed: it ends inside the header
            OkHttpEnd   | \\n not found: limit=0 content= | opened | POLLING | 127.0.0.1:1 closed the connection during the session, without a response (end of stream)
            CutInHead   | x        | connected | WEBSOCKET | the response from http://127.0.0.1:1/socket.io/ is malformed: it ends inside the header
            """)
    void explainsExceptions(String type, String message, String state, Transport transport, String explanation) {
        if (!state.equals("new")) {
            progress.connected();
        }
        if (state.equals("opened")) {
            progress.opened();
        }
        Failure failure = diagnosis().of(exception(type, message), transport);
        assertThat(failure.message()).isEqualTo(explanation);
        // As the cause of another exception, unless it is explained by its own message.
        if (!failure.message().contains("without a response")) {
            assertThat(diagnosis().of(new IOException("outer", exception(type, message)), transport))
                    .isEqualTo(failure);
        }
    }

    @Test
    void namesAddressesThatWereTried() throws UnknownHostException {
        progress.connecting(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 1));
        progress.connecting(new InetSocketAddress(InetAddress.getByName("::1"), 1));
        progress.connecting(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 1));
        assertThat(diagnosis().of(new ConnectException(), Transport.POLLING).message())
                .isEqualTo("nothing listens on 127.0.0.1:1 and [::1]:1 (connection refused)");
    }

    @Test
    void namesTheProxy() {
        useProxy();
        assertThat(diagnosis()
                        .of(new SocketTimeoutException(), Transport.POLLING)
                        .kind())
                .isEqualTo(FailureKind.PROXY_TIMEOUT);
        progress.proxyReached();
        assertThat(diagnosis()
                        .of(new SocketTimeoutException(), Transport.POLLING)
                        .kind())
                .isEqualTo(FailureKind.PROXY_SILENT);
        progress.connected();
        assertThat(diagnosis().of(new IOException("x"), Transport.POLLING).message())
                .isEqualTo(
                        "127.0.0.1:1 through the proxy http://proxy:8080 closed the connection without a response (x)");
        assertThat(diagnosis().ofDeadline(null).message())
                .contains("the proxy http://proxy:8080 accepted the request and sent no response");
        assertThat(answer(407, "").kind()).isEqualTo(FailureKind.PROXY_CREDENTIALS_MISSING);
        assertThat(answer(502, "").kind()).isEqualTo(FailureKind.PROXY_OR_SERVER);
    }

    private Failure answer(int status, String body, String... fields) {
        return diagnosis().of(summary(status, body, fields), Transport.POLLING);
    }

    private static HttpResponseSummary summary(int status, String body, String... fields) {
        Headers.Builder headers = new Headers.Builder();
        for (String field : fields) {
            headers.add(field);
        }
        return HttpResponseSummary.of(status, "Reason", headers.build(), body);
    }

    @Test
    void explainsAProxyThatIsNotConfigured() {
        assertThat(diagnosis()
                        .of(
                                new ProtocolException("Received HTTP_PROXY_AUTH (407) code while not using proxy"),
                                Transport.POLLING)
                        .kind())
                .isEqualTo(FailureKind.PROXY_CREDENTIALS_MISSING);
        assertThat(answer(407, "").message()).contains("in front of 127.0.0.1:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            302 | ``     | Location: /socket.io?EIO=4                | SLASH_REDIRECTED
            302 | ``     | Location: http://127.0.0.1:2/socket.io?x  | REDIRECTED
            302 | ``     | Location: https://127.0.0.1:1/socket.io?x | REDIRECTED
            302 | ``     | Location: http://other:1/socket.io?x      | REDIRECTED
            302 | ``     | Location: /login                          | REDIRECTED
            302 | ``     | X: y                                      | HTTP_STATUS
            200 | <html> | X: y                                      | WEB_PAGE
            200 | page   | Content-Type: text/html                   | WEB_PAGE
            200 | page   | X: y                                      | NOT_A_HANDSHAKE
            401 | <no>   | X: y                                      | FORBIDDEN
            404 | <no>   | X: y                                      | NO_SOCKET_IO_HERE
            404 | <no>   | Server: nginx/1.2                         | NO_SOCKET_IO_BEHIND
            404 | nginx  | Server: nginx/1.2                         | NO_SOCKET_IO_HERE
            405 | <no>   | X: y                                      | NO_SOCKET_IO_HERE
            400 | Request Header Or Cookie Too Large | X: y          | REQUEST_TOO_LARGE
            400 | The plain HTTP request was sent to HTTPS port | X: y | TLS_REQUIRED
            413 | <no>   | X: y                                      | BODY_TOO_LARGE
            414 | <no>   | X: y                                      | REQUEST_TOO_LARGE
            431 | <no>   | X: y                                      | REQUEST_TOO_LARGE
            426 | <no>   | X: y                                      | PLAIN_WEBSOCKET
            502 | <no>   | X: y                                      | BAD_GATEWAY
            503 | <no>   | X: y                                      | UNAVAILABLE
            504 | <no>   | X: y                                      | GATEWAY_TIMEOUT
            418 | <no>   | X: y                                      | HTTP_STATUS
            """)
    void explainsStatusCodes(int status, String body, String field, FailureKind kind) {
        Failure failure = answer(status, body, field);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains("127.0.0.1:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"code":0,"message":"Transport unknown"}  | POLLING   | TRANSPORT_UNKNOWN
            400 | "Invalid transport"                       | POLLING   | TRANSPORT_UNKNOWN
            400 | "Invalid session"                         | POLLING   | SESSION_UNKNOWN
            400 | "http://x is not an accepted origin."     | POLLING   | HANDSHAKE_REFUSED
            400 | "Not an accepted origin"                  | POLLING   | ORIGIN_REFUSED
            400 | "Unauthorized"                            | POLLING   | HANDSHAKE_UNAUTHORIZED
            400 | {"code":1,"message":"Session ID unknown"} | POLLING   | SESSION_UNKNOWN
            400 | Session ID unknown                        | WEBSOCKET | SESSION_UNKNOWN
            400 | {"code":2,"message":"Bad handshake"}      | POLLING   | SESSION_ID_LOST
            400 | {"code":3,"message":"Bad request"}        | POLLING   | HANDSHAKE_REFUSED
            400 | {"code":3,"message":"Bad request"}        | WEBSOCKET | UPGRADE_HEADER_LOST
            403 | {"code":4,"message":"Forbidden"}          | POLLING   | HANDSHAKE_UNAUTHORIZED
            400 | {"code":5,"message":"Unsupported protocol version"} | POLLING | OTHER_GENERATION
            400 | {"code":17,"message":"x"}                 | POLLING   | HANDSHAKE_REFUSED
            400 | {"code":"why","message":"x"}              | POLLING   | HANDSHAKE_UNAUTHORIZED
            400 | {"code":null}                             | POLLING   | HANDSHAKE_UNAUTHORIZED
            401 | ["no"]                                    | POLLING   | HANDSHAKE_UNAUTHORIZED
            401 | ``                                        | POLLING   | HANDSHAKE_UNAUTHORIZED
            400 | not allowed here                          | POLLING   | HANDSHAKE_UNAUTHORIZED
            400 | hello                                     | POLLING   | NO_SOCKET_IO_HERE
            400 | hello                                     | WEBSOCKET | HANDSHAKE_REFUSED
            400 | ``                                        | WEBSOCKET | WEBSOCKET_REFUSED
            400 | Bad request                               | WEBSOCKET | WEBSOCKET_REFUSED
            400 | <html>                                    | WEBSOCKET | NO_SOCKET_IO_HERE
            200 | Welcome to socket.io.                     | POLLING   | OTHER_GENERATION
            """)
    void explainsRefusalsOfEngineIo(int status, String body, Transport transport, FailureKind kind) {
        Failure failure = diagnosis().of(summary(status, body), transport);
        assertThat(failure.kind()).isEqualTo(kind);
    }

    @Test
    void repeatsTheMessageOfTheServer() {
        assertThat(answer(400, "{\"code\":0,\"message\":\"Transport unknown\"}").message())
                .contains("400 Reason: Transport unknown", "polling");
        assertThat(answer(400, "\"Unauthorized\"").message()).contains("400 Reason: Unauthorized");
        assertThat(answer(400, "{\"code\":\"why\"}").message()).contains("400 Reason: why");
        assertThat(answer(400, "{\"code\":null}").message())
                .contains("400 Reason")
                .doesNotContain("null");
        assertThat(answer(400, "not allowed here\nmore").message())
                .contains("400 Reason: not allowed here")
                .doesNotContain("more");
    }

    @Test
    void explainsAHandshakeFromACache() {
        progress.opened();
        progress.handshakeCached("Age: 7");
        assertThat(answer(400, "{\"code\":1}").message()).contains("Age: 7");
        assertThat(diagnosis()
                        .of(summary(400, "{\"code\":1}"), Transport.WEBSOCKET)
                        .kind())
                .isEqualTo(FailureKind.SESSION_UNKNOWN);
    }

    @Test
    void namesTheTargetOfARedirect() {
        assertThat(answer(302, "", "Location: http://b.example/app/socket.io/?EIO=4&transport=polling")
                        .message())
                .contains("http://b.example/app")
                .doesNotContain("EIO=4");
        assertThat(answer(302, "", "Location: http://b.example/socket.io?EIO=4").message())
                .contains("http://b.example")
                .doesNotContain("EIO=4");
        assertThat(answer(302, "", "Location: /login?next=1").message()).contains("/login?next=1");
    }

    @Test
    void namesThePostThatWasRefused() {
        progress.opened();
        progress.namespaceConnected();
        assertThat(diagnosis().ofPost(summary(405, "<no>"), "2 packets"))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.POST_REFUSED))
                .satisfies(failure -> assertThat(failure.message()).contains("2 packets", "405"));
        assertThat(diagnosis().ofPost(summary(502, "<no>"), "2 packets").kind()).isEqualTo(FailureKind.BAD_GATEWAY);
        assertThat(diagnosis().ofForeignResponse(summary(200, "<html>")).kind()).isEqualTo(FailureKind.FOREIGN_ANSWER);
        assertThat(diagnosis().ofEmptyPolls(summary(200, ""), 7).message())
                .contains("7", "http://127.0.0.1:1/socket.io/");
    }

    @Test
    void explainsADeadlineByTheProgress() {
        assertThat(diagnosis().ofDeadline(null).kind()).isEqualTo(FailureKind.TCP_TIMEOUT);
        progress.connected();
        assertThat(diagnosis().ofDeadline("/").message())
                .contains("127.0.0.1:1 accepted the connection and sent nothing", "1500 ms");
        progress.websocketAccepted();
        assertThat(diagnosis().ofDeadline(null).kind()).isEqualTo(FailureKind.WEBSOCKET_SILENT);
        useEio(3);
        assertThat(diagnosis().ofDeadline(null).kind()).isEqualTo(FailureKind.WEBSOCKET_SILENT_IN_EIO3);
        progress.opened();
        assertThat(diagnosis().ofDeadline("/a").kind()).isEqualTo(FailureKind.NAMESPACE_SILENT);
        assertThat(diagnosis().ofDeadline(null).kind()).isEqualTo(FailureKind.WEBSOCKET_SILENT_IN_EIO3);
    }

    @Test
    void suspectsAnotherParserIfTheSessionEndsAtOnce() {
        Instant justNow = NOW.minusMillis(1_999);
        assertThat(diagnosis().ofClosedSession("/", "seen", true, justNow).kind())
                .isEqualTo(FailureKind.OTHER_PARSER);
        assertThat(diagnosis()
                        .ofClosedSession("/", "seen", true, NOW.minusMillis(2_000))
                        .kind())
                .isEqualTo(FailureKind.NAMESPACE_CUT);
        assertThat(diagnosis().ofClosedSession("/", "seen", true, null).kind()).isEqualTo(FailureKind.NAMESPACE_CUT);
        assertThat(diagnosis().ofClosedSession("/", "seen", false, justNow).message())
                .contains("seen");
        progress.namespaceConnected();
        assertThat(diagnosis().ofClosedSession("/", "seen", true, justNow).kind())
                .isEqualTo(FailureKind.NAMESPACE_CUT);
    }

    @Test
    void namesTheOtherParserAndTheOtherGeneration() {
        assertThat(diagnosis().ofOtherParser().message())
                .isEqualTo("the server uses the msgpack parser, but the json parser was configured");
        assertThat(diagnosis().ofOtherGeneration("seen").kind()).isEqualTo(FailureKind.OTHER_GENERATION);
        useEio(3);
        assertThat(diagnosis().ofOtherParser().message())
                .isEqualTo("the server uses the json parser, but the msgpack parser was configured");
        assertThat(diagnosis().ofOtherGeneration("seen").message())
                .contains("Engine.IO 4, as Socket.IO 3.x or 4.x does");
        useEio(4);
        assertThat(diagnosis().ofOtherGeneration("seen").message())
                .contains("Engine.IO 3, as Socket.IO 1.x or 2.x does");
    }

    @Test
    void keepsTheStartOfAnInvalidHandshake() {
        Failure failure = diagnosis().ofHandshake("\"sid\" is missing", "0{}".repeat(1000));
        assertThat(failure.kind()).isEqualTo(FailureKind.HANDSHAKE_INVALID);
        assertThat(failure.message()).contains("\"sid\" is missing");
        assertThat(failure.evidence()).hasSize(1024);
    }

    @Test
    void describesTheFailureOfAWebSocket() {
        WebSocketFailure silent = new WebSocketFailure(new IOException(), Optional.empty());
        assertThat(silent.description()).isEqualTo("no close frame");
        assertThat(new WebSocketFailure(new IOException("Reset"), Optional.empty()).description())
                .isEqualTo("no close frame: Reset");
        WebSocketFailure invalid = new WebSocketFailure(new PacketSyntaxException("an empty packet"), Optional.empty());
        assertThat(invalid.description()).isEqualTo("the server sent an empty packet");
        assertThat(invalid.toFailure(diagnosis()).kind()).isEqualTo(FailureKind.BAD_PAYLOAD);
    }
}
