package io.github.siocli.server.fault;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Random faults that are independent of the rules.
 *
 * @param faults the faults and their probabilities, one of each kind
 */
public record Chaos(Map<Fault, Probability> faults) {

    private static final Chaos NONE = new Chaos(Map.of());

    public Chaos {
        faults = Map.copyOf(faults);
    }

    /** Returns a configuration without faults. */
    public static Chaos none() {
        return NONE;
    }

    /**
     * Creates the fault injector of one server.
     *
     * @param random source of random numbers; with a seed, the same behavior of clients gives the same faults
     */
    public FaultInjector injector(RandomGenerator random) {
        return faults.isEmpty() ? FaultInjector.NONE : new RandomFaults(faults, random);
    }
}
