package io.github.siocli.shell.server;

import io.github.siocli.mock.Chaos;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The behavior of a server.
 *
 * @param rules rules
 * @param chaos random faults
 * @param seed seed of the random numbers
 * @param follows whether changed rule files are loaded again
 * @param notes notes for the user
 */
public record BehaviorConfig(RuleSet rules, Chaos chaos, long seed, boolean follows, List<String> notes) {

    public BehaviorConfig {
        notes = List.copyOf(notes);
    }

    /** Returns a behavior with rules only. */
    public static BehaviorConfig of(RuleSet rules) {
        return new BehaviorConfig(rules, Chaos.none(), 0, false, List.of());
    }

    /** Returns this behavior with another note. */
    public BehaviorConfig withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new BehaviorConfig(rules, chaos, seed, follows, more);
    }

    /** Returns a new random generator with the seed. */
    RandomGenerator random() {
        return new Random(seed);
    }
}
