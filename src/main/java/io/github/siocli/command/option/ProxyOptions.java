package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.proxy.ProxyAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options for the proxy, which also comes from the usual environment variables, with the rules of curl. */
final class ProxyOptions implements OptionGroup {

    private static final String IN_ENVIRONMENT = " in the environment";

    @Override
    public String title() {
        return "Proxy";
    }

    @Override
    public String topic() {
        return "proxy";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.value("PROXY", "Proxy URL, or '' for a direct connection", "-x", "--proxy"),
                OptionSpecs.value("HOSTS", "Hosts without proxy, separated by commas; *: all", "--noproxy"));
    }

    /**
     * The choice of a proxy.
     *
     * @param proxy the proxy; empty to connect directly
     * @param source the option or variable that decides; empty if there is none
     */
    record ProxyChoice(Optional<ProxyAddress> proxy, String source) {}

    /** Chooses the proxy for a server by the options and the environment. */
    ProxyChoice read(ParseResult parsed, ServerAddress server, Map<String, String> variables) throws FailureException {
        Optional<String> given = OptionSpecs.text(parsed, "--proxy");
        Optional<String> excluded = OptionSpecs.text(parsed, "--noproxy");
        String noProxy = excluded.or(() -> variable(variables, "no_proxy")).orElse("");
        if (!noProxy.isEmpty() && new NoProxy(noProxy).matches(server.host(), server.port())) {
            return new ProxyChoice(Optional.empty(), excluded.isPresent() ? "--noproxy" : "NO_PROXY" + IN_ENVIRONMENT);
        }
        if (given.isPresent()) {
            return new ProxyChoice(
                    given.get().isEmpty() ? Optional.empty() : Optional.of(ProxyUrl.parse("--proxy", given.get())),
                    "--proxy");
        }
        for (String name : List.of(server.secure() ? "https_proxy" : "http_proxy", "all_proxy")) {
            Optional<String> value = variable(variables, name);
            if (value.isPresent()) {
                String source = name.toUpperCase(Locale.ROOT) + IN_ENVIRONMENT;
                return new ProxyChoice(Optional.of(ProxyUrl.parse(source, value.get())), source);
            }
        }
        return new ProxyChoice(Optional.empty(), "");
    }

    /** Returns a variable; the name in lower case takes precedence, as in other programs. An empty one counts as not set. */
    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(variables.get(name.toUpperCase(Locale.ROOT)))
                        .filter(value -> !value.isEmpty()));
    }
}
