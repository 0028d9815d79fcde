package io.github.siocli.net.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The address of a proxy, with its protocol and credentials.
 *
 * @param kind the protocol
 * @param host name or address, without brackets
 * @param port TCP port
 * @param credentials the credentials for the proxy, if any
 */
public record ProxyAddress(Kind kind, String host, int port, Optional<Credentials> credentials) {

    /** The protocol of a proxy. */
    public enum Kind {
        /** HTTP over TCP. */
        HTTP("http"),
        /** HTTP over TLS. */
        HTTPS("https"),
        /** SOCKS5; this machine resolves host names. */
        SOCKS5("socks5"),
        /** SOCKS5; the proxy resolves host names. */
        SOCKS5H("socks5h");

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }

        /** Returns the scheme of a proxy URL. */
        public String scheme() {
            return scheme;
        }

        /** Returns true if the proxy forwards plain HTTP requests. */
        public boolean isHttp() {
            return this == HTTP || this == HTTPS;
        }
    }

    /** A user name and its password, without any encoding. */
    public record Credentials(String name, String password) {

        /** Returns the value of a header field for HTTP Basic authentication (RFC 7617). */
        public String basic() {
            byte[] bytes = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(bytes);
        }

        /** Omits the password. */
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /** Returns the URL without the credentials. */
    public String url() {
        return kind.scheme() + "://" + hostAndPort(host, port);
    }

    /** Returns the URL with placeholders for the credentials. */
    String urlToFillIn() {
        return kind.scheme() + "://NAME:PASSWORD@" + hostAndPort(host, port);
    }

    static String hostAndPort(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
