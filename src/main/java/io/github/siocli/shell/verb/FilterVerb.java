package io.github.siocli.shell.verb;

import io.github.siocli.command.option.MatchOption;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import io.github.siocli.text.Glob;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Base of the verbs that change which events are shown, and then print the filter. */
abstract class FilterVerb implements Verb<Context> {

    private final String name;
    private final String summary;
    private final String arity;
    private final List<OptionGroup> options;

    /**
     * @param arity number of patterns, in picocli's notation
     */
    FilterVerb(String name, String summary, String arity, OptionGroup... options) {
        this.name = name;
        this.summary = summary;
        this.arity = arity;
        this.options = List.of(options);
    }

    /** Changes the filter. */
    abstract void change(EventFilter filter, List<Glob> globs, Optional<EventCondition> match);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final VerbGroup group() {
        return VerbGroup.EVENTS;
    }

    @Override
    public final CommandSpec model() {
        return CommandModels.line(
                name,
                summary,
                List.of(CommandModels.parameter("0..*", "GLOB", arity, "Pattern, such as order:*")),
                options,
                "  " + name + " order:*");
    }

    @Override
    public final WordKind parameterKind(int index) {
        return WordKind.EVENT;
    }

    @Override
    public final void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        List<String> words = parsed.matchedPositionalValue(0, List.of());
        EventFilter filter = interpreter.context().filter();
        Optional<EventCondition> match = options.isEmpty()
                ? Optional.empty()
                : MatchOption.read(parsed, interpreter.inputs(), interpreter.values());
        change(filter, words.stream().map(Glob::new).toList(), match);
        interpreter.context().display().showNote(filter.describe());
    }
}
