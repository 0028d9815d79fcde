package io.github.siocli.shell;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.Glob;
import java.util.ArrayList;
import java.util.List;

/** Selects the received events that are shown, by name. Any thread may call. */
public final class EventFilter {

    private volatile FilterConfig filter;

    /** Creates a filter with initial patterns. */
    public EventFilter(FilterConfig filter) {
        this.filter = filter;
    }

    /** Returns the current patterns. */
    public FilterConfig filter() {
        return filter;
    }

    /** Shows only events whose name matches one of the patterns, instead of the patterns before. */
    public synchronized void watch(List<Glob> globs) {
        filter = new FilterConfig(globs, filter.excluded());
    }

    /** Hides events whose name matches one of the patterns. */
    public synchronized void mute(List<Glob> globs) {
        List<Glob> muted = new ArrayList<>(filter.excluded());
        globs.stream().filter(glob -> !muted.contains(glob)).forEach(muted::add);
        filter = new FilterConfig(filter.included(), muted);
    }

    /** Removes patterns of {@link #watch} and {@link #mute}; an empty list removes all. */
    public synchronized void unmute(List<Glob> globs) {
        if (globs.isEmpty()) {
            filter = new FilterConfig(List.of(), List.of());
            return;
        }
        filter = new FilterConfig(without(filter.included(), globs), without(filter.excluded(), globs));
    }

    private static List<Glob> without(List<Glob> all, List<Glob> removed) {
        return all.stream().filter(glob -> !removed.contains(glob)).toList();
    }

    boolean wants(String name) {
        return filter.passes(name);
    }

    /** Describes the filter for the user. */
    public String describe() {
        FilterConfig now = filter;
        String wanted = now.included().isEmpty() ? "all events" : "events " + patterns(now.included());
        return "shown: " + (now.excluded().isEmpty() ? wanted : wanted + " except " + patterns(now.excluded()));
    }

    private static String patterns(List<Glob> globs) {
        return String.join(" ", globs.stream().map(Glob::pattern).toList());
    }
}
