package io.github.siocli.doctor.check;

import io.github.siocli.net.http.HttpResponseSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The programs that responded, as far as header fields show them.
 *
 * @param server the field {@code Server}, or {@code X-Powered-By}; empty if the response has neither
 * @param hops the proxies and content delivery networks that the response names
 */
record Responder(String server, List<String> hops) {

    /** Header fields that only one product or service sends, with its name. */
    private static final List<List<String>> MARKS = List.of(
            List.of("cf-ray", "Cloudflare"),
            List.of("x-amz-cf-id", "Amazon CloudFront"),
            List.of("x-amzn-trace-id", "AWS ALB"),
            List.of("x-served-by", "Fastly"),
            List.of("x-akamai-transformed", "Akamai"),
            List.of("x-azure-ref", "Azure Front Door"),
            List.of("x-vercel-id", "Vercel"),
            List.of("fly-request-id", "Fly.io"));

    static Responder of(HttpResponseSummary answer) {
        List<String> hops = new ArrayList<>();
        if (!answer.field("Via").isEmpty()) {
            hops.add("Via: " + answer.field("Via"));
        }
        for (List<String> mark : MARKS) {
            if (!answer.field(mark.get(0)).isEmpty()) {
                hops.add(mark.get(1));
            }
        }
        return new Responder(answer.server(), hops);
    }

    /** Returns the programs for users; empty if the response names none. */
    String description() {
        List<String> parts = new ArrayList<>();
        if (!server.isEmpty()) {
            parts.add(server);
        }
        parts.addAll(hops);
        return String.join(", ", parts);
    }

    /** Returns true if the response comes from or through a program that is known as a proxy. */
    boolean isProxy() {
        return !hops.isEmpty() || product().isPresent();
    }

    /** Returns the name of the product whose configuration is to be changed; empty if it is unknown. */
    Optional<String> product() {
        String all = description().toLowerCase(Locale.ROOT);
        if (all.contains("cloudflare")) {
            return Optional.of(ProxySnippets.CLOUDFLARE);
        }
        if (all.contains("nginx") || all.contains("openresty")) {
            return Optional.of(ProxySnippets.NGINX);
        }
        if (all.contains("caddy")) {
            return Optional.of(ProxySnippets.CADDY);
        }
        if (all.contains("apache")) {
            return Optional.of(ProxySnippets.APACHE);
        }
        if (all.contains("awselb") || all.contains("aws alb")) {
            return Optional.of(ProxySnippets.AWS_ALB);
        }
        return all.contains("iis") || all.contains("arr/") ? Optional.of(ProxySnippets.IIS) : Optional.empty();
    }
}
