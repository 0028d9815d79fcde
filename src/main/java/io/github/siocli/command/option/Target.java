package io.github.siocli.command.option;

import io.github.siocli.client.option.ConnectOptions.Field;
import io.github.siocli.event.FailureException;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.http.UriComponent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the URL of a command says. As in the JavaScript client its path is a namespace, and not the engine path, unless it is
 * the URL of an Engine.IO request.
 *
 * @param server where the server is
 * @param enginePath the engine path, when the URL has it
 * @param nsp the namespace, when the URL has it
 * @param query the parameters of its query that are sent
 * @param user name and password, when the URL has them
 * @param notes one line each for what is read in another way than it may be meant, or left out
 */
public record Target(
        ServerAddress server,
        Optional<String> enginePath,
        Optional<String> nsp,
        List<Field> query,
        Optional<String> user,
        List<String> notes) {

    private static final Pattern FORM = Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:([^/?#]*)@)?"
            + "(\\[[^\\[\\]/?#]*]|[^/?#:\\[\\]]*)(?::([^/?#]*))?(/[^?#]*)?(?:\\?([^#]*))?(#.*)?");
    private static final Pattern HOST = Pattern.compile("[^\\s\\p{Cntrl}\\\\<>\"^`{|}%$&'()*+,;=!]+");
    private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final String FORMS = "http://HOST:PORT, https://…, ws://…, wss://…, HOST:PORT or :PORT";
    private static final int MAX_PORT = 65_535;

    /**
     * Reads a URL as it is typed.
     *
     * @param enginePath the engine path of the options; empty when it is the usual one
     * @throws FailureException when it is none
     */
    public static Target parse(String text, Optional<String> enginePath) throws FailureException {
        if (text.startsWith("@")) {
            throw UsageErrors.error("profiles such as " + text + " are not there yet", FORMS);
        }
        Matcher form = FORM.matcher(text);
        boolean matches = !text.isBlank() && form.matches();
        if (matches) {
            MisplacedPort.check(form.group(1), form.group(3), form.group(4), form.group(5));
        }
        if (!matches || isHostMissing(form.group(5))) {
            throw UsageErrors.error("\"" + UsageErrors.withoutSecrets(text) + "\" is not the URL of a server", FORMS);
        }
        boolean secure = isSecure(form.group(1), text);
        String host = host(form.group(3), form.group(4), text);
        ServerAddress server = new ServerAddress(secure, host, port(form.group(4), secure, text));
        String path = Objects.requireNonNullElse(form.group(5), "");
        List<Field> query = query(form.group(6));
        List<String> notes = new ArrayList<>();
        EngineUrl url = EngineUrl.read(path, query, enginePath);
        if (url.nsp().isPresent() && enginePath.isPresent() && EngineUrl.isUsual(path)) {
            throw UsageErrors.error(
                    "the URL has the engine path " + path + ", and --path has " + enginePath.get(), "one of them");
        }
        url.note().ifPresent(notes::add);
        if (form.group(4) == null) {
            MisplacedPort.inPath(path)
                    .ifPresent(behind -> notes.add("the namespace is " + path + " and the port " + server.port()
                            + "; did you mean " + server.withPort(behind) + "?"));
        }
        if (form.group(7) != null) {
            notes.add("ignored in the URL: the fragment behind #, which is never sent to a server");
        }
        Optional<String> nsp =
                url.nsp().isPresent() ? Optional.of(NamespaceReader.of(url.nsp().get())) : Optional.empty();
        return new Target(server, url.enginePath(), nsp, url.query(), user(form.group(2)), notes);
    }

    /** Whether a word of a command line looks like the URL of a server with TLS; none is read any closer. */
    public static boolean maySpeakTls(List<String> words) {
        return words.stream()
                .anyMatch(word ->
                        word.regionMatches(true, 0, "https:", 0, 6) || word.regionMatches(true, 0, "wss:", 0, 4));
    }

    private static Optional<String> user(String userInfo) throws FailureException {
        if (userInfo == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UriComponent.decode(userInfo));
        } catch (IllegalArgumentException e) {
            throw UsageErrors.error(
                    "name and password in the URL are not percent-encoded right", "% itself is written %25");
        }
    }

    /** Behind a scheme whose host is broken, all of it would be read as host, port and path. */
    private static boolean isHostMissing(String path) {
        return path != null && path.startsWith("//");
    }

    private static boolean isSecure(String scheme, String text) throws FailureException {
        if (scheme == null) {
            return false;
        }
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> false;
            case "https", "wss" -> true;
            default ->
                throw UsageErrors.error(
                        "\"" + UsageErrors.withoutSecrets(text) + "\" has the unknown scheme " + scheme, FORMS);
        };
    }

    private static String host(String host, String port, String text) throws FailureException {
        if (host.isEmpty() && port != null) {
            return "localhost";
        }
        if (host.startsWith("[")) {
            return address(host.substring(1, host.length() - 1), text);
        }
        if (!HOST.matcher(host).matches()) {
            throw UsageErrors.error("\"" + UsageErrors.withoutSecrets(text) + "\" names no host", FORMS);
        }
        return host;
    }

    /** An IPv6 address, which may have a zone behind it: {@code %eth0}, or {@code %25eth0} as of RFC 6874. */
    private static String address(String typed, String text) throws FailureException {
        int percent = typed.indexOf('%');
        String address = percent < 0 ? typed : typed.substring(0, percent);
        String zone = percent < 0 ? "" : typed.substring(percent + 1);
        if (zone.startsWith("25") && zone.length() > 2) {
            zone = zone.substring(2);
        }
        if (!isIpv6(address)) {
            throw UsageErrors.error(
                    "\"" + address + "\" in \"" + UsageErrors.withoutSecrets(text) + "\" is not an IPv6 address",
                    "http://[::1]:3000, or http://[fe80::1%eth0]:3000 with a zone");
        }
        if (percent >= 0 && !ZONE.matcher(zone).matches()) {
            throw UsageErrors.error(
                    "the zone in \"" + UsageErrors.withoutSecrets(text) + "\" is not the name of a network interface",
                    "http://[fe80::1%eth0]:3000");
        }
        return zone.isEmpty() ? address : address + "%" + zone;
    }

    private static boolean isIpv6(String address) {
        try {
            // With brackets it is never looked up as a name.
            return address.indexOf(':') >= 0 && InetAddress.getByName("[" + address + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static int port(String port, boolean secure, String text) throws FailureException {
        if (port == null || port.isEmpty()) {
            return secure ? 443 : 80;
        }
        try {
            int number = Integer.parseInt(port);
            if (number > 0 && number <= MAX_PORT) {
                return number;
            }
        } catch (NumberFormatException notNumber) {
            // Told below, with what is out of range.
        }
        // What stands where a port would may be part of a password.
        String place = text.indexOf('@') < 0 ? "\"" + port + "\" in" : "the port in";
        throw UsageErrors.error(
                place + " \"" + UsageErrors.withoutSecrets(text) + "\" is not a port", "a number from 1 to 65535");
    }

    private static List<Field> query(String query) throws FailureException {
        List<Field> fields = new ArrayList<>();
        if (query == null) {
            return fields;
        }
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                fields.add(new Field(
                        decoded(equals < 0 ? part : part.substring(0, equals)),
                        equals < 0 ? "" : decoded(part.substring(equals + 1))));
            }
        }
        return fields;
    }

    private static String decoded(String text) throws FailureException {
        try {
            // As in the JavaScript client only percent signs stand for something, and not the plus sign.
            return UriComponent.decode(text);
        } catch (IllegalArgumentException e) {
            throw UsageErrors.error(
                    "\"" + text + "\" in the query is not percent-encoded right", "--query NAME=VALUE encodes");
        }
    }
}
