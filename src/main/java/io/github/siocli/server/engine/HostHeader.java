package io.github.siocli.server.engine;

import java.util.Locale;
import java.util.Optional;

/** Parses a {@code Host} header: a host and an optional port (RFC 9110, section 7.2). */
final class HostHeader {

    private HostHeader() {}

    /**
     * Returns the host in lower case, without port and final dot; an IPv6 address has its brackets. Empty if
     * malformed.
     */
    static Optional<String> host(String value) {
        int end = value.startsWith("[") ? value.indexOf(']') + 1 : value.indexOf(':');
        if (end < 0) {
            end = value.length();
        }
        if (!isPort(value, end)) {
            return Optional.empty();
        }
        String host = value.substring(0, end).toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return isHost(host) ? Optional.of(host) : Optional.empty();
    }

    private static boolean isPort(String value, int from) {
        if (from < value.length() && value.charAt(from) != ':') {
            return false;
        }
        for (int i = from + 1; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && "-._[]:".indexOf(c) < 0) {
                return false;
            }
        }
        return !host.isEmpty();
    }
}
