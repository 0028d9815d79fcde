package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.http.HttpResponseSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains responses of a content delivery network or a firewall in front of a server. */
final class EdgeDiagnosis {

    private static final String CLOUDFLARE = "Cloudflare";
    private static final int FORBIDDEN = 403;
    /** The status codes of a refusal. */
    private static final List<Integer> REFUSALS = List.of(FORBIDDEN, 429, 503);
    /** An error code of Cloudflare, in text or in a page: four digits that begin with 1. */
    private static final Pattern ERROR = Pattern.compile("(?i)\\berror(?: code)?:?\\s*(1\\d{3})\\b");

    /** Why Cloudflare does not reach the server behind it. */
    private record Reason(String problem, String hint) {}

    /** The reasons by status, or by status and error code. */
    private static final Map<String, Reason> REASONS = Map.of(
            "521",
            new Reason("the server behind it refuses connections", "start it, or let its firewall admit Cloudflare"),
            "522",
            new Reason(
                    "the server behind it does not accept connections in time",
                    "check its load, and its firewall, which may drop Cloudflare's packets"),
            "523",
            new Reason("the server behind it is unreachable", "check its address in the DNS settings of the zone"),
            "524",
            new Reason(
                    "the server behind it did not respond within the time limit (100 s)",
                    "lower pingInterval if polls take longer, or use --transport websocket"),
            "525",
            new Reason(
                    "the TLS handshake with the server behind it failed",
                    "check the server's TLS, or the zone's SSL mode"),
            "526",
            new Reason(
                    "the certificate of the server behind it is not valid",
                    "renew it, or choose another SSL mode for the zone than Full (strict)"),
            "530",
            new Reason("it cannot reach the server behind it", "-v shows its page, which has an error code"),
            "530 1016",
            new Reason("it cannot resolve the server behind it", "check the DNS records of the zone"),
            "530 1033",
            new Reason("its tunnel to the server is not connected", "start cloudflared on the server"));

    private static final Reason OTHER_REASON = new Reason(
            "the server behind it responded with nothing, or not with HTTP",
            "read the server's log; it may have crashed, or its header fields are too large");

    private EdgeDiagnosis() {}

    /**
     * Explains a response that does not come from the server itself; empty if it may come from the server.
     *
     * @param url the requested URL
     */
    static Optional<Failure> of(HttpResponseSummary answer, String url) {
        String challenger = challenger(answer);
        if (!challenger.isEmpty()) {
            return Optional.of(Failure.of(FailureKind.BROWSER_CHECK, url, answer.label(), challenger));
        }
        int status = answer.status();
        boolean isCloudflare =
                !answer.field("cf-ray").isEmpty() || answer.server().equalsIgnoreCase("cloudflare");
        Matcher code = ERROR.matcher(answer.body());
        String error = isCloudflare && code.find() ? code.group(1) : "";
        String label = answer.label() + (error.isEmpty() ? "" : ", error code " + error);
        // The status codes with which Cloudflare reports failures of the server behind it.
        if (status >= 520 && status <= 527 || status == 530) {
            Reason byStatus = REASONS.getOrDefault(String.valueOf(status), OTHER_REASON);
            Reason reason = REASONS.getOrDefault(status + " " + error, byStatus);
            String who = isCloudflare ? CLOUDFLARE : "a proxy, most likely Cloudflare,";
            return Optional.of(
                    Failure.of(FailureKind.EDGE_WITHOUT_SERVER, url, label, who, reason.problem(), reason.hint()));
        }
        boolean isBlocked = isCloudflare
                && status == FORBIDDEN
                && (!error.isEmpty() || answer.body().contains("you have been blocked"));
        return isBlocked ? Optional.of(Failure.of(FailureKind.EDGE_REFUSED, url, label, CLOUDFLARE)) : Optional.empty();
    }

    /** Returns the name of the service that sent a browser check; empty if the response is not one. */
    private static String challenger(HttpResponseSummary answer) {
        if (answer.field("cf-mitigated").equalsIgnoreCase("challenge")) {
            return CLOUDFLARE;
        }
        if (!answer.field("x-amzn-waf-action").isEmpty()) {
            return "AWS WAF";
        }
        if (answer.field("x-vercel-mitigated").equalsIgnoreCase("challenge")) {
            return "Vercel";
        }
        if (!REFUSALS.contains(answer.status())) {
            return "";
        }
        String body = answer.body();
        if (body.contains("<title>Just a moment") || body.contains("/cdn-cgi/challenge-platform/")) {
            return CLOUDFLARE;
        }
        if (body.contains("_Incapsula_Resource")) {
            return "Imperva";
        }
        return answer.server().equalsIgnoreCase("ddos-guard") ? "DDoS-Guard" : "";
    }
}
