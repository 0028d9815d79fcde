package io.github.siocli.expression;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import java.util.List;

/**
 * A condition on received events, such as {@code $1.status == "paid"}. Any thread may call.
 *
 * @param text the condition as it was written
 * @param condition the parsed condition
 * @param sources random numbers, time and variables that the condition may refer to
 */
public record EventCondition(String text, Condition condition, ValueSources sources) {

    private static final List<String> NAMES = List.of("event", "nsp", "id");

    /** The names of a received event. */
    private record EventScope(EventReceived event, ValueSources sources) implements Scope {

        @Override
        public Arguments args() {
            return event.args();
        }

        @Override
        public Value named(String name) {
            return switch (name) {
                case "event" -> Value.of(event.name().json());
                case "nsp" -> Value.text(event.nsp());
                default -> event.sid().map(Value::text).orElse(Value.NOTHING);
            };
        }
    }

    /**
     * Parses a condition.
     *
     * @throws SyntaxException if the text is not a condition
     */
    public static EventCondition parse(String text, Constants constants, ValueSources sources) throws SyntaxException {
        return new EventCondition(text, new ExpressionParser(constants, NAMES, false).condition(text), sources);
    }

    /** Returns true if the condition holds for an event. One that has no value for it does not hold. */
    public boolean holds(EventReceived event) {
        try {
            return condition.holds(new EventScope(event, sources));
        } catch (EvaluationException e) {
            return false;
        }
    }

    /** Describes the condition, behind the name of an event. */
    public String describe() {
        return " with '" + text + "'";
    }
}
