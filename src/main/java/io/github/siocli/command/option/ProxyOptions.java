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

    Optional<ProxyAddress> read(ParseResult parsed, ServerAddress server, Map<String, String> variables)
            throws FailureException {
        Optional<String> given = OptionSpecs.text(parsed, "--proxy");
        String noProxy = OptionSpecs.text(parsed, "--noproxy")
                .or(() -> variable(variables, "no_proxy"))
                .orElse("");
        boolean isDirect = !noProxy.isEmpty() && new NoProxy(noProxy).matches(server.host(), server.port());
        if (isDirect || given.filter(String::isEmpty).isPresent()) {
            return Optional.empty();
        }
        if (given.isPresent()) {
            return Optional.of(ProxyUrl.parse("--proxy", given.get()));
        }
        for (String name : List.of(server.secure() ? "https_proxy" : "http_proxy", "all_proxy")) {
            Optional<String> value = variable(variables, name);
            if (value.isPresent()) {
                return Optional.of(ProxyUrl.parse(name.toUpperCase(Locale.ROOT) + " in the environment", value.get()));
            }
        }
        return Optional.empty();
    }

    /** Returns a variable; the name in lower case takes precedence, as in other programs. An empty one counts as not set. */
    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(variables.get(name.toUpperCase(Locale.ROOT)))
                        .filter(value -> !value.isEmpty()));
    }
}
