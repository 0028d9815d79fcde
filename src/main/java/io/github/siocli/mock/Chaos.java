package io.github.siocli.mock;

import io.github.siocli.event.FailureException;
import io.github.siocli.server.FaultInjector;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What goes wrong by chance, whatever the rules say. Immutable. */
public final class Chaos {

    private static final Chaos NONE = new Chaos(Map.of());

    private final Map<Kind, Setting> settings;

    private Chaos(Map<Kind, Setting> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * Reads a specification, such as {@code delay=100ms..2s,drop=5%,close=1%:1011,no-ping}.
     *
     * @throws FailureException where something in it is wrong
     */
    public static Chaos parse(String spec) throws FailureException {
        return new Chaos(ChaosParser.read(spec));
    }

    /** Nothing goes wrong. */
    public static Chaos none() {
        return NONE;
    }

    /**
     * What goes wrong in one server.
     *
     * @param random what is drawn from; one with a seed does the same again where clients do the same again
     */
    public FaultInjector misbehaviour(RandomGenerator random) {
        return settings.isEmpty() ? FaultInjector.NONE : new RandomFaults(settings, random);
    }

    /** What can go wrong, in the order in which it is drawn for a packet. */
    enum Kind {
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

        /** How it is called in a specification. */
        String word() {
            return word;
        }
    }

    /**
     * How something goes wrong.
     *
     * @param share how often
     * @param time how late, where that is what goes wrong
     * @param code the close code, where that is what goes wrong
     */
    record Setting(Probability share, DurationRange time, int code) {}
}
