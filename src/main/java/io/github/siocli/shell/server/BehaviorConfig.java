package io.github.siocli.shell.server;

import io.github.siocli.expression.ValueSources;
import io.github.siocli.server.fault.Chaos;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Configures how a server reacts to clients: rules and random faults.
 *
 * @param rules the rules
 * @param chaos the random faults
 * @param seed seed of the random numbers
 * @param watchesFiles true if rule files are reloaded when they change
 * @param notes notes for the user, shown at the start
 * @param variables environment variables that rules can refer to
 */
public record BehaviorConfig(
        RuleSet rules,
        Chaos chaos,
        long seed,
        boolean watchesFiles,
        List<String> notes,
        Map<String, String> variables) {

    public BehaviorConfig {
        notes = List.copyOf(notes);
    }

    /** Returns a configuration with rules only. */
    public static BehaviorConfig of(RuleSet rules) {
        return of(rules, Map.of());
    }

    /** Returns a configuration with rules only, which can refer to environment variables. */
    public static BehaviorConfig of(RuleSet rules, Map<String, String> variables) {
        return new BehaviorConfig(rules, Chaos.none(), 0, false, List.of(), variables);
    }

    /** Returns a copy with one more note. */
    public BehaviorConfig withNote(String note) {
        List<String> extended = new ArrayList<>(notes);
        extended.add(note);
        return new BehaviorConfig(rules, chaos, seed, watchesFiles, extended, variables);
    }

    /** Returns the sources of the values in rules; the same seed repeats their random numbers. */
    ValueSources sources(Clock clock) {
        return new ValueSources(new Random(seed), clock, variables);
    }
}
