package io.github.siocli.shell.server;

import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Models;
import io.github.siocli.shell.Offer;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.verb.InNamespace;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code kick SID}: has a client leave. */
final class KickVerb implements Verb<Hosting> {

    @Override
    public String name() {
        return "kick";
    }

    @Override
    public String summary() {
        return "Disconnect a client from the namespace";
    }

    @Override
    public CommandSpec model() {
        OptionGroup options = new OptionGroup() {
            @Override
            public String title() {
                return "Manner";
            }

            @Override
            public List<OptionSpec> options() {
                return List.of(OptionSpecs.flag("Close its connection, with all its namespaces", "--close"));
            }
        };
        return Models.line(
                name(),
                summary(),
                List.of(Models.parameter("0", "SID", "1", "The beginning of the id of the client")),
                List.of(options, new InNamespace()),
                "  kick Xk3",
                "  kick Xk3 --close");
    }

    @Override
    public Optional<List<Offer>> offers(List<String> before, Hosting hosting) {
        return Optional.of(before.isEmpty() ? Offers.clients(hosting) : List.of());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Hosting> interpreter) throws FailureException {
        Hosting hosting = interpreter.subject();
        hosting.floor()
                .kick(
                        parsed.matchedPositionalValue(0, ""),
                        InNamespace.of(parsed, hosting),
                        OptionSpecs.isSet(parsed, "--close"));
    }
}
