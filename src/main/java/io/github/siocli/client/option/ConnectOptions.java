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
 * @param endpoint address and path of the server
 * @param namespaces the namespaces to connect, each beginning with a slash; if there are none, the first that is joined
 *     opens the connection
 * @param auth payload of the CONNECT packets (Socket.IO protocol 5, "Connection to a namespace")
 * @param protocol transports and encodings
 * @param http additions to every HTTP request
 * @param network how to reach the server
 * @param reconnect what to do when the connection is lost
 */
public record ConnectOptions(
        Endpoint endpoint,
        List<String> namespaces,
        Optional<Json> auth,
        ProtocolSettings protocol,
        HttpSettings http,
        NetworkSettings network,
        ReconnectSettings reconnect) {

    /**
     * The Engine.IO endpoint of a server.
     *
     * @param server address of the server
     * @param enginePath path of the endpoint, beginning with a slash; if it does not end with one, it is tried with a
     *     slash appended first, and without it if the server has nothing there
     */
    public record Endpoint(ServerAddress server, String enginePath) {

        /** Returns the URL for display, without a query. */
        public String url() {
            return server.url() + enginePath;
        }

        /** Returns the URL for requests: without the zone of an IPv6 address. */
        public String requestUrl() {
            return server.withoutZone().url() + enginePath;
        }
    }

    /**
     * Transports and encodings.
     *
     * @param transports transports to use; the session opens with the first
     * @param upgrade whether to upgrade to a better transport that the server offers
     * @param eio the generation of Engine.IO to speak, 3 or 4; empty to detect that of the server
     * @param parser the parser that the server uses
     */
    public record ProtocolSettings(List<Transport> transports, boolean upgrade, OptionalInt eio, ParserType parser) {

        public ProtocolSettings {
            transports = List.copyOf(transports);
        }
    }

    /**
     * Additions to every HTTP request.
     *
     * @param fields header fields, in order
     * @param cookies cookies for the requests that they match, unless a header field sets one of the same name
     * @param query query parameters, in order
     */
    public record HttpSettings(List<NameValue> fields, List<StoredCookie> cookies, List<NameValue> query) {

        /** No additions. */
        public static final HttpSettings NONE = new HttpSettings(List.of(), List.of(), List.of());

        public HttpSettings {
            fields = List.copyOf(fields);
            cookies = List.copyOf(cookies);
            query = List.copyOf(query);
        }
    }

    /**
     * How to reach the server.
     *
     * @param tls certificate checks and client certificate
     * @param proxy the proxy to connect through; empty to connect directly
     * @param connectTimeout time for one attempt, from the name lookup to the answer of each namespace
     */
    public record NetworkSettings(TlsOptions tls, Optional<ProxyAddress> proxy, Duration connectTimeout) {}

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
    }

    /** Returns a copy with other namespaces. */
    public ConnectOptions withNamespaces(List<String> newNamespaces) {
        return new ConnectOptions(endpoint, newNamespaces, auth, protocol, http, network, reconnect);
    }

    /** Returns a copy with another auth payload; empty for none. */
    public ConnectOptions withAuth(Optional<Json> newAuth) {
        return new ConnectOptions(endpoint, namespaces, newAuth, protocol, http, network, reconnect);
    }

    /** Returns a copy with another engine path and other transports. */
    public ConnectOptions with(String enginePath, ProtocolSettings newProtocol) {
        return new ConnectOptions(
                new Endpoint(endpoint.server(), enginePath), namespaces, auth, newProtocol, http, network, reconnect);
    }

    /** Returns the address of the server. */
    public ServerAddress server() {
        return endpoint.server();
    }

    /**
     * Returns true if requests are sent to the proxy instead of through a tunnel, as for plain polling: few proxies
     * tunnel to port 80.
     */
    public boolean sendsRequestsToProxy(Transport transport) {
        Optional<ProxyAddress> proxy = network.proxy();
        return transport == Transport.POLLING
                && !server().secure()
                && proxy.isPresent()
                && proxy.get().kind().isHttp();
    }
}
