package io.github.siocli.client.diagnosis;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.http.RetryAfter;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.proxy.ProxyRefusals;
import java.time.Instant;
import java.util.Set;
import okhttp3.HttpUrl;

/** Explains HTTP responses that do not come from an Engine.IO server. */
final class HttpDiagnosis {

    private static final String NGINX = "nginx";
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED_AT_PROXY = 407;
    private static final Set<Integer> PROXY_STATUS = Set.of(UNAUTHORIZED_AT_PROXY, 502, 503, 504);

    private final ConnectOptions options;
    private final EnginePath path;
    private final PayloadLimit limit;
    private final boolean fromProxy;
    private final Instant now;

    HttpDiagnosis(ConnectOptions options, EnginePath path, PayloadLimit limit, Transport transport, Instant now) {
        this.now = now;
        this.options = options;
        this.path = path;
        this.limit = limit;
        this.fromProxy = options.sendsRequestsToProxy(transport);
    }

    /** Explains a response from another program, or from a server that is not ready. */
    Failure of(HttpResponseSummary answer) {
        String url = options.server().url() + path.current();
        String label = answer.label()
                + (fromProxy
                        ? ", through the proxy "
                                + options.network().proxy().orElseThrow().url()
                        : "");
        if (!answer.location().isEmpty() && answer.status() / 100 == 3) {
            return isSlashRemoved(answer.location())
                    ? Failure.of(FailureKind.SLASH_REDIRECTED, url, label, path.withoutSlash())
                    : Failure.of(FailureKind.REDIRECTED, url, label, redirectedTo(answer.location()));
        }
        if (fromProxy && PROXY_STATUS.contains(answer.status())) {
            ProxyAddress proxy = options.network().proxy().orElseThrow();
            return answer.status() == UNAUTHORIZED_AT_PROXY
                    ? ProxyRefusals.unauthorized(
                            proxy, answer.label(), answer.fields().values("Proxy-Authenticate"))
                    : Failure.of(FailureKind.PROXY_OR_SERVER, url, answer.label(), proxy.url());
        }
        if (isTooLarge(answer)) {
            return Failure.of(FailureKind.REQUEST_TOO_LARGE, url, label);
        }
        return switch (answer.status()) {
            case 401, 403 -> Failure.of(FailureKind.FORBIDDEN, url, label);
            case 400, NOT_FOUND, 405 ->
                Failure.of(
                        isPassedOn(answer) ? FailureKind.NO_SOCKET_IO_BEHIND : FailureKind.NO_SOCKET_IO_HERE,
                        options.server().url(),
                        label,
                        answer.status() == NOT_FOUND ? path.forms() : path.current());
            case UNAUTHORIZED_AT_PROXY -> ofProxyInFront(label);
            case 413 -> Failure.of(FailureKind.BODY_TOO_LARGE, url, label, limit.explanation(": ", true));
            case 414, 431 -> Failure.of(FailureKind.REQUEST_TOO_LARGE, url, label);
            case 426 -> Failure.of(FailureKind.PLAIN_WEBSOCKET, url);
            case 429 -> Failure.of(FailureKind.RATE_LIMITED, url, label, RetryAfter.of(answer.fields(), now));
            case 502 -> Failure.of(FailureKind.BAD_GATEWAY, options.server().url(), label);
            case 503 ->
                Failure.of(FailureKind.UNAVAILABLE, options.server().url(), label, RetryAfter.of(answer.fields(), now));
            case 504 -> Failure.of(FailureKind.GATEWAY_TIMEOUT, options.server().url(), label);
            default ->
                answer.status() / 100 == 2
                        ? Failure.of(isWebPage(answer) ? FailureKind.WEB_PAGE : FailureKind.NOT_A_HANDSHAKE, url, label)
                        : Failure.of(FailureKind.HTTP_STATUS, url, label);
        };
    }

    /** Explains a 407 from a proxy that is not configured. */
    Failure ofProxyInFront(String said) {
        return Failure.of(
                FailureKind.PROXY_CREDENTIALS_MISSING,
                "in front of " + options.server().hostAndPort(),
                said,
                "http://NAME:PASSWORD@HOST:PORT");
    }

    /**
     * Returns true if nginx relays the 404 of another server. The error pages of nginx itself contain its name in the
     * body too.
     */
    private static boolean isPassedOn(HttpResponseSummary answer) {
        return answer.status() == NOT_FOUND
                && answer.server().startsWith(NGINX)
                && !answer.body().contains(NGINX);
    }

    private static boolean isWebPage(HttpResponseSummary answer) {
        return answer.contentType().startsWith("text/html")
                || answer.body().stripLeading().startsWith("<");
    }

    /** Returns true if a redirect only removes the trailing slash of the engine path, on the same server. */
    private boolean isSlashRemoved(String location) {
        HttpUrl asked = HttpUrl.parse(options.endpoint().requestUrl());
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

    /** Returns true if a 400 has this reason. Only the body of a proxy in front of the server shows it. */
    private static boolean isTooLarge(HttpResponseSummary answer) {
        return answer.status() == 400 && answer.body().contains("Request Header Or Cookie Too Large");
    }
}
