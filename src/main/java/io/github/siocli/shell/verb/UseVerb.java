package io.github.siocli.shell.verb;

import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Expected;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Models;
import io.github.siocli.shell.Subject;
import io.github.siocli.shell.Verb;
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
        interpreter.subject().use(NamespaceReader.of(parsed.matchedPositionalValue(0, "")));
    }
}
