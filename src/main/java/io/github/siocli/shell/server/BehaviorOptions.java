package io.github.siocli.shell.server;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.mock.ChaosParser;
import io.github.siocli.server.fault.Chaos;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options for the rules and the random faults of a server. */
public final class BehaviorOptions implements OptionGroup {

    private static final int SEED_BOUND = 1_000_000;

    @Override
    public String title() {
        return "Behaviour (default: echo and acknowledge every event)";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.values("FILE", "Rule file; repeatable", "--rules"),
                OptionSpecs.values("RULE", "Rule, such as 'on hello ack \"hi\" $1'; repeatable", "-e", "--exec"),
                OptionSpecs.flag("Reload the rule files when they change", "--watch"),
                OptionSpecs.value("SPEC", "Random faults, such as delay=2s,drop=5%%", "--chaos"),
                OptionSpecs.value("N", "Seed of the random decisions, to repeat a run", "--seed"));
    }

    /**
     * Reads the options.
     *
     * @param variables environment variables
     * @throws FailureException if a rule is invalid or a file cannot be read
     */
    public BehaviorConfig read(ParseResult parsed, InputReader inputs, Map<String, String> variables)
            throws FailureException {
        List<String> files = OptionSpecs.texts(parsed, "--rules");
        boolean watchesFiles = OptionSpecs.isSet(parsed, "--watch");
        if (watchesFiles && files.isEmpty()) {
            throw UsageErrors.error("--watch needs --rules", "--rules FILE");
        }
        Optional<String> chaos = OptionSpecs.text(parsed, "--chaos");
        Optional<String> seedText = OptionSpecs.text(parsed, "--seed");
        long seed = seedText.isPresent()
                ? parseSeed(seedText.get())
                : ThreadLocalRandom.current().nextInt(SEED_BOUND);
        return new BehaviorConfig(
                RuleSet.read(files, OptionSpecs.texts(parsed, "--exec"), inputs),
                chaos.isEmpty() ? Chaos.none() : ChaosParser.parse(chaos.get()),
                seed,
                watchesFiles,
                chaos.isEmpty() ? List.of() : List.of("--seed " + seed + " repeats this run"),
                variables);
    }

    private static long parseSeed(String text) throws FailureException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw UsageErrors.error("--seed takes a whole number, not \"" + text + "\"", "--seed 7");
        }
    }
}
