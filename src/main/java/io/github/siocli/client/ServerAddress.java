package io.github.siocli.client;

/**
 * Where a server is.
 *
 * @param secure whether TLS is spoken
 * @param host name or address, without brackets
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

    /** The same place with TLS instead of without, or the reverse. */
    ServerAddress otherScheme() {
        return new ServerAddress(!secure, host, port);
    }
}
