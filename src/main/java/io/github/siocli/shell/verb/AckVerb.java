package io.github.siocli.shell.verb;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ack ID ARG…}: acknowledges an event of the server. */
final class AckVerb implements Verb<ClientContext> {

    private static final String LAST = "last";

    @Override
    public String name() {
        return "ack";
    }

    @Override
    public String summary() {
        return "Answer an ack request of the server";
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
                        CommandModels.parameter("0", "ID", "1", "Ack id of the event; last: the latest open one"),
                        CommandModels.parameter("1..*", "ARG", "0..*", "Arguments, as for emit")),
                List.of(new NamespaceOption()),
                "  ack 3 {ok: true}",
                "  ack last yes");
    }

    @Override
    public WordKind parameterKind(int index) {
        return index == 0 ? WordKind.ANYTHING : WordKind.ARGUMENT;
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, ClientContext context) {
        if (!preceding.isEmpty()) {
            return Optional.empty();
        }
        List<CompletionCandidate> open = new ArrayList<>();
        context.requestedAcks(context.currentNamespace())
                .forEach(id -> open.add(CompletionCandidate.of(String.valueOf(id))));
        if (!open.isEmpty()) {
            open.add(CompletionCandidate.of(LAST));
        }
        return Optional.of(open);
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        String nsp = NamespaceOption.namespace(parsed, interpreter.context());
        String text = parsed.matchedPositionalValue(0, "");
        List<String> words = parsed.matchedPositionalValue(1, List.of());
        Arguments args = new ArgumentReader(interpreter.inputs()).read(words);
        interpreter.context().ack(nsp, id(text, interpreter.context().requestedAcks(nsp)), args);
    }

    private static long id(String text, List<Long> open) throws FailureException {
        if (text.equals(LAST)) {
            if (open.isEmpty()) {
                throw UsageErrors.error("no ack request of the server is open", "");
            }
            return open.get(open.size() - 1);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw UsageErrors.error("\"" + text + "\" is not an ack id", "the number after \"wants ack\", or " + LAST);
        }
    }
}
