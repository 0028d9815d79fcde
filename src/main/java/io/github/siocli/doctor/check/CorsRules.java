package io.github.siocli.doctor.check;

import io.github.siocli.doctor.Exchange;
import io.github.siocli.doctor.check.Obstacle.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides as browsers do whether a page of another origin may read a response (Fetch standard, "CORS protocol"). */
final class CorsRules {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";

    /** Header fields that a page may send without a preflight request. */
    private static final Set<String> SAFE =
            Set.of("accept", "accept-language", "content-language", "content-type", "range");
    /** Header fields that browsers set themselves, and ignore if a page sets them. */
    private static final Set<String> FORBIDDEN = Set.of(
            "accept-charset",
            "accept-encoding",
            "connection",
            "content-length",
            "cookie",
            "cookie2",
            "date",
            "dnt",
            "expect",
            "host",
            "keep-alive",
            "origin",
            "referer",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    private CorsRules() {}

    /** Returns true if a page can send a header field only after a preflight request. */
    static boolean needsPreflight(String field) {
        String name = field.toLowerCase(Locale.ROOT);
        return !SAFE.contains(name)
                && !FORBIDDEN.contains(name)
                && !name.startsWith("proxy-")
                && !name.startsWith("sec-")
                && !name.startsWith("access-control-request-");
    }

    /** Returns the reason why the page may not read a response; empty if it may ("CORS check"). */
    static Optional<Obstacle> blocked(Exchange exchange, PageOrigin page, boolean withCredentials) {
        String allowed = exchange.fieldValues(ALLOW_ORIGIN);
        if (allowed.equals("*") && !withCredentials) {
            return Optional.empty();
        }
        if (allowed.isEmpty()) {
            return obstacle(Kind.ORIGIN, "no " + ALLOW_ORIGIN);
        }
        if (allowed.equals("*")) {
            return obstacle(Kind.CREDENTIALS, ALLOW_ORIGIN + ": * does not allow credentials");
        }
        if (!allowed.equals(page.text())) {
            return allowed.contains(",")
                    ? obstacle(Kind.REPEATED_FIELD, ALLOW_ORIGIN + ": " + allowed + " is more than one value")
                    : obstacle(Kind.ORIGIN, ALLOW_ORIGIN + ": " + allowed + " is another origin");
        }
        String credentials = exchange.fieldValues(ALLOW_CREDENTIALS);
        if (!withCredentials || credentials.equals("true")) {
            return Optional.empty();
        }
        return obstacle(
                Kind.CREDENTIALS,
                credentials.isEmpty()
                        ? "no " + ALLOW_CREDENTIALS
                        : ALLOW_CREDENTIALS + ": " + credentials + " is not \"true\"");
    }

    private static Optional<Obstacle> obstacle(Kind kind, String text) {
        return Optional.of(new Obstacle(kind, text));
    }

    /**
     * Returns the reason why a browser does not send the request after a preflight request; empty if it does.
     *
     * @param fields names of the header fields that the preflight asked for
     */
    static Optional<Obstacle> preflightBlocked(
            Exchange preflight, PageOrigin page, boolean withCredentials, List<String> fields) {
        return blocked(preflight, page, withCredentials)
                .or(() -> preflight.status() / 100 == 2
                        ? Optional.empty()
                        : obstacle(Kind.FIELD, "the preflight request is answered with status " + preflight.status()))
                .or(() -> fields.stream()
                        .filter(field -> !isAllowed(field, preflight.fieldValues(ALLOW_HEADERS), withCredentials))
                        .findFirst()
                        .map(field -> new Obstacle(Kind.FIELD, ALLOW_HEADERS + " does not contain " + field)));
    }

    private static boolean isAllowed(String field, String allowed, boolean withCredentials) {
        String name = field.toLowerCase(Locale.ROOT);
        List<String> names = Arrays.stream(allowed.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .toList();
        // The standard excludes Authorization from the wildcard; browsers do not yet.
        return names.contains(name) || names.contains("*") && !withCredentials;
    }
}
