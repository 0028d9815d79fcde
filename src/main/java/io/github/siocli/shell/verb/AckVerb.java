package io.github.siocli.shell.verb;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.FailureException;
import io.github.siocli.render.ClientIds;
import io.github.siocli.shell.AckKey;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code ack ID ARG…}: sends an acknowledgement that the other side has requested. */
public final class AckVerb implements Verb<Context> {

    private static final String LAST = "last";

    private final OptionGroup selection;
    private final String example;

    private AckVerb(OptionGroup selection, String example) {
        this.selection = selection;
        this.example = example;
    }

    /** Returns the verb of a client; the option {@code --namespace} selects among requests. */
    static AckVerb ofClient() {
        return new AckVerb(new NamespaceOption(), "  ack 3 {ok: true} -n /chat");
    }

    /** Returns the verb of a server; the option {@code --client} selects among requests. */
    public static AckVerb ofServer() {
        return new AckVerb(new ClientOption(), "  ack 0 yes --client Xk3");
    }

    /** The option that selects the client. */
    private static final class ClientOption implements OptionGroup {

        private static final String NAME = "--client";

        @Override
        public String title() {
            return "Client";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(OptionSpecs.value("SID", "Client, if several use the same ack id", NAME));
        }
    }

    @Override
    public String name() {
        return "ack";
    }

    @Override
    public String summary() {
        return "Answer an ack request of the other side";
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
                List.of(selection),
                example,
                "  ack last yes");
    }

    @Override
    public WordKind parameterKind(int index) {
        return index == 0 ? WordKind.ANYTHING : WordKind.ARGUMENT;
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, Context context) {
        if (!preceding.isEmpty()) {
            return Optional.empty();
        }
        List<CompletionCandidate> open = new ArrayList<>();
        context.requestedAcks(null)
                .forEach(key -> open.add(new CompletionCandidate(
                        String.valueOf(key.id()),
                        key.sid().map(ClientIds::shorten).orElse(""))));
        if (!open.isEmpty()) {
            open.add(CompletionCandidate.of(LAST));
        }
        return Optional.of(open);
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter)
            throws FailureException, InterruptedException {
        Context context = interpreter.context();
        Arguments args =
                new ArgumentReader(interpreter.inputs()).read(parsed.matchedPositionalValue(1, List.<String>of()));
        String client = OptionSpecs.text(parsed, ClientOption.NAME).orElse("");
        List<AckKey> open = context
                .requestedAcks(NamespaceOption.explicitNamespace(parsed).orElse(null))
                .stream()
                .filter(key -> ClientIds.hasPrefix(key.sid().orElse(""), client))
                .toList();
        context.ack(select(parsed.matchedPositionalValue(0, ""), open), args);
    }

    private static AckKey select(String text, List<AckKey> open) throws FailureException {
        if (open.isEmpty()) {
            throw UsageErrors.error("no acknowledgement is requested", "");
        }
        if (text.equals(LAST)) {
            return open.get(open.size() - 1);
        }
        List<AckKey> matching = open.stream()
                .filter(key -> String.valueOf(key.id()).equals(text))
                .toList();
        if (matching.size() == 1) {
            return matching.get(0);
        }
        if (matching.isEmpty()) {
            String ids = open.stream()
                    .map(key -> String.valueOf(key.id()))
                    .distinct()
                    .collect(Collectors.joining(", "));
            throw UsageErrors.error(
                    "no acknowledgement \"" + text + "\" is requested", "open ids: " + ids + "; or " + LAST);
        }
        throw UsageErrors.error(
                matching.size() + " clients wait for the acknowledgement " + text,
                matching.stream()
                        .map(key -> "--client " + ClientIds.shorten(key.sid().orElse("")))
                        .collect(Collectors.joining(", or ")));
    }
}
