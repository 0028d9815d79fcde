package io.github.siocli.net.trace;

import io.github.siocli.event.TraceEvent.Level;
import java.util.Set;

/** What is to be seen of the wire, which can change at any time. Any thread may call. */
public final class TraceSettings {

    /**
     * What is to be seen.
     *
     * @param levels which levels
     * @param secrets whether credentials are to be seen too
     */
    public record TraceChoice(Set<Level> levels, boolean secrets) {

        /** Nothing. */
        public static final TraceChoice NOTHING = new TraceChoice(Set.of(), false);

        public TraceChoice {
            levels = Set.copyOf(levels);
        }
    }

    private volatile TraceChoice choice;
    private volatile boolean on;

    /** Begins with a choice. */
    public TraceSettings(TraceChoice choice) {
        choose(choice);
    }

    /** Nothing is to be seen. */
    public static TraceSettings off() {
        return new TraceSettings(TraceChoice.NOTHING);
    }

    /** From now on something else is to be seen. */
    public void choose(TraceChoice other) {
        choice = other;
        on = !other.levels().isEmpty();
    }

    /** What is to be seen now. */
    public TraceChoice choice() {
        return choice;
    }

    /** Whether anything is to be seen. */
    public boolean isOn() {
        return on;
    }

    boolean wants(Level level) {
        return choice.levels().contains(level);
    }
}
