package io.github.siocli.expression;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition on received events, such as {@code $1.status == "paid"}. Any thread may call.
 *
 * @param text the condition as it was written
 * @param condition the parsed condition
 * @param outer scope of the values that are not those of the event
 */
public record EventCondition(String text, Condition condition, Scope outer) {

    private static final List<String> NAMES = List.of(Scope.ARGS, "event", "nsp", "id");

    /**
     * The values of an event that a condition is evaluated for.
     *
     * @param name name of the event
     * @param nsp its namespace
     * @param id the client that sent it to our server
     * @param args its arguments
     * @param outer scope of all other values
     */
    private record EventScope(Json name, String nsp, Value id, Arguments args, Scope outer) implements Scope {

        @Override
        public Value named(String wanted) {
            return switch (wanted) {
                case "event" -> Value.of(name);
                case "nsp" -> Value.text(nsp);
                default -> wanted.equals("id") && !outer.names().contains(wanted) ? id : outer.named(wanted);
            };
        }

        @Override
        public ValueSources sources() {
            return outer.sources();
        }
    }

    /**
     * Parses a condition.
     *
     * @param outer scope of the values that are not those of the event
     * @throws SyntaxException if the text is not a condition
     */
    public static EventCondition parse(String text, Constants constants, Scope outer) throws SyntaxException {
        List<String> names = new ArrayList<>(NAMES);
        names.addAll(outer.names());
        ExpressionParser parser = new ExpressionParser(constants, names, outer.insertsIntoStrings());
        return new EventCondition(text, parser.condition(text), outer);
    }

    /** Returns true if the condition holds for an event. One that has no value for it does not hold. */
    public boolean holds(EventReceived event) {
        return holds(new EventScope(
                event.name().json(),
                event.nsp(),
                event.sid().map(Value::text).orElse(Value.NOTHING),
                event.args(),
                outer));
    }

    /**
     * Returns true if the condition holds for something that is like an event, such as an acknowledgement.
     *
     * @param name its name, as JSON
     */
    public boolean holds(Json name, String nsp, Arguments args) {
        return holds(new EventScope(name, nsp, Value.NOTHING, args, outer));
    }

    /**
     * Explains why the condition does not hold.
     *
     * @param heldCount number of parts of the condition that hold
     * @param failures the parts that do not hold, one line each
     */
    public record Explanation(int heldCount, List<String> failures) {}

    /** Explains why the condition does not hold for something with a name, a namespace and arguments. */
    public Explanation explain(Json name, String nsp, Arguments args) {
        ConditionExplainer explainer = new ConditionExplainer(new EventScope(name, nsp, Value.NOTHING, args, outer));
        explainer.explain(condition);
        return new Explanation(explainer.heldCount(), explainer.lines());
    }

    private boolean holds(Scope scope) {
        try {
            return condition.holds(scope);
        } catch (EvaluationException e) {
            return false;
        }
    }

    /** Describes the condition, behind the name of an event. */
    public String describe() {
        return " with '" + text + "'";
    }
}
