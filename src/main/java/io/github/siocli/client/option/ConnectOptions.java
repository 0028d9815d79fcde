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
 * How to connect.
 *
 * @param server where to
 * @param enginePath path of the Engine.IO endpoint, beginning with a slash; without one at its end it is used with one
 *     first, and literally when the server has nothing there
 * @param namespaces the namespaces to connect, each beginning with a slash; without any, the first that is joined opens
 *     the connection
 * @param auth payload of the CONNECT packets (Socket.IO protocol 5, "Connection to a namespace")
 * @param transports transports to use; the session opens with the first
 * @param eio the generation of Engine.IO to speak, 3 or 4; empty: that of the server
 * @param parser the parser that the server has
 * @param upgrade whether to move to a better transport that the server offers
 * @param fields header fields of every HTTP request, in order
 * @param cookies cookies for the requests that they fit, unless the fields have one of the name
 * @param query query parameters of every HTTP request, in order
 * @param tls how certificates are checked, and ours is shown
 * @param proxy through what the connections go
 * @param connectTimeout time for one attempt, from the name look-up to the answer of each namespace
 * @param reconnect what happens when the connection is lost
 */
public record ConnectOptions(
        ServerAddress server,
        String enginePath,
        List<String> namespaces,
        Optional<Json> auth,
        List<Transport> transports,
        OptionalInt eio,
        Parser parser,
        boolean upgrade,
        List<Field> fields,
        List<StoredCookie> cookies,
        List<Field> query,
        TlsOptions tls,
        Optional<ProxyAddress> proxy,
        Duration connectTimeout,
        Reconnect reconnect) {

    /** A name with a value, not encoded in any way. */
    public record Field(String name, String value) {}

    /** How Socket.IO packets are written in Engine.IO messages; both sides must have the same. */
    public enum Parser {
        JSON("json"),
        MSGPACK("msgpack");

        private final String label;

        Parser(String label) {
            this.label = label;
        }

        /** Its name on the command line. */
        public String label() {
            return label;
        }

        /** The one that a server has where it does not understand this one. */
        public Parser other() {
            return this == JSON ? MSGPACK : JSON;
        }
    }

    /**
     * What happens when the connection is lost.
     *
     * @param enabled whether new attempts are made
     * @param first whether a first attempt that fails is repeated too
     * @param limit number of attempts in a row
     */
    public record Reconnect(boolean enabled, boolean first, OptionalInt limit) {

        /** No second attempt. */
        public static final Reconnect NEVER = new Reconnect(false, false, OptionalInt.empty());
    }

    public ConnectOptions {
        namespaces = List.copyOf(namespaces);
        transports = List.copyOf(transports);
        fields = List.copyOf(fields);
        cookies = List.copyOf(cookies);
        query = List.copyOf(query);
    }

    /** The same with other namespaces. */
    public ConnectOptions withNamespaces(List<String> others) {
        return new ConnectOptions(
                server,
                enginePath,
                others,
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

    /** Whether requests are given to the proxy as such, as plain polls are: few proxies tunnel to port 80. */
    public boolean asksProxy(Transport transport) {
        return transport == Transport.POLLING
                && !server.secure()
                && proxy.isPresent()
                && proxy.get().kind().isHttp();
    }

    /** The URL of the Engine.IO endpoint as people write it, without a query. */
    public String engineUrl() {
        return server.url() + enginePath;
    }

    /** The same for a request. */
    public String requestUrl() {
        return server.withoutZone().url() + enginePath;
    }
}
