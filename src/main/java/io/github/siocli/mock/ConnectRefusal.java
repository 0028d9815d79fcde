package io.github.siocli.mock;

import io.github.siocli.command.option.Glob;
import io.github.siocli.server.ConnectDecision;
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
record ConnectRefusal(String place, Glob namespaces, Condition condition, Value message, Optional<Value> data) {

    /** Whether a client is refused, and how; it is also where that cannot be said. */
    Optional<ConnectDecision> of(RuleRuntime stage, RuleEvent cause) {
        if (!namespaces.matches(cause.request().nsp())) {
            return Optional.empty();
        }
        RuleContext occasion = RuleContext.of(stage, place, cause);
        try {
            return condition.holds(occasion)
                    ? Optional.of(new ConnectDecision.Refuse(
                            message.find(occasion).text(),
                            data.map(value -> value.find(occasion).marked())))
                    : Optional.empty();
        } catch (RuleException fault) {
            occasion.complain(fault.getMessage());
            return Optional.of(new ConnectDecision.Refuse("Internal error", Optional.empty()));
        }
    }
}
