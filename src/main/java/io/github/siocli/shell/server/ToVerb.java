package io.github.siocli.shell.server;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.ArgumentParser;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import io.github.siocli.shell.verb.EmitVerb;
import io.github.siocli.shell.verb.NamespaceOption;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code to ROOM|SID emit EVENT ARG…}: emits an event to a room or a client. */
final class ToVerb implements Verb<ServerContext> {

    @Override
    public String name() {
        return "to";
    }

    @Override
    public String summary() {
        return "Emit an event to a room or one client";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.SENDING;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.lineWithNestedLine(
                name(),
                summary(),
                List.of(
                        CommandModels.parameter("0", "ROOM|SID", "1", "Room, client id or prefix of a client id"),
                        CommandModels.parameter("1..*", "LINE", "1..*", "emit EVENT ARG… with its options")),
                List.of(),
                "  to lobby emit news {text: \"hi\"}",
                "  to Xk3 emit confirm 7 --ack");
    }

    @Override
    public WordKind parameterKind(int index) {
        return index == 0 ? WordKind.ANYTHING : WordKind.LINE;
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, ServerContext context) {
        if (preceding.isEmpty()) {
            return Optional.of(TargetNames.roomsAndClients(context));
        }
        return preceding.size() == 1 ? Optional.of(List.of(CompletionCandidate.of("emit"))) : Optional.empty();
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter)
            throws FailureException, InterruptedException {
        List<String> line = parsed.matchedPositionalValue(1, List.of());
        EmitVerb emit = new EmitVerb();
        if (!line.get(0).equals(emit.name())) {
            throw UsageErrors.error("to takes emit, not \"" + line.get(0) + "\"", "to ROOM emit EVENT [ARG…]");
        }
        ParseResult emission = ArgumentParser.parse(emit.model(), line.subList(1, line.size()));
        interpreter
                .context()
                .emit(
                        parsed.matchedPositionalValue(0, ""),
                        NamespaceOption.namespace(emission, interpreter.context()),
                        emit.emission(emission, interpreter),
                        interpreter.isSequential());
    }
}
