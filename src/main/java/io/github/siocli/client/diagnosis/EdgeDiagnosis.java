package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.http.HttpResponseSummary;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains responses of a content delivery network or a firewall in front of a server. */
final class EdgeDiagnosis {

    private static final String CLOUDFLARE = "Cloudflare";
    private static final int FORBIDDEN = 403;
    private static final int RATE_LIMITED = 429;
    private static final int UNAVAILABLE = 503;
    /** An error code of Cloudflare, in text or in a page: four digits that begin with 1. */
    private static final Pattern ERROR = Pattern.compile("(?i)\\berror(?: code)?:?\\s*(1\\d{3})\\b");

    private final String url;

    /**
     * Creates a diagnosis.
     *
     * @param url the requested URL
     */
    EdgeDiagnosis(String url) {
        this.url = url;
    }

    /** Explains a response that does not come from the server itself; empty if it may come from the server. */
    Optional<Failure> of(HttpResponseSummary answer) {
        String challenger = challenger(answer);
        if (!challenger.isEmpty()) {
            return Optional.of(Failure.of(FailureKind.BROWSER_CHECK, url, answer.label(), challenger));
        }
        String error = isCloudflare(answer) ? error(answer) : "";
        if (isOriginStatus(answer.status())) {
            return Optional.of(withoutServer(answer, error));
        }
        boolean isBlocked = isCloudflare(answer)
                && answer.status() == FORBIDDEN
                && (!error.isEmpty() || answer.body().contains("you have been blocked"));
        return isBlocked
                ? Optional.of(Failure.of(FailureKind.EDGE_REFUSED, url, label(answer, error), CLOUDFLARE))
                : Optional.empty();
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
        boolean isRefusal =
                answer.status() == FORBIDDEN || answer.status() == UNAVAILABLE || answer.status() == RATE_LIMITED;
        if (!isRefusal) {
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

    private static boolean isCloudflare(HttpResponseSummary answer) {
        return !answer.field("cf-ray").isEmpty() || answer.server().equalsIgnoreCase("cloudflare");
    }

    private static String error(HttpResponseSummary answer) {
        Matcher error = ERROR.matcher(answer.body());
        return error.find() ? error.group(1) : "";
    }

    /** Returns true for the status codes with which Cloudflare reports failures of the server behind it. */
    private static boolean isOriginStatus(int status) {
        return status >= 520 && status <= 527 || status == 530;
    }

    private static String label(HttpResponseSummary answer, String error) {
        return answer.label() + (error.isEmpty() ? "" : ", error code " + error);
    }

    private Failure withoutServer(HttpResponseSummary answer, String error) {
        String who = isCloudflare(answer) ? CLOUDFLARE : "a proxy, most likely Cloudflare,";
        String[] reason = reason(answer.status(), error);
        return Failure.of(FailureKind.EDGE_WITHOUT_SERVER, url, label(answer, error), who, reason[0], reason[1]);
    }

    /** Returns the problem, and a hint. */
    private static String[] reason(int status, String error) {
        return switch (status) {
            case 521 ->
                reason("the server behind it refuses connections", "start it, or let its firewall admit Cloudflare");
            case 522 ->
                reason(
                        "the server behind it does not accept connections in time",
                        "check its load, and its firewall, which may drop Cloudflare's packets");
            case 523 ->
                reason("the server behind it is unreachable", "check its address in the DNS settings of the zone");
            case 524 ->
                reason(
                        "the server behind it did not respond within the time limit (100 s)",
                        "lower pingInterval if polls take longer, or use --transport websocket");
            case 525 ->
                reason(
                        "the TLS handshake with the server behind it failed",
                        "check the server's TLS, or the zone's SSL mode");
            case 526 ->
                reason(
                        "the certificate of the server behind it is not valid",
                        "renew it, or choose another SSL mode for the zone than Full (strict)");
            case 530 ->
                switch (error) {
                    case "1016" ->
                        reason("it cannot resolve the server behind it", "check the DNS records of the zone");
                    case "1033" ->
                        reason("its tunnel to the server is not connected", "start cloudflared on the server");
                    default ->
                        reason("it cannot reach the server behind it", "-v shows its page, which has an error code");
                };
            default ->
                reason(
                        "the server behind it responded with nothing, or not with HTTP",
                        "read the server's log; it may have crashed, or its header fields are too large");
        };
    }

    private static String[] reason(String what, String hint) {
        return new String[] {what, hint};
    }
}
