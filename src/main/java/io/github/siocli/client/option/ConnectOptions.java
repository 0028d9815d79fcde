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
 * @param endpoint what to connect to
 * @param namespaces the namespaces to connect, each beginning with a slash; if there are none, the first that is joined
 *     opens the connection
 * @param auth payload of the CONNECT packets (Socket.IO protocol 5, "Connection to a namespace")
 * @param protocol transports, generation and parser
 * @param http what each HTTP request contains
 * @param network TLS, proxy and timeout
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
     * An Engine.IO endpoint.
     *
     * @param server address of the server
     * @param path path of the endpoint, beginning with a slash; if it does not end with one, it is tried with a slash
     *     appended first, and without it if the server has nothing there
     */
    public record Endpoint(ServerAddress server, String path) {}

    /**
     * Settings of Engine.IO and of the Socket.IO packets.
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
     * What each HTTP request contains.
     *
     * @param fields header fields, in order
     * @param cookies cookies for the requests that they match, unless a header field sets one of the same name
     * @param query query parameters, in order
     */
    public record HttpSettings(List<NameValue> fields, List<StoredCookie> cookies, List<NameValue> query) {

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

    public ServerAddress server() {
        return endpoint.server();
    }

    public String enginePath() {
        return endpoint.path();
    }

    public List<Transport> transports() {
        return protocol.transports();
    }

    public boolean upgrade() {
        return protocol.upgrade();
    }

    public OptionalInt eio() {
        return protocol.eio();
    }

    public ParserType parser() {
        return protocol.parser();
    }

    public List<NameValue> fields() {
        return http.fields();
    }

    public List<StoredCookie> cookies() {
        return http.cookies();
    }

    public List<NameValue> query() {
        return http.query();
    }

    public TlsOptions tls() {
        return network.tls();
    }

    public Optional<ProxyAddress> proxy() {
        return network.proxy();
    }

    public Duration connectTimeout() {
        return network.connectTimeout();
    }

    /**
     * Returns true if requests are sent to the proxy instead of through a tunnel, as for plain polling: few proxies
     * tunnel to port 80.
     */
    public boolean sendsRequestsToProxy(Transport transport) {
        return transport == Transport.POLLING
                && !server().secure()
                && proxy().isPresent()
                && proxy().get().kind().isHttp();
    }

    /** Returns the URL of the Engine.IO endpoint for display, without a query. */
    public String engineUrl() {
        return server().url() + enginePath();
    }

    /** Returns the URL of the Engine.IO endpoint for requests: without the zone of an IPv6 address. */
    public String requestUrl() {
        return server().withoutZone().url() + enginePath();
    }
}
