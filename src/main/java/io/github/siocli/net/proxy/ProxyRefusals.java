package io.github.siocli.net.proxy;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import java.util.List;
import java.util.Locale;

/** Maps refusals of a proxy to failures. */
public final class ProxyRefusals {

    private ProxyRefusals() {}

    /**
     * Returns the failure for the response 407 of an HTTP proxy (RFC 9110, section 11.7).
     *
     * @param label status and reason
     * @param challenges the values of the header fields Proxy-Authenticate
     */
    public static Failure unauthorized(ProxyAddress proxy, String label, List<String> challenges) {
        String said = challenges.isEmpty() ? label : label + "; " + String.join(", ", challenges);
        boolean basic = challenges.isEmpty()
                || challenges.stream()
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).matches("(.*,\\s*)?basic\\b.*"));
        return basic ? credentials(proxy, said) : Failure.of(FailureKind.PROXY_LOGIN_UNKNOWN, proxy.url(), said);
    }

    /** Returns the failure for missing or refused credentials. */
    static Failure credentials(ProxyAddress proxy, String said) {
        return proxy.credentials().isEmpty()
                ? Failure.of(FailureKind.PROXY_CREDENTIALS_MISSING, proxy.url(), said, proxy.urlToFillIn())
                : Failure.of(FailureKind.PROXY_CREDENTIALS_REFUSED, proxy.url(), said);
    }

    static ProxyException refused(ProxyAddress proxy, String target, String said) {
        return new ProxyException(Failure.of(FailureKind.PROXY_REFUSED, proxy.url(), target, said));
    }

    static ProxyException otherProtocol(ProxyAddress proxy, String seen) {
        return new ProxyException(Failure.of(FailureKind.NOT_SUCH_A_PROXY, proxy.url(), seen));
    }
}
