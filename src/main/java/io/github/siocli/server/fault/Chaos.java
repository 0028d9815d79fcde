package io.github.siocli.server.fault;

import io.github.siocli.server.FaultInjector;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Random faults that are independent of the rules.
 *
 * @param settings the configuration of each kind of fault that occurs
 */
public record Chaos(Map<Kind, Setting> settings) {

    private static final Chaos NONE = new Chaos(Map.of());

    public Chaos {
        settings = Map.copyOf(settings);
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
        return settings.isEmpty() ? FaultInjector.NONE : new RandomFaults(settings, random);
    }

    /** Kinds of faults, in the order in which random numbers are drawn for a packet. */
    public enum Kind {
        REFUSE("refuse"),
        NO_UPGRADE("no-upgrade"),
        NO_PING("no-ping"),
        CLOSE("close"),
        CUT("cut"),
        MALFORMED("malformed"),
        OVERSIZED("oversized"),
        DROP("drop"),
        NO_ACK("no-ack"),
        DUPLICATE("duplicate"),
        LATE_ACK("late-ack"),
        DELAY("delay");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Returns the word in a specification. */
        public String word() {
            return word;
        }
    }

    /**
     * Configuration of one kind of fault.
     *
     * @param probability probability
     * @param time delay, for {@code delay} only
     * @param code close code, for {@code close} only
     */
    public record Setting(Probability probability, DurationRange time, int code) {}
}
