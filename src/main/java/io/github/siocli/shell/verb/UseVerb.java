package io.github.siocli.shell.verb;

import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code use /NSP}: makes a namespace the current one; at the client's side also {@code use NAME} for a client. */
public final class UseVerb implements Verb<Context> {

    private final boolean selectsClients;

    private UseVerb(boolean selectsClients) {
        this.selectsClients = selectsClients;
    }

    /** Returns the verb of the client's side, which selects clients too. */
    static UseVerb ofClient() {
        return new UseVerb(true);
    }

    /** Returns the verb of a server. */
    public static UseVerb ofServer() {
        return new UseVerb(false);
    }

    @Override
    public String name() {
        return "use";
    }

    @Override
    public String summary() {
        return "Make a joined namespace " + (selectsClients ? "or a client " : "") + "the current one";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.NAMESPACES;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(
                        selectsClients
                                ? CommandModels.parameter("0", "/NSP|NAME", "1", "Namespace, or name of a client")
                                : CommandModels.parameter("0", "/NSP", "1", "Namespace")),
                List.of(),
                selectsClients ? new String[] {"  use /chat", "  use bob"} : new String[] {"  use /chat"});
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, Context context) {
        List<String> names = new ArrayList<>(context.joinedNamespaces());
        names.addAll(context.clientNames());
        return Optional.of(names.stream().map(CompletionCandidate::of).toList());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        String name = parsed.matchedPositionalValue(0, "");
        if (interpreter.contexts().select(name)) {
            return;
        }
        Context context = interpreter.context();
        String nsp = NamespaceReader.read(name);
        if (selectsClients
                && !name.startsWith("/")
                && !context.knownNamespaces().contains(nsp)) {
            throw UsageErrors.error(
                    "there is no client " + name + ", and the namespace " + nsp + " is not joined",
                    "client " + name + ", or join " + nsp);
        }
        context.use(nsp);
    }
}
