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

/** Through which proxy the connection goes: as for curl, from an option or the usual environment variables. */
final class ProxyOptions implements OptionGroup {

    @Override
    public String title() {
        return "Proxy";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.value(
                        "PROXY",
                        "http://, https://, socks5:// or socks5h://[NAME:PASSWORD@]HOST:PORT, or '' for none;"
                                + " also from HTTP_PROXY, HTTPS_PROXY and ALL_PROXY",
                        "-x",
                        "--proxy"),
                OptionSpecs.value(
                        "HOSTS",
                        "Hosts that no proxy is used for, with commas; * for all; also from NO_PROXY",
                        "--noproxy"));
    }

    Optional<ProxyAddress> read(ParseResult parsed, ServerAddress server, Map<String, String> variables)
            throws FailureException {
        Optional<String> given = OptionSpecs.text(parsed, "--proxy");
        String direct = OptionSpecs.text(parsed, "--noproxy")
                .or(() -> variable(variables, "no_proxy"))
                .orElse("");
        boolean isDirect = !direct.isEmpty() && new NoProxy(direct).has(server.host(), server.port());
        if (isDirect || given.filter(String::isEmpty).isPresent()) {
            return Optional.empty();
        }
        if (given.isPresent()) {
            return Optional.of(ProxyUrl.parse("--proxy", given.get()));
        }
        for (String name : List.of(server.secure() ? "https_proxy" : "http_proxy", "all_proxy")) {
            Optional<String> set = variable(variables, name);
            if (set.isPresent()) {
                return Optional.of(ProxyUrl.parse(name.toUpperCase(Locale.ROOT) + " in the environment", set.get()));
            }
        }
        return Optional.empty();
    }

    /** In lower case it wins, as everywhere; one that is empty is not set. */
    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(variables.get(name.toUpperCase(Locale.ROOT)))
                        .filter(value -> !value.isEmpty()));
    }
}
