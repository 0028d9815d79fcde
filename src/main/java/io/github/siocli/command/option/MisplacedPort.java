package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.util.Optional;

/** Finds port numbers that are typed in the wrong place: {@code 3000}, {@code localhost/3000}, {@code localhost 3000}. */
public final class MisplacedPort {

    private static final int MAX_PORT = 65_535;
    private static final int MAX_DIGITS = 5;

    private MisplacedPort() {}

    /**
     * Refuses a URL that has a number in the place of its host, and one without a scheme and a port whose path is a number.
     *
     * @param scheme the scheme, or null
     * @param host the host, may be empty
     * @param port the port, or null
     * @param path the path, or null
     */
    static void check(String scheme, String host, String port, String path) throws FailureException {
        if (isPort(host)) {
            String meant = ":" + (port == null || port.isEmpty() ? host : port) + (path == null ? "" : path);
            throw UsageErrors.error(
                    "\"" + host + "\" is a number and no host; did you mean "
                            + (scheme == null ? meant : scheme + "://localhost" + meant) + "?",
                    ":PORT is a port of this machine, HOST:PORT one of another");
        }
        Optional<String> behind = scheme == null && port == null ? inPath(path) : Optional.empty();
        if (behind.isPresent()) {
            String meant = (host.equalsIgnoreCase("localhost") ? "" : host) + ":" + behind.get();
            throw UsageErrors.error(
                    "\"" + host + path + "\" has a number in the place of a namespace; did you mean " + meant + "?",
                    host.isEmpty() ? ":PORT" : "http://" + host + path + ", for the namespace " + path);
        }
    }

    /**
     * The path behind its slash, when its first part is a number that can be a port: then it was probably meant to stand
     * behind a colon.
     *
     * @param path a path that begins with a slash, or null, or empty
     */
    static Optional<String> inPath(String path) {
        if (path == null || path.isEmpty()) {
            return Optional.empty();
        }
        int end = path.indexOf('/', 1);
        return isPort(path.substring(1, end < 0 ? path.length() : end))
                ? Optional.of(path.substring(1, path.endsWith("/") ? path.length() - 1 : path.length()))
                : Optional.empty();
    }

    /**
     * The URL that was probably meant by a host and a number behind it in an argument of its own.
     *
     * @return empty when the first is more than a host, or the second no port
     */
    public static Optional<String> separated(String host, String word) {
        if (!isPort(word) || !host.matches("[\\w.-]*[A-Za-z][\\w.-]*")) {
            return Optional.empty();
        }
        return Optional.of((host.equalsIgnoreCase("localhost") ? "" : host) + ":" + word);
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
