package io.github.siocli.command.option;

import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.event.FailureException;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.secret.UrlSecrets;
import io.github.siocli.text.UriComponent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parsed URL of a command.
 *
 * <p>As in the JavaScript client, the path is a namespace and not the engine path, unless the URL is one of an Engine.IO
 * request.
 *
 * @param server address of the server
 * @param enginePath the engine path; empty if the URL has none
 * @param nsp the namespace; empty if the URL has none
 * @param query the query parameters to send
 * @param user name and password as {@code NAME:PASSWORD}; empty if the URL has none
 * @param notes one line for each part of the URL that is ignored or that the user may have meant in another way
 */
public record Target(
        ServerAddress server,
        Optional<String> enginePath,
        Optional<String> nsp,
        List<NameValue> query,
        Optional<String> user,
        List<String> notes) {

    /** Form of a URL; the group of a part that the URL does not have is null. */
    private static final Pattern FORM = Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:([^/?#]*)@)?"
            + "(\\[[^\\[\\]/?#]*]|[^/?#:\\[\\]]*)(?::([^/?#]*))?(/[^?#]*)?(?:\\?([^#]*))?(#.*)?");

    /** The longest host name and the longest label between its dots (RFC 1035, section 2.3.4). */
    private static final int MAX_HOST = 253;

    private static final String LABEL = "[^.\\s\\p{Cntrl}\\\\<>\"^`{|}%$&'()*+,;=!]{1,63}";
    private static final Pattern HOST = Pattern.compile(LABEL + "(?:[.]" + LABEL + ")*[.]?");
    private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final String FORMS = "http://HOST:PORT, https://…, ws://…, wss://…, HOST:PORT or :PORT";
    private static final int MAX_PORT = 65_535;

    /**
     * Parses a URL of the command line.
     *
     * @param enginePath the engine path of the options; null for the default
     * @throws FailureException if the text is no URL of a server
     */
    public static Target parse(String text, @Nullable String enginePath) throws FailureException {
        if (text.startsWith("@")) {
            throw UsageErrors.error("a profile such as " + text + " cannot be used here", FORMS);
        }
        Matcher form = FORM.matcher(text);
        boolean matches = !text.isBlank() && form.matches();
        if (matches) {
            MisplacedPort.check(form.group(1), form.group(3), form.group(4), form.group(5));
        }
        if (!matches || isHostMissing(form.group(5))) {
            throw UsageErrors.error("\"" + UrlSecrets.mask(text) + "\" is not the URL of a server", FORMS);
        }
        boolean secure = isSecure(form.group(1), text);
        String host = host(form.group(3), form.group(4), text);
        ServerAddress server = new ServerAddress(secure, host, port(form.group(4), secure, text));
        String path = Objects.requireNonNullElse(form.group(5), "");
        List<NameValue> query = query(form.group(6));
        List<String> notes = new ArrayList<>();
        EngineUrl url = EngineUrl.read(path, query, enginePath);
        if (url.nsp().isPresent() && enginePath != null && EngineUrl.endsWithDefaultPath(path)) {
            throw UsageErrors.error(
                    "the URL has the engine path " + path + ", and --path has " + enginePath, "one of them");
        }
        url.note().ifPresent(notes::add);
        if (form.group(4) == null) {
            MisplacedPort.inPath(path)
                    .ifPresent(behind -> notes.add("the namespace is " + path + " and the port " + server.port()
                            + "; did you mean " + server.withPort(behind) + "?"));
        }
        if (form.group(7) != null) {
            notes.add("ignored in the URL: the fragment after #, which is never sent to a server");
        }
        Optional<String> nsp = url.nsp().isPresent()
                ? Optional.of(NamespaceReader.read(url.nsp().get()))
                : Optional.empty();
        return new Target(server, url.enginePath(), nsp, url.query(), user(form.group(2)), notes);
    }

    /** Returns true if a word of a command line looks like the URL of a server with TLS. The words are not parsed. */
    public static boolean mayUseTls(List<String> words) {
        return words.stream()
                .anyMatch(word ->
                        word.regionMatches(true, 0, "https:", 0, 6) || word.regionMatches(true, 0, "wss:", 0, 4));
    }

    private static Optional<String> user(@Nullable String userInfo) throws FailureException {
        if (userInfo == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UriComponent.decode(userInfo));
        } catch (IllegalArgumentException e) {
            throw UsageErrors.error(
                    "name and password in the URL are not correctly percent-encoded", "% itself is written %25");
        }
    }

    /** Returns true if the host after a scheme is invalid. Then the pattern has taken the scheme for a host before the path. */
    private static boolean isHostMissing(@Nullable String path) {
        return path != null && path.startsWith("//");
    }

    private static boolean isSecure(@Nullable String scheme, String text) throws FailureException {
        if (scheme == null) {
            return false;
        }
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> false;
            case "https", "wss" -> true;
            default ->
                throw UsageErrors.error("\"" + UrlSecrets.mask(text) + "\" has the unknown scheme " + scheme, FORMS);
        };
    }

    private static String host(String host, @Nullable String port, String text) throws FailureException {
        if (host.isEmpty() && port != null) {
            return "localhost";
        }
        if (host.startsWith("[")) {
            return address(host.substring(1, host.length() - 1), text);
        }
        if (host.length() > MAX_HOST || !HOST.matcher(host).matches()) {
            throw UsageErrors.error("\"" + UrlSecrets.mask(text) + "\" names no host", FORMS);
        }
        return host;
    }

    /** Reads an IPv6 address with an optional zone: {@code %eth0}, or {@code %25eth0} according to RFC 6874. */
    private static String address(String typed, String text) throws FailureException {
        int percent = typed.indexOf('%');
        String address = percent < 0 ? typed : typed.substring(0, percent);
        String zone = percent < 0 ? "" : typed.substring(percent + 1);
        if (zone.startsWith("25") && zone.length() > 2) {
            zone = zone.substring(2);
        }
        if (!isIpv6(address)) {
            throw UsageErrors.error(
                    "\"" + address + "\" in \"" + UrlSecrets.mask(text) + "\" is not an IPv6 address",
                    "http://[::1]:3000, or http://[fe80::1%eth0]:3000 with a zone");
        }
        if (percent >= 0 && !ZONE.matcher(zone).matches()) {
            throw UsageErrors.error(
                    "the zone in \"" + UrlSecrets.mask(text) + "\" is not the name of a network interface",
                    "http://[fe80::1%eth0]:3000");
        }
        return zone.isEmpty() ? address : address + "%" + zone;
    }

    private static boolean isIpv6(String address) {
        try {
            // In brackets the text is never looked up as a host name.
            return address.indexOf(':') >= 0 && InetAddress.getByName("[" + address + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static int port(@Nullable String port, boolean secure, String text) throws FailureException {
        if (port == null || port.isEmpty()) {
            return secure ? 443 : 80;
        }
        try {
            int number = Integer.parseInt(port);
            if (number > 0 && number <= MAX_PORT) {
                return number;
            }
        } catch (NumberFormatException notNumber) {
            // Reported below, together with numbers out of range.
        }
        // The text in the place of the port may be part of a password.
        String place = text.indexOf('@') < 0 ? "\"" + port + "\" in" : "the port in";
        throw UsageErrors.error(place + " \"" + UrlSecrets.mask(text) + "\" is not a port", "a number from 1 to 65535");
    }

    private static List<NameValue> query(@Nullable String query) throws FailureException {
        List<NameValue> fields = new ArrayList<>();
        if (query == null) {
            return fields;
        }
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                fields.add(new NameValue(
                        decoded(equals < 0 ? part : part.substring(0, equals)),
                        equals < 0 ? "" : decoded(part.substring(equals + 1))));
            }
        }
        return fields;
    }

    private static String decoded(String text) throws FailureException {
        try {
            // The plus sign is kept, as in the JavaScript client.
            return UriComponent.decode(text);
        } catch (IllegalArgumentException e) {
            throw UsageErrors.error(
                    "\"" + text + "\" in the query is not correctly percent-encoded", "--query NAME=VALUE encodes");
        }
    }
}
