package io.github.siocli.shell.server;

import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.verb.NamespaceOption;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code kick SID}: disconnects a client. */
final class KickVerb implements Verb<ServerContext> {

    @Override
    public String name() {
        return "kick";
    }

    @Override
    public String summary() {
        return "Disconnect a client from the namespace";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CLIENTS;
    }

    @Override
    public CommandSpec model() {
        OptionGroup options = new OptionGroup() {
            @Override
            public String title() {
                return "Options";
            }

            @Override
            public List<OptionSpec> options() {
                return List.of(OptionSpecs.flag("Close the whole connection, with all namespaces", "--close"));
            }
        };
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "SID", "1", "Client id or its prefix")),
                List.of(options, new NamespaceOption()),
                "  kick Xk3",
                "  kick Xk3 --close");
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, ServerContext context) {
        return Optional.of(preceding.isEmpty() ? TargetNames.clients(context) : List.of());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter) throws FailureException {
        ServerContext context = interpreter.context();
        context.operations()
                .kick(
                        parsed.matchedPositionalValue(0, ""),
                        NamespaceOption.namespace(parsed, context),
                        OptionSpecs.isSet(parsed, "--close"));
    }
}
