package io.github.siocli.shell.server;

import io.github.siocli.json.Json;
import io.github.siocli.json.Json.Kind;
import io.github.siocli.server.ConnectDecision;
import io.github.siocli.server.ConnectRequest;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the auth payload of clients.
 *
 * @param wanted the auth payload, or for an object what must be in it; empty if anybody is let in
 */
record AuthCheck(Optional<Json> wanted) {

    static final ConnectDecision REFUSED = new ConnectDecision.Refuse("Unauthorized", Optional.empty());

    /** Returns true if a client is let in. One of Engine.IO 3 says who it is in the query. */
    boolean lets(ConnectRequest request) {
        return wanted.isEmpty()
                || request.auth().filter(said -> fits(wanted.get(), said)).isPresent()
                || request.auth().isEmpty() && fitsQuery(wanted.get(), request.query());
    }

    private static boolean fits(Json wanted, Json said) {
        if (wanted.kind() != said.kind()) {
            return false;
        }
        return switch (wanted.kind()) {
            case OBJECT -> {
                Map<String, Json> members = said.members();
                yield wanted.members().entrySet().stream()
                        .allMatch(member -> Optional.ofNullable(members.get(member.getKey()))
                                .filter(value -> fits(member.getValue(), value))
                                .isPresent());
            }
            case STRING -> wanted.stringValue().equals(said.stringValue());
            default -> wanted.equals(said);
        };
    }

    private static boolean fitsQuery(Json wanted, Map<String, String> query) {
        return wanted.kind() == Kind.OBJECT
                && wanted.members().entrySet().stream()
                        .allMatch(member -> text(member.getValue()).equals(query.get(member.getKey())));
    }

    private static String text(Json value) {
        return value.kind() == Kind.STRING ? value.stringValue() : value.text();
    }
}
