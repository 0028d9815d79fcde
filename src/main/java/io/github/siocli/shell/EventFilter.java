package io.github.siocli.shell;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Selects the received events that are shown, by name and by a condition. Any thread may call. */
public final class EventFilter {

    private volatile FilterConfig filter;

    /** Creates a filter with initial patterns. */
    public EventFilter(FilterConfig filter) {
        this.filter = filter;
    }

    /**
     * Shows only events whose name matches one of the patterns, and that meet a condition, instead of those before.
     *
     * @param globs the patterns; empty for all names
     * @param match the condition; empty for none
     */
    public synchronized void showOnly(List<Glob> globs, Optional<EventCondition> match) {
        filter = new FilterConfig(globs, filter.excluded(), match);
    }

    /** Hides events whose name matches one of the patterns. */
    public synchronized void hide(List<Glob> globs) {
        List<Glob> hidden = new ArrayList<>(filter.excluded());
        globs.stream().filter(glob -> !hidden.contains(glob)).forEach(hidden::add);
        filter = new FilterConfig(filter.included(), hidden, filter.match());
    }

    /** Removes patterns of {@link #showOnly} and {@link #hide}; an empty list removes all, and the condition. */
    public synchronized void removePatterns(List<Glob> globs) {
        if (globs.isEmpty()) {
            filter = new FilterConfig(List.of(), List.of());
            return;
        }
        filter = new FilterConfig(without(filter.included(), globs), without(filter.excluded(), globs), filter.match());
    }

    private static List<Glob> without(List<Glob> all, List<Glob> removed) {
        return all.stream().filter(glob -> !removed.contains(glob)).toList();
    }

    boolean passes(EventReceived event) {
        return filter.passes(event);
    }

    /** Describes the filter for the user. */
    public String describe() {
        FilterConfig current = filter;
        String names = current.included().isEmpty() ? "all events" : "events " + patterns(current.included());
        String shown = names + current.match().map(EventCondition::describe).orElse("");
        return "shown: " + (current.excluded().isEmpty() ? shown : shown + " except " + patterns(current.excluded()));
    }

    private static String patterns(List<Glob> globs) {
        return String.join(" ", globs.stream().map(Glob::pattern).toList());
    }
}
