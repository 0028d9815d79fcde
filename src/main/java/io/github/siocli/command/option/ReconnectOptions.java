package io.github.siocli.command.option;

import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
import io.github.siocli.event.FailureException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options for reconnecting after a lost connection. */
final class ReconnectOptions implements OptionGroup {

    private final boolean onByDefault;

    ReconnectOptions(boolean onByDefault) {
        this.onByDefault = onByDefault;
    }

    @Override
    public String title() {
        return "Reconnection";
    }

    @Override
    public String topic() {
        return "connection";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.value("N", "Attempts in a row, also for the first connection", "--reconnect"),
                OptionSpecs.flag("Do not reconnect", "--no-reconnect"));
    }

    ReconnectSettings read(ParseResult parsed) throws FailureException {
        Optional<String> limit = OptionSpecs.text(parsed, "--reconnect");
        boolean never = OptionSpecs.isSet(parsed, "--no-reconnect");
        if (limit.isPresent() && never) {
            throw UsageErrors.error("--reconnect and --no-reconnect exclude each other", "one of them");
        }
        if (limit.isPresent()) {
            return new ReconnectSettings(
                    true, true, OptionalInt.of(NumberReader.readPositive("--reconnect", limit.get())));
        }
        return onByDefault && !never
                ? new ReconnectSettings(true, false, OptionalInt.empty())
                : ReconnectSettings.NEVER;
    }
}
