package io.github.siocli.command.option;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.Endpoint;
import io.github.siocli.client.option.ConnectOptions.HttpSettings;
import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.client.option.ConnectOptions.NetworkSettings;
import io.github.siocli.event.FailureException;
import io.github.siocli.net.proxy.ProxyAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** All options that a command needs to connect. */
public final class ConnectionOptions {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Sockets and OkHttp take timeouts as milliseconds in an {@code int}. */
    private static final Duration MAX_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

    private final TransportOptions transport = new TransportOptions();
    private final IdentityOptions identity = new IdentityOptions();
    private final CertificateOptions certificates = new CertificateOptions();
    private final ProxyOptions proxy = new ProxyOptions();
    private final ReconnectOptions reconnect;

    /**
     * @param reconnects true if the command reconnects by default
     */
    public ConnectionOptions(boolean reconnects) {
        reconnect = new ReconnectOptions(reconnects);
    }

    /** Returns the option groups for the model of a command. */
    public List<OptionGroup> groups() {
        return List.of(transport, identity, certificates, proxy, reconnect);
    }

    /**
     * Reads the settings of the connection from the URL and the options.
     *
     * @param variables environment variables
     * @throws FailureException if an option or the URL is invalid, or a file cannot be read
     */
    public ConnectOptions read(ParseResult parsed, String url, InputReader inputs, Map<String, String> variables)
            throws FailureException {
        Target target = target(parsed, url);
        List<NameValue> query = new ArrayList<>(target.query());
        query.addAll(identity.query(parsed, inputs));
        return new ConnectOptions(
                new Endpoint(target.server(), TransportOptions.enginePath(parsed, target)),
                transport.namespaces(parsed, target),
                AuthOptions.read(parsed, inputs, variables),
                transport.protocol(parsed),
                new HttpSettings(
                        identity.fields(parsed, target, inputs, variables),
                        identity.storedCookies(parsed, inputs),
                        query),
                new NetworkSettings(
                        certificates.read(parsed, inputs, variables),
                        proxy.read(parsed, target.server(), variables).proxy(),
                        connectTimeout(parsed)),
                reconnect.read(parsed));
    }

    /**
     * Returns the option or variable that decides whether a proxy is used; empty if there is none.
     *
     * @param variables environment variables
     * @throws FailureException if the URL or the proxy is invalid
     */
    public String proxySource(ParseResult parsed, String url, Map<String, String> variables) throws FailureException {
        return proxy.read(parsed, target(parsed, url).server(), variables).source();
    }

    /**
     * Returns notes for the user about the interpretation of the URL, one line each.
     *
     * @throws FailureException if the URL is invalid
     */
    public List<String> notes(ParseResult parsed, String url) throws FailureException {
        return target(parsed, url).notes();
    }

    /**
     * Returns the namespace that is the path of the URL; empty if the URL has none.
     *
     * @throws FailureException if the URL is invalid
     */
    public static Optional<String> urlNamespace(ParseResult parsed, String url) throws FailureException {
        return target(parsed, url).nsp();
    }

    private static Target target(ParseResult parsed, String url) throws FailureException {
        return Target.parse(url, OptionSpecs.text(parsed, "--path").orElse(null));
    }

    /**
     * Refuses TLS options on a connection without TLS. Settings of the prompt do not call this, because they may hold TLS
     * options for a later connection.
     *
     * @throws FailureException if a TLS option has no effect
     */
    public static void requireTls(ParseResult parsed, ConnectOptions options) throws FailureException {
        if (options.server().secure()) {
            return;
        }
        boolean hasTlsProxy = options.network()
                .proxy()
                .filter(proxy -> proxy.kind() == ProxyAddress.Kind.HTTPS)
                .isPresent();
        for (String name : List.of("--cert", "--servername", "--cacert")) {
            if (OptionSpecs.isSet(parsed, name) && !(hasTlsProxy && name.equals("--cacert"))) {
                throw UsageErrors.error(
                        name + " has no effect on a connection without TLS", "an https:// URL, or leave it out");
            }
        }
    }

    private static Duration connectTimeout(ParseResult parsed) throws FailureException {
        Duration timeout = DurationReader.readLimit(parsed, "--connect-timeout").orElse(CONNECT_TIMEOUT);
        // The timeout of the websocket is one second longer.
        Duration max = MAX_TIMEOUT.minusSeconds(2);
        return timeout.compareTo(max) > 0 ? max : timeout;
    }
}
