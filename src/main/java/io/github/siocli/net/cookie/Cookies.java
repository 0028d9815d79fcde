package io.github.siocli.net.cookie;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Cookie;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The cookie store of a session (RFC 6265): cookies from the user's files, and cookies set by servers and load
 * balancers. The latter keep a session on its node behind a load balancer. Any thread may call.
 *
 * <p>It must be a network interceptor: requests that other interceptors create or repeat need the cookies of that
 * moment.
 */
public final class Cookies implements Interceptor {

    private static final String COOKIE = "Cookie";
    private static final String SET_COOKIE = "Set-Cookie";

    private final Clock clock;
    private final List<Cookie> cookies = new ArrayList<>();

    public Cookies(List<StoredCookie> stored, Clock clock) {
        this.clock = clock;
        stored.forEach(cookie -> store(cookie(cookie)));
    }

    private static Cookie cookie(StoredCookie stored) {
        Cookie.Builder cookie =
                new Cookie.Builder().name(stored.name()).value(stored.value()).path(stored.path());
        if (stored.subdomains()) {
            cookie.domain(stored.domain());
        } else {
            cookie.hostOnlyDomain(stored.domain());
        }
        if (stored.secure()) {
            cookie.secure();
        }
        stored.expires().map(Instant::toEpochMilli).ifPresent(cookie::expiresAt);
        return cookie.build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(withCookies(chain.request()));
        store(response.request().url(), response.headers());
        return response;
    }

    /** Returns the request with the stored cookies that match it, after its own cookies. Call this once per request. */
    Request withCookies(Request request) {
        List<String> own = request.headers(COOKIE);
        if (own.size() < 2 && isEmpty()) {
            return request;
        }
        return header(request.url(), own)
                .map(value -> request.newBuilder().header(COOKIE, value).build())
                .orElse(request);
    }

    private synchronized boolean isEmpty() {
        return cookies.isEmpty();
    }

    /** Stores the cookies that a response sets. */
    void store(HttpUrl url, Headers answer) {
        if (answer.get(SET_COOKIE) != null) {
            Cookie.parseAll(url, answer).forEach(this::store);
        }
    }

    private synchronized void store(Cookie cookie) {
        cookies.removeIf(old -> old.name().equals(cookie.name())
                && old.domain().equals(cookie.domain())
                && old.path().equals(cookie.path()));
        // Added even if it has expired: an expiry in the past deletes a cookie.
        cookies.add(cookie);
        cookies.removeIf(old -> old.expiresAt() <= clock.millis());
    }

    /**
     * Returns the value of the field Cookie for a request.
     *
     * @param own values of this field that the request already has; their cookies win over stored ones of the same name
     * @return empty if there is no cookie to send
     */
    synchronized Optional<String> header(HttpUrl url, List<String> own) {
        List<String> sent = new ArrayList<>(own);
        Set<String> names = new HashSet<>();
        for (String value : own) {
            for (String pair : value.split(";")) {
                names.add(pair.split("=", 2)[0].strip());
            }
        }
        cookies.stream()
                .filter(cookie -> cookie.expiresAt() > clock.millis() && cookie.matches(url))
                .filter(cookie -> !names.contains(cookie.name()))
                // Cookies with longer paths first (RFC 6265, section 5.4).
                .sorted(Comparator.comparingInt(cookie -> -cookie.path().length()))
                .forEach(cookie -> sent.add(cookie.name() + "=" + cookie.value()));
        return sent.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", sent));
    }
}
