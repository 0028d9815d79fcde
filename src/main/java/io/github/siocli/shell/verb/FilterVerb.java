package io.github.siocli.shell.verb;

import io.github.siocli.command.option.Glob;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Expected;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Models;
import io.github.siocli.shell.Subject;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.Watch;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A verb that changes which events are shown, and says what is shown then. */
abstract class FilterVerb implements Verb<Subject> {

    private final String name;
    private final String summary;
    private final String arity;

    /**
     * @param arity how many patterns it takes
     */
    FilterVerb(String name, String summary, String arity) {
        this.name = name;
        this.summary = summary;
        this.arity = arity;
    }

    /** Changes what is shown. */
    abstract void change(Watch watch, List<Glob> globs);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final CommandSpec model() {
        return Models.line(
                name,
                summary,
                List.of(Models.parameter("0..*", "GLOB", arity, "Pattern such as 'order:*'")),
                List.of(),
                "  " + name + " order:*");
    }

    @Override
    public final Expected expects(int index) {
        return Expected.EVENT;
    }

    @Override
    public final void run(ParseResult parsed, Interpreter<? extends Subject> interpreter) throws FailureException {
        List<String> words = parsed.matchedPositionalValue(0, List.of());
        Watch watch = interpreter.subject().watch();
        change(watch, words.stream().map(Glob::new).toList());
        interpreter.subject().display().note(watch.describe());
    }
}
