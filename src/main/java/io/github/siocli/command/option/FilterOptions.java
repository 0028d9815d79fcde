package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Which events are shown. */
public final class FilterOptions implements OptionGroup {

    /**
     * Which events are shown.
     *
     * @param wanted any of these; none stands for all
     * @param excluded none of these
     */
    public record FilterConfig(List<Glob> wanted, List<Glob> excluded) {

        /** Whether an event of that name is shown. */
        public boolean passes(String name) {
            return (wanted.isEmpty() || fitsAny(wanted, name)) && !fitsAny(excluded, name);
        }

        /** In a loop, as it is asked for each event of a flood. */
        private static boolean fitsAny(List<Glob> globs, String name) {
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
        return "Choosing";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.values("GLOB", "Only events whose name fits, such as 'order:*'; repeatable", "--event"),
                OptionSpecs.values("GLOB", "No events whose name fits; repeatable", "--exclude"));
    }

    /** The filter that the options make. */
    public FilterConfig read(ParseResult parsed) {
        return new FilterConfig(globs(parsed, "--event"), globs(parsed, "--exclude"));
    }

    /**
     * Refuses a filter where no events are shown.
     *
     * @throws FailureException if there is one, and it has no effect
     */
    public void requireEvents(ParseResult parsed, boolean shown) throws FailureException {
        for (String name : List.of("--event", "--exclude")) {
            if (!shown && OptionSpecs.isSet(parsed, name)) {
                throw UsageErrors.error(
                        name + " has no effect where no events are waited for",
                        "--wait TIME, --count, --until or --idle");
            }
        }
    }

    private static List<Glob> globs(ParseResult parsed, String name) {
        return OptionSpecs.texts(parsed, name).stream().map(Glob::new).toList();
    }
}
