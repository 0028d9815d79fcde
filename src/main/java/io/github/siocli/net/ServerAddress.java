package io.github.siocli.net;

/**
 * Where a server is.
 *
 * @param secure whether TLS is spoken
 * @param host name or address, without brackets; an IPv6 address may end with a zone, such as {@code fe80::1%eth0} (RFC 4007)
 * @param port TCP port
 */
public record ServerAddress(boolean secure, String host, int port) {

    /** Host and port as people write them, with brackets around an IPv6 address. */
    public String hostAndPort() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** The base URL, without a path. */
    public String url() {
        return (secure ? "https://" : "http://") + hostAndPort();
    }

    /** The base URL with another port, as text. */
    public String withPort(String otherPort) {
        return url().substring(0, url().lastIndexOf(':') + 1) + otherPort;
    }

    /** Returns true if the host is an address with a zone. */
    public boolean hasZone() {
        return host.indexOf('%') >= 0;
    }

    /** The zone, without a percent sign; empty when there is none. */
    public String zone() {
        return hasZone() ? host.substring(host.indexOf('%') + 1) : "";
    }

    /** The address without its zone, which has a meaning on this machine only and is never sent. */
    public ServerAddress withoutZone() {
        return hasZone() ? new ServerAddress(secure, host.substring(0, host.indexOf('%')), port) : this;
    }

    /** The same place with TLS instead of without, or the reverse. */
    public ServerAddress otherScheme() {
        return new ServerAddress(!secure, host, port);
    }
}
