package io.github.siocli.shell.server;

import io.github.siocli.command.option.AuthOptions;
import io.github.siocli.command.option.CertificateFileOptions;
import io.github.siocli.command.option.CountReader;
import io.github.siocli.command.option.DurationReader;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.command.option.NumberReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.command.option.OriginReader;
import io.github.siocli.command.option.TransportOptions;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.tls.CertificateFiles;
import io.github.siocli.net.tls.ServerTls;
import io.github.siocli.server.RecoveryOptions;
import io.github.siocli.server.ServerOptions;
import io.github.siocli.server.engine.EngineLimits;
import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.server.engine.OriginPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of a server: address, accepted clients, and protocol. */
public final class ListenOptions implements OptionGroup {

    private static final String DEFAULT_HOST = "127.0.0.1";

    /** The port that the Socket.IO documentation uses. */
    private static final int DEFAULT_PORT = 3000;

    private static final int PORT_COUNT = 20;

    @Override
    public String title() {
        return "Listening";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.value("ADDR", "Address to listen on (default: 127.0.0.1)", "--host"),
                OptionSpecs.value("N", "Port (default: 3000; 0: any free port)", "-p", "--port"),
                OptionSpecs.value("/PATH/", "Engine.IO path (default: /socket.io/)", "--path"),
                OptionSpecs.values("/NSP", "Namespace to serve; repeatable (default: any)", "-n", "--namespace"),
                OptionSpecs.value("N", "Maximum number of connected clients", "--max-clients"),
                OptionSpecs.values("JSON|K=V|@FILE", "Required auth payload", "-a", "--auth"));
    }

    /**
     * Reads the options.
     *
     * @param variables environment variables
     * @param terminal true if a user sees the port, so that another one may be chosen if it is taken
     * @throws FailureException if an option is invalid
     */
    public ListenConfig read(ParseResult parsed, InputReader inputs, Map<String, String> variables, boolean terminal)
            throws FailureException {
        Optional<String> port = OptionSpecs.text(parsed, "--port");
        InetSocketAddress address = new InetSocketAddress(
                host(OptionSpecs.text(parsed, "--host").orElse(DEFAULT_HOST)),
                port.isEmpty() ? DEFAULT_PORT : CountReader.between("--port", port.get(), 0, 65_535));
        ServerOptions options = ServerOptions.on(address).withEngine(engine(parsed, inputs, variables));
        if (OptionSpecs.isSet(parsed, "--engine-only")) {
            options = options.withEngineOnly();
        }
        Optional<String> maxClients = OptionSpecs.text(parsed, "--max-clients");
        if (maxClients.isPresent()) {
            options = options.withMaxClients(NumberReader.readPositive("--max-clients", maxClients.get()));
        }
        Optional<Duration> recovery = DurationReader.readFiniteLimit(parsed, "--recovery");
        if (recovery.isPresent()) {
            RecoveryOptions defaults = RecoveryOptions.DEFAULT;
            options = options.withRecovery(
                    new RecoveryOptions(recovery.get(), defaults.packets(), defaults.size(), defaults.clients()));
        }
        Set<String> namespaces = new LinkedHashSet<>();
        for (String nsp : OptionSpecs.texts(parsed, "--namespace")) {
            namespaces.add(NamespaceReader.read(nsp));
        }
        return new ListenConfig(
                options,
                namespaces,
                AuthOptions.read(parsed, inputs, Map.of()),
                terminal && port.isEmpty() ? PORT_COUNT : 1);
    }

    /** Returns the configuration of a demonstration server: loopback only, any free port. */
    public static ListenConfig local() {
        return new ListenConfig(
                ServerOptions.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Set.of(),
                Optional.empty(),
                1);
    }

    private static InetAddress host(String host) throws FailureException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new FailureException(Failure.of(FailureKind.ADDRESS_NOT_LOCAL, host, "unknown address", host), e);
        }
    }

    private static EngineOptions engine(ParseResult parsed, InputReader inputs, Map<String, String> variables)
            throws FailureException {
        EngineOptions defaults = EngineOptions.DEFAULT;
        EngineOptions engine = defaults.withPath(TransportOptions.enginePath(parsed))
                .withTransports(
                        Set.copyOf(TransportOptions.transports(parsed)), !OptionSpecs.isSet(parsed, "--no-upgrade"))
                .withHeartbeat(
                        heartbeat(
                                parsed, "--ping-interval", defaults.heartbeat().interval()),
                        heartbeat(parsed, "--ping-timeout", defaults.heartbeat().timeout()))
                .withOrigins(origins(OptionSpecs.texts(parsed, "--cors")));
        Optional<String> payload = OptionSpecs.text(parsed, "--max-payload");
        if (payload.isPresent()) {
            EngineLimits limits = defaults.limits();
            engine = engine.withLimits(limits.withPayload(CountReader.size("--max-payload", payload.get())));
        }
        Optional<CertificateFiles> certificate = CertificateFileOptions.read(parsed, inputs, variables);
        return certificate.isPresent() ? engine.withTls(new ServerTls(certificate.get())) : engine;
    }

    private static Duration heartbeat(ParseResult parsed, String name, Duration defaults) throws FailureException {
        Duration time = DurationReader.read(parsed, name).orElse(defaults);
        if (time.toMillis() < 1) {
            throw UsageErrors.error(name + " is too short", "25s");
        }
        return time;
    }

    private static OriginPolicy origins(List<String> values) throws FailureException {
        Set<String> origins = new LinkedHashSet<>();
        for (String value : values) {
            Optional<String> origin = value.equals("*") ? Optional.of(value) : OriginReader.read(value);
            origins.add(origin.orElseThrow(() -> UsageErrors.error(
                    "--cors takes an origin, not \"" + value + "\"",
                    "--cors https://app.example, --cors null for files, or --cors '*'")));
        }
        return origins.contains("*") ? OriginPolicy.ANY : new OriginPolicy(false, origins);
    }

    /** Returns true if a text is a value of {@code --cors}: an origin or {@code *}. */
    static boolean isOrigin(String text) {
        return text.equals("*") || OriginReader.read(text).filter(text::equals).isPresent();
    }
}
