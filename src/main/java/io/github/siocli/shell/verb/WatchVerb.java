package io.github.siocli.shell.verb;

import io.github.siocli.command.option.MatchOption;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.text.Glob;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code watch GLOB…}: shows only matching events. */
public final class WatchVerb extends FilterVerb {

    /** The condition that shown events must meet. */
    private static final class ConditionOptions implements OptionGroup {

        @Override
        public String title() {
            return "Condition";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(MatchOption.declare("Condition on the events, such as '$1.n > 3'"));
        }
    }

    public WatchVerb() {
        super("watch", "Show only matching events; alone: print the filter", "0..*", new ConditionOptions());
    }

    @Override
    void change(EventFilter filter, List<Glob> globs, Optional<EventCondition> match) {
        if (!globs.isEmpty() || match.isPresent()) {
            filter.showOnly(globs, match);
        }
    }
}
