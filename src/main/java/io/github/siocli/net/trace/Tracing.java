package io.github.siocli.net.trace;

import io.github.siocli.event.Traced.Level;
import java.util.Set;

/** What is to be seen of the wire, which can change at any time. Any thread may call. */
public final class Tracing {

    /**
     * What is to be seen.
     *
     * @param levels which levels
     * @param secrets whether credentials are to be seen too
     */
    public record Choice(Set<Level> levels, boolean secrets) {

        /** Nothing. */
        public static final Choice NOTHING = new Choice(Set.of(), false);

        public Choice {
            levels = Set.copyOf(levels);
        }
    }

    private volatile Choice choice;
    private volatile boolean on;

    /** Begins with a choice. */
    public Tracing(Choice choice) {
        choose(choice);
    }

    /** Nothing is to be seen. */
    public static Tracing off() {
        return new Tracing(Choice.NOTHING);
    }

    /** From now on something else is to be seen. */
    public void choose(Choice other) {
        choice = other;
        on = !other.levels().isEmpty();
    }

    /** What is to be seen now. */
    public Choice choice() {
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
