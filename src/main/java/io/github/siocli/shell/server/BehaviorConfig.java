package io.github.siocli.shell.server;

import io.github.siocli.mock.Chaos;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What a server does, and what goes wrong with it.
 *
 * @param rules what it does
 * @param chaos what goes wrong at random
 * @param seed what chance begins with
 * @param follows whether files of rules that change are followed
 * @param notes what people should know of it
 */
public record BehaviorConfig(RuleSet rules, Chaos chaos, long seed, boolean follows, List<String> notes) {

    public BehaviorConfig {
        notes = List.copyOf(notes);
    }

    /** One by rules only. */
    public static BehaviorConfig of(RuleSet rules) {
        return new BehaviorConfig(rules, Chaos.none(), 0, false, List.of());
    }

    /** The same with something more that people should know. */
    public BehaviorConfig withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new BehaviorConfig(rules, chaos, seed, follows, more);
    }

    /** Chance: the same again for the same seed. */
    RandomGenerator random() {
        return new Random(seed);
    }
}
