package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.proxy.ProxyAddress.Credentials;
import io.github.siocli.net.proxy.ProxyAddress.Kind;
import io.github.siocli.secret.UrlSecrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the URL of a proxy, with name and password. The default port is 1080, as in curl, and 443 for {@code https}. */
final class ProxyUrl {

    private static final Pattern FORM = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:(.*)@)?(\\[[0-9A-Fa-f:.%]+]|[^\\s/?#:@\\[\\]]+)(?::(\\d{1,5}))?/?");
    private static final String FORMS = "http://, https://, socks5:// or socks5h://NAME:PASSWORD@HOST:PORT";
    private static final int DEFAULT_PORT = 1080;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;
    /** Name and password have a length of one byte in SOCKS5 (RFC 1929, section 2). */
    private static final int MAX_SOCKS_TEXT = 255;

    private ProxyUrl() {}

    /**
     * Parses a URL.
     *
     * @param source option or variable that has the URL, for messages
     * @throws FailureException if the text is not the URL of a proxy
     */
    static ProxyAddress parse(String source, String text) throws FailureException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw UsageErrors.error(source + " is not the URL of a proxy: \"" + UrlSecrets.mask(text) + "\"", FORMS);
        }
        String scheme = form.group(1) == null ? "http" : form.group(1).toLowerCase(Locale.ROOT);
        Kind kind = Arrays.stream(Kind.values())
                .filter(known -> known.scheme().equals(scheme))
                .findFirst()
                .orElseThrow(() -> UsageErrors.error(source + " has the unknown scheme " + scheme, FORMS));
        int port = form.group(4) == null
                ? (kind == Kind.HTTPS ? HTTPS_PORT : DEFAULT_PORT)
                : Integer.parseInt(form.group(4));
        if (port == 0 || port > MAX_PORT) {
            throw UsageErrors.error(source + " has the port " + port, "a number from 1 to 65535");
        }
        String host = form.group(3).replaceAll("^\\[|]$", "");
        return new ProxyAddress(kind, host, port, credentials(source, form.group(2), kind));
    }

    private static Optional<Credentials> credentials(String source, @Nullable String userInfo, Kind kind)
            throws FailureException {
        if (userInfo == null || userInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        String name = decoded(source, colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decoded(source, userInfo.substring(colon + 1));
        boolean socks = !kind.isHttp();
        if (socks && (isTooLong(name) || isTooLong(password))) {
            throw UsageErrors.error(source + " has a name or password of more than 255 bytes, the limit of SOCKS5", "");
        }
        return Optional.of(new Credentials(name, password));
    }

    private static boolean isTooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > MAX_SOCKS_TEXT;
    }

    /** Decodes percent-encoded text. The plus sign is kept; it means a space in HTML forms only. */
    private static String decoded(String source, String text) throws FailureException {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw UsageErrors.error(
                    source + " has a name or password that is not correctly percent-encoded",
                    "% itself is written %25");
        }
    }
}
