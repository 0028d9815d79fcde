package io.github.siocli.mock;

import io.github.siocli.command.option.Glob;
import io.github.siocli.server.ConnectDecision;
import java.util.Optional;

/**
 * A rule that refuses clients.
 *
 * @param place position of the rule, for messages
 * @param namespaces namespaces that it applies to
 * @param condition clients that it applies to
 * @param message message of the refusal
 * @param data further data of the refusal
 */
record ConnectRefusal(String place, Glob namespaces, Condition condition, Value message, Optional<Value> data) {

    /** Returns the refusal of a client, or empty. A message that cannot be evaluated refuses too. */
    Optional<ConnectDecision> evaluate(RuleRuntime runtime, RuleEvent event) {
        if (!namespaces.matches(event.request().nsp())) {
            return Optional.empty();
        }
        RuleContext occasion = RuleContext.of(runtime, place, event);
        try {
            return condition.holds(occasion)
                    ? Optional.of(new ConnectDecision.Refuse(
                            message.evaluate(occasion).text(),
                            data.map(value -> value.evaluate(occasion).withoutBytes())))
                    : Optional.empty();
        } catch (RuleException fault) {
            occasion.warn(fault.getMessage());
            return Optional.of(new ConnectDecision.Refuse("Internal error", Optional.empty()));
        }
    }
}
