package io.github.siocli.net.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;

class CookiesTest {

    private static final HttpUrl URL = HttpUrl.get("http://app.example.org/socket.io/?EIO=4");
    private static final HttpUrl SECURE = HttpUrl.get("https://app.example.org/socket.io/");

    private final ManualClock time = new ManualClock();
    private final Cookies cookies = new Cookies(List.of(), time);

    @Test
    void sendsStoredCookies() {
        answer(URL, "AWSALB=x/y+z==; Path=/; Expires=Wed, 01 Jan 2098 00:00:00 GMT", "SRV=2; Path=/; HttpOnly");
        assertThat(cookies.header(URL, List.of())).contains("AWSALB=x/y+z==; SRV=2");
        assertThat(cookies.header(HttpUrl.get("http://other.example/socket.io/"), List.of()))
                .isEmpty();
    }

    @Test
    void sendsTheLastValueOfACookie() {
        answer(URL, "SRV=1; Path=/");
        answer(URL, "SRV=2; Path=/");
        assertThat(cookies.header(URL, List.of())).contains("SRV=2");
        answer(URL, "SRV=2; Path=/; Max-Age=0");
        assertThat(cookies.header(URL, List.of())).isEmpty();
    }

    @Test
    void appliesPathDomainAndSecureRules() {
        answer(SECURE, "secure=1; Path=/; Secure", "path=1; Path=/chat", "deep=1; Path=/socket.io", "all=1; Path=/");
        answer(SECURE, "wide=1; Path=/; Domain=example.org", "foreign=1; Path=/; Domain=other.example");
        assertThat(cookies.header(URL, List.of())).contains("deep=1; all=1; wide=1");
        assertThat(cookies.header(SECURE, List.of())).contains("deep=1; secure=1; all=1; wide=1");
        assertThat(cookies.header(HttpUrl.get("http://www.example.org/"), List.of()))
                .contains("wide=1");
    }

    @Test
    void doesNotSendExpiredCookies() {
        answer(URL, "short=1; Path=/; Max-Age=60");
        assertThat(cookies.header(URL, List.of())).contains("short=1");
        time.now = Instant.now().plus(Duration.ofMinutes(2));
        assertThat(cookies.header(URL, List.of())).isEmpty();
    }

    @Test
    void prefersCookiesOfTheUser() {
        answer(URL, "SRV=1; Path=/", "other=1; Path=/");
        assertThat(cookies.header(URL, List.of("SRV=mine; x=y", "z="))).contains("SRV=mine; x=y; z=; other=1");
        assertThat(new Cookies(List.of(), time).header(URL, List.of("a=b"))).contains("a=b");
    }

    @Test
    void sendsMatchingCookiesOfAFile() {
        Optional<Instant> past = Optional.of(Instant.EPOCH.plusSeconds(1));
        Cookies stored = new Cookies(
                List.of(
                        stored("app.example.org", false, "/", false, Optional.empty(), "own"),
                        stored("example.org", true, "/", false, Optional.empty(), "wide"),
                        stored("example.org", false, "/", false, Optional.empty(), "elsewhere"),
                        stored("app.example.org", false, "/", true, Optional.empty(), "secure"),
                        stored("app.example.org", false, "/other", false, Optional.empty(), "path"),
                        stored("app.example.org", false, "/", false, past, "over"),
                        stored(
                                "app.example.org",
                                false,
                                "/",
                                false,
                                Optional.of(Instant.ofEpochSecond(999_999_999_999L)),
                                "late")),
                time);
        assertThat(stored.header(URL, List.of())).contains("own=v; wide=v; late=v");
        stored.store(URL, Headers.of("Set-Cookie", "own=new; Path=/"));
        assertThat(stored.header(URL, List.of())).contains("wide=v; late=v; own=new");
    }

    @Test
    void sendsAndStoresCookiesOfWebsockets() {
        List<String> sent = new ArrayList<>();
        List<WebSocketListener> wires = new ArrayList<>();
        CookieWebSocketFactory sockets = new CookieWebSocketFactory(
                (request, wire) -> {
                    sent.add(request.header("Cookie"));
                    wires.add(wire);
                    return null;
                },
                cookies);
        Request request =
                new Request.Builder().url(URL).header("Cookie", "own=1").build();
        List<String> told = new ArrayList<>();
        WebSocketListener listener = new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                told.add("open");
            }

            @Override
            public void onFailure(WebSocket socket, Throwable e, Response response) {
                told.add("failed");
            }
        };

        sockets.newWebSocket(request, listener);
        wires.get(0).onFailure(null, new IOException(), answer(request, 503, "SRV=1; Path=/"));
        sockets.newWebSocket(request, listener);
        wires.get(1).onOpen(null, answer(request, 101, "SRV=2; Path=/"));
        sockets.newWebSocket(request, listener);
        wires.get(2).onFailure(null, new IOException(), null);
        assertThat(sent).containsExactly("own=1", "own=1; SRV=1", "own=1; SRV=2");
        assertThat(told).containsExactly("failed", "open", "failed");
    }

    private static Response answer(Request request, int status, String set) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .header("Set-Cookie", set)
                .build();
    }

    private static StoredCookie stored(
            String domain, boolean subdomains, String path, boolean secure, Optional<Instant> expires, String name) {
        return new StoredCookie(domain, subdomains, path, secure, expires, name, "v");
    }

    private void answer(HttpUrl url, String... set) {
        for (String cookie : set) {
            cookies.store(url, Headers.of("Set-Cookie", cookie));
        }
    }

    /** A clock that stands still until the test moves it. */
    private static final class ManualClock extends Clock {

        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
