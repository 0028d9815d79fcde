package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import io.github.siocli.text.Glob;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Base of the verbs that change which events are shown, and then print the filter. */
abstract class FilterVerb implements Verb<Context> {

    private final String name;
    private final String summary;
    private final String arity;

    /**
     * @param arity number of patterns, in picocli's notation
     */
    FilterVerb(String name, String summary, String arity) {
        this.name = name;
        this.summary = summary;
        this.arity = arity;
    }

    /** Changes the filter. */
    abstract void change(EventFilter filter, List<Glob> globs);

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
                List.of(),
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
        change(filter, words.stream().map(Glob::new).toList());
        interpreter.context().display().showNote(filter.describe());
    }
}
