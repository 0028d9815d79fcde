package io.github.siocli.doctor.check;

import io.github.siocli.doctor.SetCookie;
import io.github.siocli.net.ServerAddress;
import java.util.Locale;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a web page (HTML standard, "origin").
 *
 * @param text the value of the field Origin; {@code null} for a page without an origin, such as a file
 * @param url scheme, host and port; null for a page without an origin
 */
record PageOrigin(String text, @Nullable HttpUrl url) {

    /** Reads an origin as browsers write it: in lower case, and without the default port of its scheme. */
    static PageOrigin of(String given) {
        HttpUrl url = HttpUrl.parse(given);
        return url == null ? new PageOrigin(given, null) : of(url);
    }

    /** Returns the origin of the pages of a server. */
    static PageOrigin of(ServerAddress server) {
        return of(HttpUrl.get(server.withoutZone().url()));
    }

    private static PageOrigin of(HttpUrl url) {
        String text = url.newBuilder().encodedPath("/").query(null).build().toString();
        return new PageOrigin(text.substring(0, text.length() - 1), url);
    }

    /** Returns true if a browser does not restrict the requests of this page to the server. */
    boolean isSameOrigin(PageOrigin server) {
        return text.equals(server.text);
    }

    /** Returns true if the page may not use the server, because only the page has come over TLS. */
    boolean isMixedContent(PageOrigin server) {
        return url != null && url.isHttps() && !server.isTrustworthy();
    }

    /** Returns true if browsers treat the origin as secure (Secure Contexts, section 3.1). */
    private boolean isTrustworthy() {
        return url != null && (url.isHttps() || isLoopback(url.host()));
    }

    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.matches("127(\\.\\d{1,3}){3}");
    }

    /**
     * Returns true if a browser stores the cookie of a server that this page requests with credentials, and sends it with
     * later requests (RFC 6265bis, section 5.7): pages of another site get only cookies with {@code SameSite=None;
     * Secure}. Some browsers send them none at all.
     */
    boolean sends(SetCookie cookie, PageOrigin server) {
        boolean isForAllSites = cookie.sameSite().equals("none");
        return cookie.isSecure()
                ? server.isTrustworthy() && (isForAllSites || isSameSite(server))
                : !isForAllSites && isSameSite(server);
    }

    /** Returns true if scheme and registrable domain are the same; the port does not count. */
    private boolean isSameSite(PageOrigin server) {
        return url != null
                && server.url != null
                && url.isHttps() == server.url.isHttps()
                && site(url).equals(site(server.url));
    }

    private static String site(HttpUrl url) {
        return Objects.requireNonNullElse(url.topPrivateDomain(), url.host());
    }
}
