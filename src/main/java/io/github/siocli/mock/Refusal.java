package io.github.siocli.mock;

import io.github.siocli.command.option.Glob;
import io.github.siocli.server.Admission;
import java.util.Optional;

/**
 * Clients that may not connect.
 *
 * @param place where that is said
 * @param namespaces to which namespaces
 * @param condition which clients
 * @param message what they are told
 * @param data more about it
 */
record Refusal(String place, Glob namespaces, Condition condition, Value message, Optional<Value> data) {

    /** Whether a client is refused, and how; it is also where that cannot be said. */
    Optional<Admission> of(Stage stage, Cause cause) {
        if (!namespaces.matches(cause.request().nsp())) {
            return Optional.empty();
        }
        Occasion occasion = Occasion.of(stage, place, cause);
        try {
            return condition.holds(occasion)
                    ? Optional.of(new Admission.Refuse(
                            message.find(occasion).text(),
                            data.map(value -> value.find(occasion).marked())))
                    : Optional.empty();
        } catch (RuleFault fault) {
            occasion.complain(fault.getMessage());
            return Optional.of(new Admission.Refuse("Internal error", Optional.empty()));
        }
    }
}
