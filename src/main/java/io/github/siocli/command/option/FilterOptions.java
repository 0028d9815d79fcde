package io.github.siocli.command.option;

import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.text.Glob;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options that select events by their names and by a condition. */
public final class FilterOptions implements OptionGroup {

    /**
     * Filter of received events.
     *
     * @param included patterns of which a name must match one; empty if all names match
     * @param excluded patterns of which a name must match none
     * @param match condition on the event; empty if every event passes
     */
    public record FilterConfig(List<Glob> included, List<Glob> excluded, Optional<EventCondition> match) {

        /** Creates a filter by names. */
        public FilterConfig(List<Glob> included, List<Glob> excluded) {
            this(included, excluded, Optional.empty());
        }

        /** Returns true if an event passes the filter. */
        public boolean passes(EventReceived event) {
            return passesName(event.name().text()) && meetsCondition(event);
        }

        /** Returns true if an event meets the condition, whatever its name. */
        public boolean meetsCondition(EventReceived event) {
            return match.isEmpty() || match.get().holds(event);
        }

        /** Returns true if events of a name may pass the filter. */
        public boolean passesName(String name) {
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
                OptionSpecs.values("GLOB", "Hide these events; repeatable", "--exclude"),
                MatchOption.declare("Only events that meet it, e.g. '$1.n > 3'"));
    }

    /**
     * Reads the filter from the options.
     *
     * @param inputs reads the files that a condition names
     * @throws FailureException if the condition is invalid
     */
    public FilterConfig read(ParseResult parsed, InputReader inputs, ValueSources sources) throws FailureException {
        return new FilterConfig(
                globs(parsed, "--event"), globs(parsed, "--exclude"), MatchOption.read(parsed, inputs, sources));
    }

    /**
     * Refuses filter options in a command that shows no events.
     *
     * @param showsEvents true if the command shows events
     * @throws FailureException if a filter option has no effect
     */
    public void requireEvents(ParseResult parsed, boolean showsEvents) throws FailureException {
        for (String name : List.of("--event", "--exclude", MatchOption.NAME)) {
            if (!showsEvents && OptionSpecs.isSet(parsed, name)) {
                throw UsageErrors.error(
                        name + " has no effect without waiting for events", "--wait TIME, --count, --until or --idle");
            }
        }
    }

    private static List<Glob> globs(ParseResult parsed, String name) throws FailureException {
        List<String> patterns = OptionSpecs.texts(parsed, name);
        if (patterns.contains("")) {
            throw UsageErrors.error(name + " is empty", "check for an unset variable");
        }
        return patterns.stream().map(Glob::new).toList();
    }
}
