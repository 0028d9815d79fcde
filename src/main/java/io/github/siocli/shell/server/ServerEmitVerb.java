package io.github.siocli.shell.server;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.EmissionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import io.github.siocli.shell.verb.NamespaceOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code emit EVENT ARG…}: emits an event to all clients of a namespace. */
final class ServerEmitVerb implements Verb<ServerContext> {

    private final EmissionOptions options = new EmissionOptions();

    @Override
    public String name() {
        return "emit";
    }

    @Override
    public String summary() {
        return "Emit an event to all clients of the namespace";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.SENDING;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(
                        CommandModels.parameter("0", "EVENT", "1", "Event name"),
                        CommandModels.parameter("1..*", "ARG", "0..*", "Arguments, see sio help arguments")),
                List.of(options, new NamespaceOption()),
                "  emit news {text: \"hi\"}",
                "  emit confirm 7 --ack --ack-timeout 2s");
    }

    @Override
    public WordKind parameterKind(int index) {
        return index == 0 ? WordKind.EVENT : WordKind.ARGUMENT;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter)
            throws FailureException, InterruptedException {
        emit(null, parsed, interpreter);
    }

    /**
     * Emits an event; a sequential interpreter also waits for the acknowledgements.
     *
     * @param to a room or the beginning of a client's id; null for all clients
     */
    void emit(@Nullable String to, ParseResult parsed, Interpreter<? extends ServerContext> interpreter)
            throws FailureException, InterruptedException {
        ServerContext context = interpreter.context();
        List<String> words = new ArrayList<>();
        words.add(parsed.matchedPositionalValue(0, ""));
        words.addAll(parsed.matchedPositionalValue(1, List.of()));
        Emission emission = EmissionOptions.emission(
                words,
                options.ackTimeout(parsed).orElse(null),
                new ArgumentReader(interpreter.inputs()),
                options.allowsEmptyName(parsed));
        String nsp = NamespaceOption.namespace(parsed, context);
        ServerOperations.EmitResult emitted = context.emit(to, nsp, emission);
        if (emitted.clients() == 0) {
            context.display().showNote("not sent: no client is connected to " + nsp);
        } else if (!interpreter.isSequential()) {
            context.display()
                    .showNote("sent to " + emitted.clients() + (emitted.clients() == 1 ? " client" : " clients"));
        }
        if (interpreter.isSequential()) {
            context.awaitAcks(emitted.due());
        }
    }
}
