package io.github.siocli.testing;

import java.util.Random;

/** Checks a property with many random inputs; a failure names the seed that repeats it. */
public final class Property {

    private static final long SEED = Long.getLong("property.seed", 20260101L);

    /** A property of one random input. */
    public interface Check {
        void run(Random random) throws Exception;
    }

    private Property() {}

    /** Runs the check repeatedly with new random sources. */
    public static void holds(int times, Check check) {
        for (long seed = SEED; seed < SEED + times; seed++) {
            try {
                check.run(new Random(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("with -Dproperty.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
