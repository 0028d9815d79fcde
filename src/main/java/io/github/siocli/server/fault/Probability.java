package io.github.siocli.server.fault;

import java.util.random.RandomGenerator;

/**
 * A probability.
 *
 * @param probability from 0 to 1
 */
public record Probability(double probability) {

    public static final Probability ALWAYS = new Probability(1);

    /** Samples this probability. 0 and 1 consume no random numbers. */
    public boolean sample(RandomGenerator random) {
        return probability >= 1 || probability > 0 && random.nextDouble() < probability;
    }
}
