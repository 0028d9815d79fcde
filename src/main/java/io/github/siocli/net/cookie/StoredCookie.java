package io.github.siocli.net.cookie;

import java.time.Instant;
import java.util.Optional;

/**
 * A cookie from a cookie file (RFC 6265, section 5.3).
 *
 * @param domain the host that the cookie is for
 * @param subdomains true if the cookie is also for all subdomains of the host
 * @param path the path that the cookie is for, with all paths below it
 * @param secure true if the cookie may only be sent over TLS
 * @param expires the expiry; empty if the cookie does not expire
 */
public record StoredCookie(
        String domain,
        boolean subdomains,
        String path,
        boolean secure,
        Optional<Instant> expires,
        String name,
        String value) {}
