package io.github.siocli.mock;

import io.github.siocli.expression.Condition;
import io.github.siocli.expression.EvaluationException;
import io.github.siocli.expression.Expression;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.text.Glob;
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
record ConnectRefusal(
        String place, Glob namespaces, Condition condition, Expression message, Optional<Expression> data) {

    /** Returns the refusal of a client, or empty. A message that cannot be evaluated refuses too. */
    Optional<ConnectDecision> evaluate(RuleRuntime runtime, RuleEvent event) {
        if (!namespaces.matches(event.request().nsp())) {
            return Optional.empty();
        }
        RuleContext context = RuleContext.of(runtime, place, event);
        try {
            return condition.holds(context)
                    ? Optional.of(new ConnectDecision.Refuse(
                            message.evaluate(context).text(),
                            data.map(value -> value.evaluate(context).withoutBytes())))
                    : Optional.empty();
        } catch (RuleException | EvaluationException fault) {
            context.warn(fault.getMessage());
            return Optional.of(ConnectDecision.refuse("Internal error"));
        }
    }
}
