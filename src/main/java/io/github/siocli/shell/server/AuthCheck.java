package io.github.siocli.shell.server;

import io.github.siocli.json.Json;
import io.github.siocli.json.Json.Kind;
import io.github.siocli.server.ConnectDecision;
import io.github.siocli.server.ConnectRequest;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the auth payload of connecting clients.
 *
 * @param wanted the required payload; of an object, the members that must be present. Empty accepts every client
 */
record AuthCheck(Optional<Json> wanted) {

    static final ConnectDecision REFUSED = new ConnectDecision.Refuse("Unauthorized", Optional.empty());

    /**
     * Returns true if a client may connect. Clients of Engine.IO 3 have no auth payload, and may send the members in
     * the query.
     */
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
