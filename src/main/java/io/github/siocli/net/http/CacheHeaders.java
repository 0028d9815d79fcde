package io.github.siocli.net.http;

import java.util.List;
import java.util.Locale;
import okhttp3.Response;

/** Recognizes responses that a cache sent in place of the server. */
public final class CacheHeaders {

    private static final List<String> STATUS = List.of("X-Cache", "X-Cache-Status", "CF-Cache-Status", "X-Proxy-Cache");

    private CacheHeaders() {}

    /** Returns the header that shows a cached response, such as {@code X-Cache: HIT}; empty if there is none. */
    public static String cacheHit(Response response) {
        for (String name : STATUS) {
            String status = response.header(name, "");
            if (status.toUpperCase(Locale.ROOT).contains("HIT")) {
                return name + ": " + status;
            }
        }
        String age = response.header("Age", "0");
        return age.matches("0*") ? "" : "Age: " + age;
    }
}
