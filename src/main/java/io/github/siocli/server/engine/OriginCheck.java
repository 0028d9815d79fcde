package io.github.siocli.server.engine;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Refuses requests that a web page of another site may have made. Used on the event loop. */
final class OriginCheck {

    private static final String FETCH_SITE = "sec-fetch-site";
    private static final String CROSS_SITE = "cross-site";

    private final OriginPolicy policy;
    private final LocalHosts localHosts;

    OriginCheck(OriginPolicy policy, LocalHosts localHosts) {
        this.policy = policy;
        this.localHosts = localHosts;
    }

    /** Returns the refusal of a request, or empty if it is allowed. Programs other than browsers send no origin. */
    Optional<ForeignRequest> check(EngineRequest request, InetSocketAddress client) {
        if (policy.allowsAny()) {
            return Optional.empty();
        }
        for (String origin : request.head().headers().getAll(HttpHeaderNames.ORIGIN)) {
            if (!trusts(origin)) {
                ForeignRequest.Cause cause = OriginPolicy.isOpaque(origin)
                        ? ForeignRequest.Cause.OPAQUE_ORIGIN
                        : ForeignRequest.Cause.ORIGIN;
                return Optional.of(new ForeignRequest(cause, origin, client));
            }
        }
        // Checked after the origin, because a listed origin allows its own host.
        for (String host : request.head().headers().getAll(HttpHeaderNames.HOST)) {
            if (!host.isBlank() && !allowsHost(host)) {
                return Optional.of(new ForeignRequest(ForeignRequest.Cause.HOST, host, client));
            }
        }
        // Images, scripts and links are requested without an origin.
        boolean crossSite = request.header(HttpHeaderNames.ORIGIN).isEmpty()
                && request.header(FETCH_SITE).filter(CROSS_SITE::equals).isPresent();
        return crossSite
                ? Optional.of(new ForeignRequest(ForeignRequest.Cause.CROSS_SITE, "", client))
                : Optional.empty();
    }

    private boolean allowsHost(String value) {
        Optional<String> host = HostHeader.host(value);
        return host.isPresent() && (localHosts.contains(host.get()) || policy.containsHost(host.get()));
    }

    /** Returns true if a page of an origin may read responses. */
    boolean allows(String origin) {
        return policy.allowsAny() || trusts(origin);
    }

    /** Returns true if a page may send cookies: it is of this machine, or its origin is listed. */
    boolean trusts(String origin) {
        return policy.containsOrigin(origin)
                || OriginPolicy.webHost(origin).filter(localHosts::contains).isPresent();
    }
}
