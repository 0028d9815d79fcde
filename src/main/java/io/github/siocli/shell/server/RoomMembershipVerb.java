package io.github.siocli.shell.server;

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
import picocli.CommandLine.ParseResult;

/** Base of the verbs that put a client into a room or take it out. */
abstract class RoomMembershipVerb implements Verb<ServerContext> {

    private final String name;
    private final String summary;

    RoomMembershipVerb(String name, String summary) {
        this.name = name;
        this.summary = summary;
    }

    /**
     * Puts the client into the room or takes it out.
     *
     * @param sid the client's id or its beginning
     * @return a note about the result
     */
    abstract String changeMembership(ServerContext context, String sid, String nsp, String room)
            throws FailureException;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final VerbGroup group() {
        return VerbGroup.CLIENTS;
    }

    @Override
    public final CommandSpec model() {
        return CommandModels.line(
                name,
                summary,
                List.of(
                        CommandModels.parameter("0", "SID", "1", "Client id or its prefix"),
                        CommandModels.parameter("1", "ROOM", "1", "Room")),
                List.of(new NamespaceOption()),
                "  " + name + " Xk3 lobby");
    }

    @Override
    public final Optional<List<CompletionCandidate>> candidates(List<String> preceding, ServerContext context) {
        if (preceding.isEmpty()) {
            return Optional.of(TargetNames.clients(context));
        }
        return Optional.of(preceding.size() == 1 ? TargetNames.rooms(context) : List.of());
    }

    @Override
    public final void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter)
            throws FailureException {
        ServerContext context = interpreter.context();
        String sid = parsed.matchedPositionalValue(0, "");
        String room = parsed.matchedPositionalValue(1, "");
        context.display().showNote(changeMembership(context, sid, NamespaceOption.namespace(parsed, context), room));
    }
}
