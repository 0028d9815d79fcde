package io.github.siocli.cli.verbs;

import io.github.siocli.cli.dialogue.Subject;
import io.github.siocli.cli.language.Expected;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.language.Models;
import io.github.siocli.cli.language.Verb;
import io.github.siocli.cli.options.Namespace;
import io.github.siocli.event.FailureException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code use /nsp}: lines without a namespace are about this one. */
public final class UseVerb implements Verb<Subject> {

    @Override
    public String name() {
        return "use";
    }

    @Override
    public String summary() {
        return "Make a namespace that is joined the current one";
    }

    @Override
    public CommandSpec model() {
        return Models.line(name(), summary(), List.of(Models.parameter("0", "/NSP", "1", "The namespace")), List.of());
    }

    @Override
    public Expected expects(int index) {
        return Expected.JOINED_NAMESPACE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Subject> interpreter) throws FailureException {
        interpreter.subject().use(Namespace.of(parsed.matchedPositionalValue(0, "")));
    }
}
