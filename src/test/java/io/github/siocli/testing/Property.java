package io.github.siocli.testing;

import java.util.Random;

/** Checks a property with many random inputs; a failure names the seed that repeats it. */
public final class Property {

    private static final long SEED = Long.getLong("property.seed", 20260101L);

    /** The profile {@code mutation} repeats every test for thousands of mutants, and needs fewer inputs. */
    private static final int LIMIT = Integer.getInteger("property.limit", Integer.MAX_VALUE);

    /** A property of one random input. */
    public interface Check {
        void run(Random random) throws Exception;
    }

    private Property() {}

    /** Runs the check repeatedly with new random sources and returns how often; {@code -Dproperty.limit} lowers the number. */
    public static int holds(int times, Check check) {
        int runs = Math.min(times, LIMIT);
        for (long seed = SEED; seed < SEED + runs; seed++) {
            try {
                check.run(new Random(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("with -Dproperty.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
        return runs;
    }
}
