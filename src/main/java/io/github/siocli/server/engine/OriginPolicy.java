package io.github.siocli.server.engine;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The web pages that may use the server besides those of this machine, over polling (Fetch standard, "CORS protocol")
 * and over websocket (RFC 6455, section 10.2).
 *
 * @param allowsAny true to allow every page, and requests with any host
 * @param origins allowed origins, for example {@code https://app.example}; {@code null} allows pages without an
 *     origin
 */
public record OriginPolicy(boolean allowsAny, Set<String> origins) {

    /** Allows only pages of this machine. */
    public static final OriginPolicy LOCAL = new OriginPolicy(false, Set.of());

    /** Allows every page. */
    public static final OriginPolicy ANY = new OriginPolicy(true, Set.of());

    /** The origin of a page without one: a file or a sandboxed frame (HTML standard, "origin"). */
    static final String OPAQUE = "null";

    /** The origin that some browsers send for files. */
    private static final String FILE = "file://";

    private static final String SCHEME_END = "://";

    public OriginPolicy {
        Set<String> all = new HashSet<>();
        for (String origin : origins) {
            all.add(normalized(origin));
        }
        origins = Set.copyOf(all);
    }

    /** Returns true if an origin is listed. */
    boolean containsOrigin(String origin) {
        return origins.contains(normalized(origin));
    }

    /** Returns true if a listed origin has the host. */
    boolean containsHost(String host) {
        for (String origin : origins) {
            if (host(origin).filter(host::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Returns true if an origin belongs to a page without one. */
    static boolean isOpaque(String origin) {
        return normalized(origin).equals(OPAQUE);
    }

    /** Returns the host of an HTTP or HTTPS origin, or empty. */
    static Optional<String> webHost(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://") ? host(lower) : Optional.empty();
    }

    private static Optional<String> host(String origin) {
        int scheme = origin.indexOf(SCHEME_END);
        return scheme < 0 ? Optional.empty() : HostHeader.host(origin.substring(scheme + SCHEME_END.length()));
    }

    private static String normalized(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (lower.equals(FILE)) {
            return OPAQUE;
        }
        String defaultPort = lower.startsWith("http://") ? ":80" : lower.startsWith("https://") ? ":443" : "";
        return !defaultPort.isEmpty() && lower.endsWith(defaultPort)
                ? lower.substring(0, lower.length() - defaultPort.length())
                : lower;
    }
}
