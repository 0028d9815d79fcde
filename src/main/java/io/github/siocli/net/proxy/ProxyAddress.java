package io.github.siocli.net.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A proxy, and how it is spoken to.
 *
 * @param kind its protocol
 * @param host name or address, without brackets
 * @param port TCP port
 * @param credentials who we are for it
 */
public record ProxyAddress(Kind kind, String host, int port, Optional<Credentials> credentials) {

    /** What a proxy speaks. */
    public enum Kind {
        /** HTTP over TCP. */
        HTTP("http"),
        /** HTTP over TLS. */
        HTTPS("https"),
        /** SOCKS5, with names resolved here. */
        SOCKS5("socks5"),
        /** SOCKS5, with names resolved by the proxy. */
        SOCKS5H("socks5h");

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }

        /** What a URL of this kind begins with. */
        public String scheme() {
            return scheme;
        }

        /** Whether plain HTTP requests can be given to it as such. */
        public boolean isHttp() {
            return this == HTTP || this == HTTPS;
        }
    }

    /** A name with its password, not encoded in any way. */
    public record Credentials(String name, String password) {

        /** The value of a header field for HTTP Basic authentication (RFC 7617). */
        public String basic() {
            byte[] bytes = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(bytes);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /** Its URL, without the credentials. */
    public String url() {
        return kind.scheme() + "://" + hostAndPort(host, port);
    }

    /** Its URL as it is typed with credentials, which are left for the user to fill in. */
    String urlToFillIn() {
        return kind.scheme() + "://NAME:PASSWORD@" + hostAndPort(host, port);
    }

    static String hostAndPort(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
