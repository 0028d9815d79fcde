package io.github.siocli.cli.hosting.verbs;

import io.github.siocli.cli.hosting.Hosting;
import io.github.siocli.cli.language.Expected;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.language.Models;
import io.github.siocli.cli.language.Offer;
import io.github.siocli.cli.language.Verb;
import io.github.siocli.cli.verbs.InNamespace;
import io.github.siocli.event.FailureException;
import io.github.siocli.render.ClientIds;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code leave SID ROOM}: the other way round. */
final class LeaveVerb implements Verb<Hosting> {

    @Override
    public String name() {
        return "leave";
    }

    @Override
    public String summary() {
        return "Take a client out of a room";
    }

    @Override
    public CommandSpec model() {
        return Models.line(
                name(),
                summary(),
                List.of(
                        Models.parameter("0", "SID", "1", "The beginning of the id of the client"),
                        Models.parameter("1", "ROOM", "1", "The room")),
                List.of(new InNamespace()),
                "  leave Xk3 lobby");
    }

    @Override
    public Expected expects(int index) {
        return Expected.ANYTHING;
    }

    @Override
    public Optional<List<Offer>> offers(List<String> before, Hosting hosting) {
        if (before.isEmpty()) {
            return Optional.of(Offers.clients(hosting));
        }
        return Optional.of(before.size() == 1 ? Offers.rooms(hosting) : List.of());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Hosting> interpreter) throws FailureException {
        Hosting hosting = interpreter.subject();
        String room = parsed.matchedPositionalValue(1, "");
        String sid = hosting.floor().leave(parsed.matchedPositionalValue(0, ""), InNamespace.of(parsed, hosting), room);
        hosting.display().note(ClientIds.shown(sid) + " is out of " + room);
    }
}
