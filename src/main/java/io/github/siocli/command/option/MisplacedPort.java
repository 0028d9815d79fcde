package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds port numbers in the wrong place: {@code 3000}, {@code localhost/3000}, {@code localhost 3000}. */
public final class MisplacedPort {

    private static final int MAX_PORT = 65_535;
    private static final int MAX_DIGITS = 5;

    private MisplacedPort() {}

    /**
     * Refuses a URL whose host is a number, and a URL without scheme and port whose path is a number.
     *
     * @param scheme the scheme; null if the URL has none
     * @param host the host, may be empty
     * @param port the port; null if the URL has none
     * @param path the path; null if the URL has none
     * @throws FailureException if the number is probably a port; the message suggests a URL
     */
    static void check(@Nullable String scheme, String host, @Nullable String port, @Nullable String path)
            throws FailureException {
        if (isPort(host)) {
            String meant = ":" + (port == null || port.isEmpty() ? host : port) + (path == null ? "" : path);
            throw UsageErrors.error(
                    "\"" + host + "\" is a number, not a host; did you mean "
                            + (scheme == null ? meant : scheme + "://localhost" + meant) + "?",
                    ":PORT is a port of this machine, HOST:PORT one of another");
        }
        Optional<String> pathPort = scheme == null && port == null ? inPath(path) : Optional.empty();
        if (pathPort.isPresent()) {
            String meant = (host.equalsIgnoreCase("localhost") ? "" : host) + ":" + pathPort.get();
            throw UsageErrors.error(
                    "\"" + host + path + "\" has a number in the place of a namespace; did you mean " + meant + "?",
                    host.isEmpty() ? ":PORT" : "http://" + host + path + ", for the namespace " + path);
        }
    }

    /**
     * Returns the path without its leading slash if its first part may be a port that belongs after a colon.
     *
     * @param path a path that begins with a slash, or empty; null if the URL has none
     */
    static Optional<String> inPath(@Nullable String path) {
        if (path == null || path.isEmpty()) {
            return Optional.empty();
        }
        int end = path.indexOf('/', 1);
        return isPort(path.substring(1, end < 0 ? path.length() : end))
                ? Optional.of(path.substring(1, path.endsWith("/") ? path.length() - 1 : path.length()))
                : Optional.empty();
    }

    /**
     * Returns the URL that a user probably means by a host and a port in two arguments.
     *
     * @return empty if the first argument is more than a host, or the second is no port
     */
    public static Optional<String> inSeparateArgument(String host, String word) {
        if (!isPort(word) || !host.matches("[\\w.-]*[A-Za-z][\\w.-]*")) {
            return Optional.empty();
        }
        return Optional.of((host.equalsIgnoreCase("localhost") ? "" : host) + ":" + word);
    }

    /**
     * Returns true if a word can only be a URL: it has a scheme, or a port behind a colon.
     *
     * @param word a word of the command line
     */
    public static boolean isUrl(String word) {
        // Most words have no colon, and need no pattern when a command starts.
        return word.indexOf(':') >= 0 && UrlForm.PATTERN.matcher(word).matches();
    }

    /** Compiled when a word may be a URL, not when a command starts. */
    private static final class UrlForm {
        static final Pattern PATTERN =
                Pattern.compile("(?i)(https?|wss?)://.+|([\\w.-]*|\\[[0-9a-f:.%]+]):\\d{1,5}(/.*)?");
    }

    private static boolean isPort(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return Integer.parseInt(text) <= MAX_PORT;
    }
}
