package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.event.TraceEvent.Level;
import io.github.siocli.net.trace.TraceSettings.TraceChoice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options for the trace of HTTP, Engine.IO and Socket.IO. */
public final class TraceOptions implements OptionGroup {

    private static final String ALL = "http,eio,sio";

    /**
     * Contents and target of the trace.
     *
     * @param choice levels to trace, and whether secrets are shown
     * @param file file for the trace instead of standard error
     */
    public record TraceSelection(TraceChoice choice, Optional<Path> file) {}

    @Override
    public String title() {
        return "Trace";
    }

    @Override
    public String topic() {
        return "trace";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.optional(
                        List.of(ALL, "http", "eio", "sio"),
                        ALL,
                        "LEVELS",
                        "Show wire traffic: http, eio, sio (default: all)",
                        "--trace"),
                OptionSpecs.value("FILE", "Append the trace to a file, not to standard error", "--trace-file"),
                secretsOption());
    }

    /** Returns the flag that shows secrets; verbs have it too. */
    public static OptionSpec secretsOption() {
        return OptionSpecs.flag("Show credentials and session ids in the trace", "--trace-secrets");
    }

    /**
     * Reads contents and target of the trace from the options.
     *
     * @throws FailureException if a level is unknown, or an option has no effect
     */
    public TraceSelection read(ParseResult parsed, InputReader inputs) throws FailureException {
        Optional<String> file = OptionSpecs.text(parsed, "--trace-file");
        Optional<Path> path = file.isEmpty() ? Optional.empty() : Optional.of(inputs.path(file.get()));
        boolean secrets = OptionSpecs.isSet(parsed, "--trace-secrets");
        boolean enabled = OptionSpecs.isSet(parsed, "--trace") || path.isPresent();
        if (secrets && !enabled) {
            throw UsageErrors.error("--trace-secrets needs --trace or --trace-file", "--trace --trace-secrets");
        }
        Set<Level> levels = enabled
                ? levels(List.of(OptionSpecs.text(parsed, "--trace").orElse(ALL).split(",", -1)))
                : Set.of();
        return new TraceSelection(new TraceChoice(levels, secrets), path);
    }

    /**
     * Returns the levels with these names.
     *
     * @throws FailureException if a name is unknown
     */
    public static Set<Level> levels(List<String> names) throws FailureException {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        for (String name : names) {
            levels.add(Arrays.stream(Level.values())
                    .filter(level -> level.label().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> UsageErrors.error(
                            "\"" + name + "\" is not a trace level", "http, eio, sio, or several with commas")));
        }
        return levels;
    }
}
