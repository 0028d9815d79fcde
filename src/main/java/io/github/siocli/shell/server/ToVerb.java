package io.github.siocli.shell.server;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Expected;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Models;
import io.github.siocli.shell.Offer;
import io.github.siocli.shell.Parsing;
import io.github.siocli.shell.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code to ROOM|SID emit EVENT ARG…}: speaks to some. */
final class ToVerb implements Verb<Hosting> {

    @Override
    public String name() {
        return "to";
    }

    @Override
    public String summary() {
        return "Emit an event to a room or to one client";
    }

    @Override
    public CommandSpec model() {
        return Models.lineAround(
                name(),
                summary(),
                List.of(
                        Models.parameter("0", "ROOM|SID", "1", "The room, or the beginning of the id of a client"),
                        Models.parameter("1..*", "LINE", "1..*", "emit EVENT ARG…, with its options")),
                List.of(),
                "  to lobby emit news {text: \"hi\"}",
                "  to Xk3 emit confirm 7 --ack");
    }

    @Override
    public Expected expects(int index) {
        return index == 0 ? Expected.ANYTHING : Expected.LINE;
    }

    @Override
    public Optional<List<Offer>> offers(List<String> before, Hosting hosting) {
        if (before.isEmpty()) {
            return Optional.of(Offers.both(hosting));
        }
        return before.size() == 1 ? Optional.of(List.of(Offer.of("emit"))) : Optional.empty();
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Hosting> interpreter)
            throws FailureException, InterruptedException {
        List<String> line = parsed.matchedPositionalValue(1, List.of());
        EmitVerb emit = new EmitVerb();
        if (!line.get(0).equals(emit.name())) {
            throw UsageErrors.error("to goes with emit, not with \"" + line.get(0) + "\"", "to ROOM emit EVENT [ARG…]");
        }
        ParseResult emission = Parsing.parse(emit.model(), line.subList(1, line.size()));
        emit.emit(Optional.of(parsed.matchedPositionalValue(0, "")), emission, interpreter);
    }
}
