package io.github.siocli.command.option;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.Field;
import io.github.siocli.event.FailureException;
import io.github.siocli.net.proxy.ProxyAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** Everything that a command needs to connect. */
public final class ConnectionOptions {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Sockets and OkHttp count milliseconds in an int. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

    private final TransportOptions transport = new TransportOptions();
    private final IdentityOptions identity = new IdentityOptions();
    private final CertificateOptions trust = new CertificateOptions();
    private final ProxyOptions proxy = new ProxyOptions();
    private final ReconnectOptions reconnect;

    /**
     * The options.
     *
     * @param reconnects whether a lost connection is made again unless something else is said
     */
    public ConnectionOptions(boolean reconnects) {
        reconnect = new ReconnectOptions(reconnects);
    }

    /** The groups, for a command to add. */
    public List<OptionGroup> groups() {
        return List.of(transport, identity, trust, proxy, reconnect);
    }

    /**
     * How to connect, from the URL and the options.
     *
     * @throws FailureException where an option is wrong, or a file that it names cannot be read
     */
    public ConnectOptions read(ParseResult parsed, String url, InputReader inputs, Map<String, String> variables)
            throws FailureException {
        Target target = target(parsed, url);
        List<Field> query = new ArrayList<>(target.query());
        query.addAll(identity.query(parsed));
        return new ConnectOptions(
                target.server(),
                TransportOptions.enginePath(parsed, target),
                transport.namespaces(parsed, target),
                AuthOptions.read(parsed, inputs, variables),
                TransportOptions.transports(parsed),
                transport.eio(parsed),
                transport.parser(parsed),
                transport.upgrade(parsed),
                identity.fields(parsed, target, inputs, variables),
                identity.storedCookies(parsed, inputs),
                query,
                trust.read(parsed, inputs, variables),
                proxy.read(parsed, target.server(), variables),
                connectTimeout(parsed),
                reconnect.read(parsed));
    }

    /**
     * What a user should know of how the URL is read, one line each.
     *
     * @throws FailureException when it is none
     */
    public List<String> notes(ParseResult parsed, String url) throws FailureException {
        return target(parsed, url).notes();
    }

    private static Target target(ParseResult parsed, String url) throws FailureException {
        return Target.parse(url, OptionSpecs.text(parsed, "--path"));
    }

    /**
     * Refuses options for TLS where nothing speaks it; settings may hold them for a later connection.
     *
     * @throws FailureException if one of them has no effect
     */
    public static void requireTls(ParseResult parsed, ConnectOptions options) throws FailureException {
        if (options.server().secure()) {
            return;
        }
        boolean proxied = options.proxy()
                .filter(proxy -> proxy.kind() == ProxyAddress.Kind.HTTPS)
                .isPresent();
        for (String name : List.of("--cert", "--servername", "--cacert")) {
            if (OptionSpecs.isSet(parsed, name) && !(proxied && name.equals("--cacert"))) {
                throw UsageErrors.error(
                        name + " has no effect on a connection without TLS", "an https:// URL, or leave it out");
            }
        }
    }

    private static Duration connectTimeout(ParseResult parsed) throws FailureException {
        Duration timeout = DurationReader.limit(parsed, "--connect-timeout").orElse(CONNECT_TIMEOUT);
        // The websocket waits a second longer.
        Duration longest = LONGEST_TIMEOUT.minusSeconds(2);
        return timeout.compareTo(longest) > 0 ? longest : timeout;
    }
}
