package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.http.RetryAfter;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.proxy.ProxyRefusals;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Explains an HTTP response that does not come from an Engine.IO server. */
final class HttpDiagnosis {

    private static final String NGINX = "nginx";
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED_AT_PROXY = 407;
    private static final Set<Integer> PROXY_STATUS = Set.of(UNAUTHORIZED_AT_PROXY, 502, 503, 504);
    /** Titles with which nginx reports a missing or a rejected client certificate. */
    private static final List<String> CERTIFICATE_TITLES =
            List.of("No required SSL certificate was sent", "The SSL certificate error");

    private final ConnectAttempt attempt;
    private final EnginePath path;
    private final HttpResponseSummary answer;
    /** The proxy that gets the requests instead of the server; null if there is none. */
    private final @Nullable ProxyAddress proxy;

    private final String label;

    HttpDiagnosis(ConnectAttempt attempt, HttpResponseSummary answer, Transport transport) {
        this.attempt = attempt;
        this.path = attempt.path();
        this.answer = answer;
        this.proxy = attempt.options().sendsRequestsToProxy(transport)
                ? attempt.proxy().orElseThrow()
                : null;
        this.label = answer.label() + (proxy == null ? "" : ", through the proxy " + proxy.url());
    }

    /** Recognizes the response of nginx to a missing or rejected client certificate, which it sends over HTTP. */
    Optional<Failure> ofClientCertificate() {
        return CERTIFICATE_TITLES.stream()
                .filter(title -> answer.status() == BAD_REQUEST && answer.body().contains(title))
                .findFirst()
                .flatMap(title ->
                        attempt.tlsDiagnosis().map(tls -> tls.ofClientCertificate(answer.label() + ": " + title)));
    }

    /** Recognizes the response of nginx to plain HTTP on a TLS port. */
    Optional<Failure> ofTlsPort() {
        return answer.body().contains("plain HTTP request was sent to HTTPS port")
                ? Optional.of(attempt.tlsRequired())
                : Optional.empty();
    }

    /** Explains a response from another program, or from a server that is not ready. */
    Failure explain() {
        int status = answer.status();
        String url = attempt.engineUrl();
        if (!answer.location().isEmpty() && status / 100 == 3) {
            return isSlashRemoved(answer.location())
                    ? Failure.of(FailureKind.SLASH_REDIRECTED, url, label, path.withoutSlash())
                    : Failure.of(FailureKind.REDIRECTED, url, label, redirectedTo(answer.location()));
        }
        if (proxy != null && PROXY_STATUS.contains(status)) {
            return status == UNAUTHORIZED_AT_PROXY
                    ? ProxyRefusals.unauthorized(
                            proxy, answer.label(), answer.fields().values("Proxy-Authenticate"))
                    : Failure.of(FailureKind.PROXY_OR_SERVER, url, answer.label(), proxy.url());
        }
        if (status == BAD_REQUEST && answer.body().contains("Request Header Or Cookie Too Large")) {
            return Failure.of(FailureKind.REQUEST_TOO_LARGE, url, label);
        }
        String server = attempt.serverUrl();
        return switch (status) {
            case 401, 403 -> Failure.of(FailureKind.FORBIDDEN, url, label);
            case BAD_REQUEST, 405 -> Failure.of(FailureKind.NO_SOCKET_IO_HERE, server, label, path.current());
            case NOT_FOUND ->
                Failure.of(
                        isPassedOn() ? FailureKind.NO_SOCKET_IO_BEHIND : FailureKind.NO_SOCKET_IO_HERE,
                        server,
                        label,
                        path.forms());
            case UNAUTHORIZED_AT_PROXY -> attempt.proxyInFront(label);
            case 413 ->
                Failure.of(
                        FailureKind.BODY_TOO_LARGE, url, label, attempt.limit().explanation(": ", true));
            case 414, 431 -> Failure.of(FailureKind.REQUEST_TOO_LARGE, url, label);
            case 426 -> Failure.of(FailureKind.PLAIN_WEBSOCKET, url);
            case 429 -> Failure.of(FailureKind.RATE_LIMITED, url, label, retryAfter());
            case 502 -> Failure.of(FailureKind.BAD_GATEWAY, server, label);
            case 503 -> Failure.of(FailureKind.UNAVAILABLE, server, label, retryAfter());
            case 504 -> Failure.of(FailureKind.GATEWAY_TIMEOUT, server, label);
            default ->
                status / 100 == 2
                        ? Failure.of(isWebPage() ? FailureKind.WEB_PAGE : FailureKind.NOT_A_HANDSHAKE, url, label)
                        : Failure.of(FailureKind.HTTP_STATUS, url, label);
        };
    }

    private String retryAfter() {
        return RetryAfter.of(answer.fields(), attempt.now());
    }

    /**
     * Returns true if nginx relays the 404 of another server. The error pages of nginx itself contain its name in the
     * body too.
     */
    private boolean isPassedOn() {
        return answer.server().startsWith(NGINX) && !answer.body().contains(NGINX);
    }

    private boolean isWebPage() {
        return answer.contentType().startsWith("text/html")
                || answer.body().stripLeading().startsWith("<");
    }

    /** Returns true if a redirect only removes the trailing slash of the engine path, on the same server. */
    private boolean isSlashRemoved(String location) {
        HttpUrl asked = HttpUrl.parse(attempt.options().endpoint().requestUrl());
        HttpUrl target = asked == null ? null : asked.resolve(location);
        return target != null
                && target.scheme().equals(asked.scheme())
                && target.host().equals(asked.host())
                && target.port() == asked.port()
                && asked.encodedPath().equals(target.encodedPath() + "/");
    }

    /** Returns the target as a user can pass it to sio: without the engine path and the query that sio adds. */
    private String redirectedTo(String location) {
        int at = location.indexOf(path.withoutSlash() + "/?");
        int literal = at < 0 ? location.indexOf(path.withoutSlash() + "?") : at;
        return literal > 0 ? location.substring(0, literal) : location;
    }
}
