package io.github.siocli.command.option;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * List of hosts that are connected to without a proxy.
 *
 * <p>An entry is a name, which matches its subdomains too, an address, a network such as {@code 10.0.0.0/8}, each with an
 * optional port, or {@code *} for all hosts. No host is on the list by default, not even localhost.
 */
final class NoProxy {

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[^:]*):(\\d+)");

    private final String list;

    NoProxy(String list) {
        this.list = list;
    }

    /**
     * Returns true if a host is on the list.
     *
     * @param host name or address, without brackets
     */
    boolean matches(String host, int port) {
        String normalizedHost = withoutDots(host);
        for (String entry : SEPARATOR.split(list)) {
            var withPort = WITH_PORT.matcher(entry);
            boolean portMatches = !withPort.matches() || withPort.group(2).equals(String.valueOf(port));
            String name = withPort.matches() ? withPort.group(1) : entry;
            if (portMatches && matchesEntry(name.replaceAll("^\\[|]$", ""), normalizedHost)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesEntry(String entry, String host) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (isAddress(host)) {
            return slash < 0
                    ? isAddress(entry) && leadingBitsEqual(host, entry, Integer.MAX_VALUE)
                    : isAddress(entry.substring(0, slash)) && isInNetwork(host, entry, slash);
        }
        String suffix = withoutDots(entry.startsWith("*.") ? entry.substring(2) : entry);
        return !suffix.isEmpty() && (host.equals(suffix) || host.endsWith("." + suffix));
    }

    private static boolean isInNetwork(String host, String entry, int slash) {
        try {
            return leadingBitsEqual(host, entry.substring(0, slash), Integer.parseInt(entry.substring(slash + 1)));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean leadingBitsEqual(String one, String other, int bits) {
        try {
            byte[] a = InetAddress.getByName(one).getAddress();
            byte[] b = InetAddress.getByName(other).getAddress();
            if (a.length != b.length || bits < 0) {
                return false;
            }
            for (int bit = 0; bit < Math.min(bits, a.length * Byte.SIZE); bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if ((a[bit / Byte.SIZE] & mask) != (b[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns true for an IP address. Only addresses go to the resolver, so that it sends no DNS query. */
    private static boolean isAddress(String text) {
        return IPV4.matcher(text).matches() || text.contains(":");
    }

    private static String withoutDots(String name) {
        return name.replaceAll("^\\.+|\\.$", "").toLowerCase(Locale.ROOT);
    }
}
