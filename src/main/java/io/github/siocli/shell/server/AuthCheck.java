package io.github.siocli.shell.server;

import io.github.siocli.json.Json;
import io.github.siocli.json.Json.Kind;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.engine.ConnectDecision;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the auth payload of connecting clients.
 *
 * @param required the required payload; of an object, the members that must be present. Empty accepts every client
 */
record AuthCheck(Optional<Json> required) {

    static final ConnectDecision REFUSAL = ConnectDecision.refuse("Unauthorized");

    /**
     * Returns true if a client may connect. Clients of Engine.IO 3 have no auth payload, and may send the members in
     * the query.
     */
    boolean accepts(ConnectRequest request) {
        return required.isEmpty()
                || request.auth()
                        .filter(actual -> matches(required.get(), actual))
                        .isPresent()
                || request.auth().isEmpty() && matchesQuery(required.get(), request.query());
    }

    private static boolean matches(Json required, Json actual) {
        if (required.kind() != actual.kind()) {
            return false;
        }
        return switch (required.kind()) {
            case OBJECT -> {
                Map<String, Json> members = actual.members();
                yield required.members().entrySet().stream()
                        .allMatch(member -> Optional.ofNullable(members.get(member.getKey()))
                                .filter(value -> matches(member.getValue(), value))
                                .isPresent());
            }
            case STRING -> required.stringValue().equals(actual.stringValue());
            default -> required.equals(actual);
        };
    }

    private static boolean matchesQuery(Json required, Map<String, String> query) {
        return required.kind() == Kind.OBJECT
                && required.members().entrySet().stream()
                        .allMatch(member -> text(member.getValue()).equals(query.get(member.getKey())));
    }

    private static String text(Json value) {
        return value.kind() == Kind.STRING ? value.stringValue() : value.text();
    }
}
