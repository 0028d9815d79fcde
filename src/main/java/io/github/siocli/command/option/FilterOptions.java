package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.text.Glob;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options that select events by their names. */
public final class FilterOptions implements OptionGroup {

    /**
     * Filter by event names.
     *
     * @param included patterns of which a name must match one; empty if all names match
     * @param excluded patterns of which a name must match none
     */
    public record FilterConfig(List<Glob> included, List<Glob> excluded) {

        /** Returns true if an event of this name passes the filter. */
        public boolean passes(String name) {
            return (included.isEmpty() || matchesAny(included, name)) && !matchesAny(excluded, name);
        }

        /** Matches in a loop and not with a stream, because this runs for each event of a flood. */
        private static boolean matchesAny(List<Glob> globs, String name) {
            for (Glob glob : globs) {
                if (glob.matches(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public String title() {
        return "Events";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.values("GLOB", "Show only these events, e.g. 'order:*'; repeatable", "--event"),
                OptionSpecs.values("GLOB", "Hide these events; repeatable", "--exclude"));
    }

    /** Reads the filter from the options. */
    public FilterConfig read(ParseResult parsed) {
        return new FilterConfig(globs(parsed, "--event"), globs(parsed, "--exclude"));
    }

    /**
     * Refuses filter options in a command that shows no events.
     *
     * @param showsEvents true if the command shows events
     * @throws FailureException if a filter option has no effect
     */
    public void requireEvents(ParseResult parsed, boolean showsEvents) throws FailureException {
        for (String name : List.of("--event", "--exclude")) {
            if (!showsEvents && OptionSpecs.isSet(parsed, name)) {
                throw UsageErrors.error(
                        name + " has no effect without waiting for events", "--wait TIME, --count, --until or --idle");
            }
        }
    }

    private static List<Glob> globs(ParseResult parsed, String name) {
        return OptionSpecs.texts(parsed, name).stream().map(Glob::new).toList();
    }
}
