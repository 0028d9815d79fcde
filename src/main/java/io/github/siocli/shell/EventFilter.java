package io.github.siocli.shell;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.text.Glob;
import java.util.ArrayList;
import java.util.List;

/** Selects the received events that are shown, by name. Any thread may call. */
public final class EventFilter {

    private volatile FilterConfig filter;

    /** Creates a filter with initial patterns. */
    public EventFilter(FilterConfig filter) {
        this.filter = filter;
    }

    /** Shows only events whose name matches one of the patterns, instead of the patterns before. */
    public synchronized void showOnly(List<Glob> globs) {
        filter = new FilterConfig(globs, filter.excluded());
    }

    /** Hides events whose name matches one of the patterns. */
    public synchronized void hide(List<Glob> globs) {
        List<Glob> hidden = new ArrayList<>(filter.excluded());
        globs.stream().filter(glob -> !hidden.contains(glob)).forEach(hidden::add);
        filter = new FilterConfig(filter.included(), hidden);
    }

    /** Removes patterns of {@link #showOnly} and {@link #hide}; an empty list removes all. */
    public synchronized void removePatterns(List<Glob> globs) {
        if (globs.isEmpty()) {
            filter = new FilterConfig(List.of(), List.of());
            return;
        }
        filter = new FilterConfig(without(filter.included(), globs), without(filter.excluded(), globs));
    }

    private static List<Glob> without(List<Glob> all, List<Glob> removed) {
        return all.stream().filter(glob -> !removed.contains(glob)).toList();
    }

    boolean passes(String name) {
        return filter.passes(name);
    }

    /** Describes the filter for the user. */
    public String describe() {
        FilterConfig current = filter;
        String shown = current.included().isEmpty() ? "all events" : "events " + patterns(current.included());
        return "shown: " + (current.excluded().isEmpty() ? shown : shown + " except " + patterns(current.excluded()));
    }

    private static String patterns(List<Glob> globs) {
        return String.join(" ", globs.stream().map(Glob::pattern).toList());
    }
}
