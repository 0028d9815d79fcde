package io.github.siocli.net;

/**
 * The scheme, host and port of a server.
 *
 * @param secure true if TLS is used
 * @param host name or address, without brackets; an IPv6 address may end with a zone, such as {@code fe80::1%eth0} (RFC
 *     4007)
 * @param port TCP port
 */
public record ServerAddress(boolean secure, String host, int port) {

    /** Returns host and port as text, with brackets around an IPv6 address. */
    public String hostAndPort() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Returns the base URL, without a path. */
    public String url() {
        return (secure ? "https://" : "http://") + hostAndPort();
    }

    /** Returns the base URL with another port. */
    public String withPort(String otherPort) {
        return url().substring(0, url().lastIndexOf(':') + 1) + otherPort;
    }

    /** Returns true if the host is an address with a zone. */
    public boolean hasZone() {
        return host.indexOf('%') >= 0;
    }

    /** Returns the zone without the percent sign; empty if there is none. */
    public String zone() {
        return hasZone() ? host.substring(host.indexOf('%') + 1) : "";
    }

    /** Returns the address without its zone, which has a meaning on this machine only and is never sent. */
    public ServerAddress withoutZone() {
        return hasZone() ? new ServerAddress(secure, host.substring(0, host.indexOf('%')), port) : this;
    }

    /** Returns the same host and port with TLS switched on or off. */
    public ServerAddress otherScheme() {
        return new ServerAddress(!secure, host, port);
    }
}
