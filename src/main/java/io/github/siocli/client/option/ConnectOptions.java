package io.github.siocli.client.option;

import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.cookie.StoredCookie;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.tls.TlsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to connect to a server.
 *
 * @param server address of the server
 * @param enginePath path of the Engine.IO endpoint, beginning with a slash; if it does not end with one, it is tried
 *     with a slash appended first, and without it if the server has nothing there
 * @param namespaces the namespaces to connect, each beginning with a slash; if there are none, the first that is joined
 *     opens the connection
 * @param auth payload of the CONNECT packets (Socket.IO protocol 5, "Connection to a namespace")
 * @param transports transports to use; the session opens with the first
 * @param eio the generation of Engine.IO to speak, 3 or 4; empty to detect that of the server
 * @param parser the parser that the server uses
 * @param upgrade whether to upgrade to a better transport that the server offers
 * @param fields header fields of every HTTP request, in order
 * @param cookies cookies for the requests that they match, unless a header field sets one of the same name
 * @param query query parameters of every HTTP request, in order
 * @param tls certificate checks and client certificate
 * @param proxy the proxy to connect through; empty to connect directly
 * @param connectTimeout time for one attempt, from the name lookup to the answer of each namespace
 * @param reconnect what to do when the connection is lost
 */
public record ConnectOptions(
        ServerAddress server,
        String enginePath,
        List<String> namespaces,
        Optional<Json> auth,
        List<Transport> transports,
        OptionalInt eio,
        ParserType parser,
        boolean upgrade,
        List<NameValue> fields,
        List<StoredCookie> cookies,
        List<NameValue> query,
        TlsOptions tls,
        Optional<ProxyAddress> proxy,
        Duration connectTimeout,
        ReconnectSettings reconnect) {

    /** A name with a value, not encoded. */
    public record NameValue(String name, String value) {}

    /** Encoding of Socket.IO packets in Engine.IO messages; client and server must use the same. */
    public enum ParserType {
        JSON("json"),
        MSGPACK("msgpack");

        private final String label;

        ParserType(String label) {
            this.label = label;
        }

        /** Returns the name on the command line. */
        public String label() {
            return label;
        }

        /** Returns the parser that a server uses if it does not use this one. */
        public ParserType other() {
            return this == JSON ? MSGPACK : JSON;
        }
    }

    /** Reaction to a lost connection. */
    public record ReconnectSettings(boolean enabled, boolean retryFirst, OptionalInt limit) {

        /** No reconnection. */
        public static final ReconnectSettings NEVER = new ReconnectSettings(false, false, OptionalInt.empty());
    }

    public ConnectOptions {
        namespaces = List.copyOf(namespaces);
        transports = List.copyOf(transports);
        fields = List.copyOf(fields);
        cookies = List.copyOf(cookies);
        query = List.copyOf(query);
    }

    /** Returns a copy with other namespaces. */
    public ConnectOptions withNamespaces(List<String> newNamespaces) {
        return new ConnectOptions(
                server,
                enginePath,
                newNamespaces,
                auth,
                transports,
                eio,
                parser,
                upgrade,
                fields,
                cookies,
                query,
                tls,
                proxy,
                connectTimeout,
                reconnect);
    }

    /**
     * Returns true if requests are sent to the proxy instead of through a tunnel, as for plain polling: few proxies
     * tunnel to port 80.
     */
    public boolean sendsRequestsToProxy(Transport transport) {
        return transport == Transport.POLLING
                && !server.secure()
                && proxy.isPresent()
                && proxy.get().kind().isHttp();
    }

    /** Returns the URL of the Engine.IO endpoint for display, without a query. */
    public String engineUrl() {
        return server.url() + enginePath;
    }

    /** Returns the URL of the Engine.IO endpoint for requests: without the zone of an IPv6 address. */
    public String requestUrl() {
        return server.withoutZone().url() + enginePath;
    }
}
