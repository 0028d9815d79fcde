package io.github.siocli.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.engine.EngineState;
import io.github.siocli.client.engine.TrafficCounter;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.testing.TestOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the failures for HTTP responses, at the handshake and in a session. */
class DiagnosisTest {

    private static final Instant NOW = Instant.parse("2026-11-28T22:00:00.250Z");
    private static final String URL = "http://127.0.0.1:3000/socket.io/";

    private final ConnectProgress progress = new ConnectProgress();

    private Failure of(Transport transport, int status, String reason, String body, String... fields) {
        ConnectOptions options = TestOptions.to(3000, Duration.ofSeconds(1), transport);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        PayloadLimit limit = new PayloadLimit(new EngineState(clock, new TrafficCounter())::handshake, clock);
        Headers.Builder headers = new Headers.Builder();
        for (String field : fields) {
            headers.add(field);
        }
        EnginePath path = new EnginePath(options.endpoint().enginePath(), (newPath, previous, why) -> {});
        return new Diagnosis(options, path, progress, limit, null, clock)
                .of(HttpResponseSummary.of(status, reason, headers.build(), body), transport);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    30                             | in 30 s (Retry-After)
                    0                              | in 0 s (Retry-After)
                    3000                           | in 50 min (Retry-After)
                    86400                          | in 24 h (Retry-After)
                    8640000                        | in 100 days (Retry-After)
                    Sat, 28 Nov 2026 22:00:35 GMT  | after 2026-11-28T22:00:35Z, in 35 s (Retry-After)
                    Saturday, 28-Nov-26 22:01:00 GMT | after 2026-11-28T22:01:00Z, in 60 s (Retry-After)
                    Sat Nov 28 22:00:35 2026       | after 2026-11-28T22:00:35Z, in 35 s (Retry-After)
                    Sat, 28 Nov 2026 21:00:00 GMT  | after 2026-11-28T21:00:00Z (Retry-After, already past)
                    999999999999999999999          | later
                    -1                             | later
                    soon                           | later
                    """)
    void describesRetryAfter(String field, String when) {
        for (Transport transport : Transport.values()) {
            for (int status : new int[] {429, 503}) {
                Failure failure = of(transport, status, "Wait", "", "Retry-After: " + field);
                assertThat(failure.kind())
                        .isEqualTo(status == 429 ? FailureKind.RATE_LIMITED : FailureKind.UNAVAILABLE);
                assertThat(failure.hint()).contains("try again " + when);
            }
        }
        assertThat(of(Transport.POLLING, 429, "Wait", "").hint()).startsWith("try again later;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    520 | ''               | the server behind it responded with nothing, or not with HTTP
                    521 | ''               | the server behind it refuses connections
                    522 | ''               | the server behind it does not accept connections in time
                    523 | ''               | the server behind it is unreachable
                    524 | ''               | the server behind it did not respond within the time limit (100 s)
                    525 | ''               | the TLS handshake with the server behind it failed
                    526 | ''               | the certificate of the server behind it is not valid
                    527 | ''               | the server behind it responded with nothing, or not with HTTP
                    530 | error code: 1016 | it cannot resolve the server behind it
                    530 | error code: 1033 | its tunnel to the server is not connected
                    530 | ''               | it cannot reach the server behind it
                    """)
    void explainsStatusCodesOfCloudflare(int status, String body, String what) {
        String code = body.isEmpty() ? "" : ", " + body.replace(":", "");
        for (boolean opened : new boolean[] {false, true}) {
            for (Transport transport : Transport.values()) {
                Failure failure = of(transport, status, "", body, "Server: cloudflare", "CF-RAY: 8a1-FRA");
                assertThat(failure.message())
                        .isEqualTo("Cloudflare responded for " + URL + ": " + what + " (" + status + " from cloudflare"
                                + code + ")");
                assertThat(failure.hint()).isNotBlank().hasSizeLessThanOrEqualTo(120);
                assertThat(failure.kind().exitCode()).isEqualTo(ExitCode.NOT_CONNECTED);
            }
            progress.opened();
        }
        assertThat(of(Transport.POLLING, status, "", body).message())
                .startsWith("a proxy, most likely Cloudflare, responded for ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    403 | <title>Un momento…</title>    | cf-mitigated: challenge      | Cloudflare
                    403 | <title>Just a moment...</title> | Server: cloudflare         | Cloudflare
                    503 | <title>Just a moment...</title> | CF-RAY: 8a1                | Cloudflare
                    202 | ''                            | x-amzn-waf-action: challenge | AWS WAF
                    429 | ''                            | x-vercel-mitigated: challenge | Vercel
                    403 | <script src="/_Incapsula_Resource?x"> | X-CDN: Imperva       | Imperva
                    403 | <html>                        | Server: ddos-guard           | DDoS-Guard
                    """)
    void recognizesBrowserChecks(int status, String body, String field, String who) {
        for (boolean opened : new boolean[] {false, true}) {
            for (Transport transport : Transport.values()) {
                Failure failure = of(transport, status, "", body, field);
                assertThat(failure.kind()).isEqualTo(FailureKind.BROWSER_CHECK);
                assertThat(failure.message()).startsWith(who + " requires a browser check for ");
                assertThat(failure.kind().exitCode()).isEqualTo(ExitCode.REFUSED);
            }
            progress.opened();
        }
    }

    @Test
    void distinguishesABlockByCloudflareFromARefusalOfTheServer() {
        String[] cloudflare = {"Server: cloudflare", "CF-RAY: 8a1"};
        assertThat(of(Transport.POLLING, 403, "Forbidden", "error code: 1020", cloudflare)
                        .message())
                .isEqualTo("Cloudflare refused " + URL
                        + " in front of the server (403 Forbidden from cloudflare, error code 1020)");
        assertThat(of(Transport.POLLING, 403, "Forbidden", "<h1>Sorry, you have been blocked</h1>", cloudflare)
                        .kind())
                .isEqualTo(FailureKind.EDGE_REFUSED);
        assertThat(of(Transport.POLLING, 403, "Forbidden", "<h1>Forbidden</h1>", cloudflare)
                        .kind())
                .isEqualTo(FailureKind.FORBIDDEN);
        assertThat(of(Transport.POLLING, 403, "Forbidden", "{\"code\":4,\"message\":\"no\"}", cloudflare)
                        .kind())
                .isEqualTo(FailureKind.HANDSHAKE_UNAUTHORIZED);
    }

    /** Uses the messages of servers in JavaScript, Python, Go, Rust and other languages. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    400 | {"code":1,"message":"Session ID unknown"}
                    400 | {"code":"1","message":"Session ID unknown"}
                    400 | Session ID unknown
                    400 | "Invalid session"
                    400 | "Invalid session 9bc1"
                    400 | invalid sid value: 9bc1
                    400 | unknown sid
                    404 | unknown sid
                    404 | Session not found
                    410 | The session 9bc1 does not exist
                    500 | session 9bc1 is not registered
                    """)
    void hintsAtStickySessionsForEachWordingOfAnUnknownSession(int status, String body) {
        progress.opened();
        for (boolean answered : new boolean[] {false, true}) {
            for (Transport transport : Transport.values()) {
                assertHintsAtStickySessions(of(transport, status, "", body));
            }
            progress.namespaceConnected();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void hintsAtStickySessionsIfThePathIsGoneInASession(int status) {
        progress.opened();
        assertHintsAtStickySessions(of(Transport.POLLING, status, "", "<html>"));
        assertHintsAtStickySessions(of(Transport.POLLING, status, "", ""));
        assertThat(of(Transport.WEBSOCKET, 404, "", "<html>").kind()).isEqualTo(FailureKind.NO_SOCKET_IO_HERE);
    }

    @Test
    void hintsAtStickySessionsIfTheFirstRequestIsRefusedWithoutABody() {
        progress.opened();
        assertHintsAtStickySessions(of(Transport.POLLING, 400, "", ""));
        assertHintsAtStickySessions(of(Transport.POLLING, 500, "", ""));
        progress.namespaceConnected();
        assertThat(of(Transport.POLLING, 400, "", "").kind()).isEqualTo(FailureKind.POLLS_OVERLAPPED);
    }

    private static void assertHintsAtStickySessions(Failure failure) {
        assertThat(failure.kind()).isEqualTo(FailureKind.SESSION_UNKNOWN);
        assertThat(failure.hint()).contains("sticky sessions");
    }

    @Test
    void reportsARefusedRequestOfASession() {
        progress.opened();
        progress.namespaceConnected();
        assertThat(of(Transport.POLLING, 400, "Bad Request", "too many packets").message())
                .isEqualTo("the server refused a request of the open session (400 Bad Request: too many packets)");
        assertThat(of(Transport.POLLING, 400, "Bad Request", "{\"code\":3,\"message\":\"Bad request\"}")
                        .kind())
                .isEqualTo(FailureKind.REQUEST_REFUSED);
        assertThat(of(Transport.POLLING, 500, "Oops", "<html>").kind()).isEqualTo(FailureKind.REQUEST_REFUSED);
        assertThat(of(Transport.WEBSOCKET, 400, "Bad Request", "no").kind()).isNotEqualTo(FailureKind.REQUEST_REFUSED);
        progress.websocketAccepted();
        assertThat(of(Transport.WEBSOCKET, 400, "Bad Request", "no").kind()).isEqualTo(FailureKind.REQUEST_REFUSED);
    }

    /** Only JavaScript servers have allowRequest(). */
    @ParameterizedTest
    @EnumSource
    void doesNotMentionAllowRequestIfTheServerIsNotJavaScript(Transport transport) {
        for (String[] other : new String[][] {
            {"Forbidden", "Content-Type: text/plain; charset=utf-8"},
            {"Forbidden", "Content-Type: text/html; charset=utf-8", "Server: Werkzeug/2.2.2 Python/3.11.2"},
            {"\"Forbidden\"", "Content-Type: text/plain"},
            {"not authorized", "Content-Type: text/html", "Server: gunicorn"},
            {"{\"code\":4,\"message\":\"Forbidden\"}", "Content-Type: application/json; charset=utf-8"},
            {"", "Content-Length: 0"}
        }) {
            Failure failure = of(transport, 400, "Forbidden", other[0], Arrays.copyOfRange(other, 1, other.length));
            assertThat(failure.kind()).as(other[0]).isEqualTo(FailureKind.HANDSHAKE_UNAUTHORIZED);
            assertThat(failure.kind().exitCode()).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(of(Transport.WEBSOCKET, 400, "Bad Request", "thou shalt not pass", "Content-type: text/html")
                        .kind())
                .isEqualTo(FailureKind.HANDSHAKE_FORBIDDEN);
        assertThat(of(transport, 403, "Forbidden", "{\"code\":4,\"message\":\"no\"}", "Content-Type: application/json")
                        .kind())
                .isEqualTo(FailureKind.HANDSHAKE_FORBIDDEN);
    }

    /** The byte 255 of the binary framing is not UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"97:0{\"sid\":\"a\"}2:40", "\u0000\u0009\u0007\ufffd0{\"sid\":\"a\"}"})
    void recognizesAHandshakeOfTheOtherGeneration(String body) {
        assertThat(of(Transport.POLLING, 200, "OK", body).kind()).isEqualTo(FailureKind.OTHER_GENERATION);
        assertThat(of(Transport.POLLING, 200, "OK", "0{\"sid\":\"a\"}").kind()).isEqualTo(FailureKind.NOT_A_HANDSHAKE);
    }

    @Test
    void shortensAReasonAnAddressAndAName() {
        String message = of(Transport.POLLING, 302, "x".repeat(10_000), "", "Location: /" + "y".repeat(10_000))
                .message();
        assertThat(message).contains("...").hasSizeLessThan(1_000);
    }
}
