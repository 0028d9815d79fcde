package io.github.siocli.shell.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.render.ClientIds;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rooms}: lists the rooms and their members. */
final class RoomsVerb implements Verb<ServerContext> {

    private static final int MAX_MEMBERS = 8;

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public String summary() {
        return "List rooms and their clients";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CLIENTS;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  rooms");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter) throws FailureException {
        List<List<Field>> rows = new ArrayList<>();
        for (RoomInfo room : interpreter.context().operations().rooms(MAX_MEMBERS)) {
            rows.add(row(room));
        }
        interpreter.context().display().showReport(new Report("room", rows, "no rooms"));
    }

    private static List<Field> row(RoomInfo room) {
        String members = room.members().stream().map(ClientIds::shorten).collect(Collectors.joining(" "));
        return List.of(
                Field.of("room", room.name()),
                Field.of("nsp", room.nsp()),
                Field.of("clients", room.size()),
                Field.of("members", room.size() > MAX_MEMBERS ? members + " ..." : members)
                        .withValue(Json.literal(room.members().stream()
                                .map(sid -> Json.string(sid).text())
                                .collect(Collectors.joining(",", "[", "]")))));
    }
}
