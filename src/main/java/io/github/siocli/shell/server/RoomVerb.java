package io.github.siocli.shell.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Models;
import io.github.siocli.shell.Offer;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.verb.InNamespace;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A verb that moves a client into a room or out of it, and says where it is then. */
abstract class RoomVerb implements Verb<Hosting> {

    private final String name;
    private final String summary;

    RoomVerb(String name, String summary) {
        this.name = name;
        this.summary = summary;
    }

    /**
     * Moves it.
     *
     * @param sid the beginning of its id
     * @return what to say
     */
    abstract String move(Hosting hosting, String sid, String nsp, String room) throws FailureException;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final CommandSpec model() {
        return Models.line(
                name,
                summary,
                List.of(
                        Models.parameter("0", "SID", "1", "The beginning of the id of the client"),
                        Models.parameter("1", "ROOM", "1", "The room")),
                List.of(new InNamespace()),
                "  " + name + " Xk3 lobby");
    }

    @Override
    public final Optional<List<Offer>> offers(List<String> before, Hosting hosting) {
        if (before.isEmpty()) {
            return Optional.of(Offers.clients(hosting));
        }
        return Optional.of(before.size() == 1 ? Offers.rooms(hosting) : List.of());
    }

    @Override
    public final void run(ParseResult parsed, Interpreter<? extends Hosting> interpreter) throws FailureException {
        Hosting hosting = interpreter.subject();
        String sid = parsed.matchedPositionalValue(0, "");
        String room = parsed.matchedPositionalValue(1, "");
        hosting.display().note(move(hosting, sid, InNamespace.of(parsed, hosting), room));
    }
}
