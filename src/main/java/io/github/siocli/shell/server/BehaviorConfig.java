package io.github.siocli.shell.server;

import io.github.siocli.server.fault.Chaos;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Configures how a server reacts to clients: rules and random faults.
 *
 * @param rules the rules
 * @param chaos the random faults
 * @param seed seed of the random numbers
 * @param watchesFiles true if rule files are reloaded when they change
 * @param notes notes for the user, shown at the start
 */
public record BehaviorConfig(RuleSet rules, Chaos chaos, long seed, boolean watchesFiles, List<String> notes) {

    public BehaviorConfig {
        notes = List.copyOf(notes);
    }

    /** Returns a configuration with rules only. */
    public static BehaviorConfig of(RuleSet rules) {
        return new BehaviorConfig(rules, Chaos.none(), 0, false, List.of());
    }

    /** Returns a copy with one more note. */
    public BehaviorConfig withNote(String note) {
        List<String> extended = new ArrayList<>(notes);
        extended.add(note);
        return new BehaviorConfig(rules, chaos, seed, watchesFiles, extended);
    }

    /** Returns a random generator; the same seed repeats its numbers. */
    RandomGenerator random() {
        return new Random(seed);
    }
}
