package io.github.siocli.net.cookie;

import java.time.Instant;
import java.util.Optional;

/**
 * A cookie that was kept from elsewhere (RFC 6265, section 5.3).
 *
 * @param domain the host that it is for
 * @param subdomains whether it is for all hosts below that one too
 * @param path the path that it is for, and all below
 * @param secure whether it may be sent over TLS only
 * @param expires until when it may be sent; for ever where that is empty
 */
public record StoredCookie(
        String domain,
        boolean subdomains,
        String path,
        boolean secure,
        Optional<Instant> expires,
        String name,
        String value) {}
