package io.github.siocli.net.trace;

import io.github.siocli.event.TraceEvent.Level;
import java.util.Set;

/** Selects what is traced. The selection can change at any time. Any thread may call. */
public final class TraceSettings {

    /**
     * A selection of what is traced.
     *
     * @param levels the traced levels
     * @param secrets true if credentials are shown instead of masked
     */
    public record TraceChoice(Set<Level> levels, boolean secrets) {

        /** Traces nothing. */
        public static final TraceChoice NOTHING = new TraceChoice(Set.of(), false);

        public TraceChoice {
            levels = Set.copyOf(levels);
        }
    }

    private volatile TraceChoice choice;
    private volatile boolean on;

    /** Starts with a selection. */
    public TraceSettings(TraceChoice choice) {
        choose(choice);
    }

    /** Returns settings that trace nothing. */
    public static TraceSettings off() {
        return new TraceSettings(TraceChoice.NOTHING);
    }

    /** Replaces the selection. */
    public void choose(TraceChoice other) {
        choice = other;
        on = !other.levels().isEmpty();
    }

    /** Returns the current selection. */
    public TraceChoice choice() {
        return choice;
    }

    /** Returns true if any level is traced. */
    public boolean isOn() {
        return on;
    }

    boolean wants(Level level) {
        return choice.levels().contains(level);
    }
}
