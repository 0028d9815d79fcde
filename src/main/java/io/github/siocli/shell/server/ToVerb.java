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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code to ROOM|SID emit EVENT ARG…}: emits an event to a room or a client. */
final class ToVerb implements Verb<ServerContext> {

    private static final String EXCEPT = "except";

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
                        CommandModels.parameter(
                                "0", "ROOM|SID", "1", "Room, client id or prefix of a client id; repeatable"),
                        CommandModels.parameter(
                                "1..*", "LINE", "1..*", "[except ROOM|SID] emit EVENT ARG… with its options")),
                List.of(),
                "  to lobby emit news {text: \"hi\"}",
                "  to lobby hall except Xk3 emit news",
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
        if (preceding.contains("emit")) {
            return Optional.empty();
        }
        List<CompletionCandidate> following =
                new ArrayList<>(List.of(CompletionCandidate.of("emit"), CompletionCandidate.of(EXCEPT)));
        following.addAll(TargetNames.roomsAndClients(context));
        return Optional.of(following);
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter)
            throws FailureException, InterruptedException {
        EmitVerb emit = new EmitVerb();
        List<String> to = new ArrayList<>(List.of(parsed.matchedPositionalValue(0, "")));
        List<String> except = new ArrayList<>();
        List<String> line = parsed.matchedPositionalValue(1, List.of());
        int verb = line.indexOf(emit.name());
        if (verb < 0) {
            throw UsageErrors.error("emit is missing", "to ROOM… [except ROOM] emit EVENT [ARG…]");
        }
        for (int i = 0; i < verb; i++) {
            if (line.get(i).equals(EXCEPT) && i + 1 < verb) {
                except.add(line.get(++i));
            } else {
                to.add(line.get(i));
            }
        }
        ParseResult emission =
                ArgumentParser.parse(emit.model(), interpreter.expand(emit, line.subList(verb + 1, line.size())));
        interpreter
                .context()
                .emit(
                        to,
                        except,
                        NamespaceOption.namespace(emission, interpreter.context()),
                        emit.emission(emission, interpreter),
                        interpreter.isSequential());
    }
}
