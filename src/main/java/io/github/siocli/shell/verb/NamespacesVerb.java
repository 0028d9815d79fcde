package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code namespaces}: lists the namespaces with their state or their number of clients. */
public final class NamespacesVerb implements Verb<Context> {

    @Override
    public String name() {
        return "namespaces";
    }

    @Override
    public String summary() {
        return "List the namespaces and their states";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.NAMESPACES;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  namespaces");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        interpreter.context().display().showReport(interpreter.context().namespaceReport());
    }
}
