package io.github.siocli.expression;

import io.github.siocli.event.Arguments;
import io.github.siocli.json.Json;
import java.util.List;

/** An expression that is evaluated to a value. Immutable. */
public sealed interface Expression {

    /**
     * Evaluates the expression.
     *
     * @throws EvaluationException if it has no value, or too large a one
     */
    Value evaluate(Scope scope);

    /** Adds the value to the arguments of an event; {@code $args} expands to several arguments. */
    default void addTo(ArgumentsBuilder arguments, Scope scope) {
        arguments.add(evaluate(scope));
    }

    /**
     * Evaluates expressions to the arguments of an event.
     *
     * @throws EvaluationException if an expression has no value, or the arguments are too large
     */
    static Arguments arguments(List<Expression> expressions, Scope scope) {
        ArgumentsBuilder arguments = new ArgumentsBuilder();
        expressions.forEach(expression -> expression.addTo(arguments, scope));
        return arguments.arguments();
    }

    /** A constant. */
    record Constant(Value value) implements Expression {

        @Override
        public Value evaluate(Scope scope) {
            return value;
        }
    }

    /** A reference to a value. */
    record Lookup(Reference reference) implements Expression {

        @Override
        public Value evaluate(Scope scope) {
            return reference.find(scope);
        }

        @Override
        public void addTo(ArgumentsBuilder arguments, Scope scope) {
            if (reference.isAllArguments()) {
                for (int i = 1; i <= scope.args().values().size(); i++) {
                    arguments.add(Value.argument(scope.args(), i));
                }
            } else {
                arguments.add(evaluate(scope));
            }
        }
    }

    /** A call of a function, such as {@code $random(1,6)}. */
    record Call(Function function, List<Expression> arguments) implements Expression {

        @Override
        public Value evaluate(Scope scope) {
            return function.call(
                    arguments.stream().map(argument -> argument.evaluate(scope)).toList(),
                    scope.sources().random());
        }
    }

    /** A part of a text or of JSON. */
    sealed interface Part {

        /** Literal text. */
        record Literal(String text) implements Part {}

        /** The text of a value. */
        record TextOf(Expression expression) implements Part {}

        /** A value as JSON. */
        record JsonOf(Expression expression) implements Part {}
    }

    /** Text with values in it. */
    record TextTemplate(List<Part> parts) implements Expression {

        @Override
        public Value evaluate(Scope scope) {
            StringBuilder text = new StringBuilder();
            for (Part part : parts) {
                if (part instanceof Part.Literal literal) {
                    text.append(literal.text());
                } else if (part instanceof Part.TextOf inserted) {
                    text.append(inserted.expression().evaluate(scope).text());
                }
                requireSmall(text);
            }
            return Value.text(text.toString());
        }
    }

    /** JSON with values in it, as elements and within strings. */
    record JsonTemplate(List<Part> parts) implements Expression {

        @Override
        public Value evaluate(Scope scope) {
            StringBuilder json = new StringBuilder();
            ArgumentsBuilder values = new ArgumentsBuilder();
            for (Part part : parts) {
                if (part instanceof Part.Literal literal) {
                    json.append(literal.text());
                } else if (part instanceof Part.TextOf inserted) {
                    String quoted = Json.string(
                                    inserted.expression().evaluate(scope).text())
                            .text();
                    json.append(quoted, 1, quoted.length() - 1);
                } else if (part instanceof Part.JsonOf inserted) {
                    json.append(values.text(inserted.expression().evaluate(scope)));
                }
                requireSmall(json);
            }
            return new Value(Json.literal(json.toString()), values.attachments());
        }
    }

    private static void requireSmall(StringBuilder result) {
        if (result.length() > Value.LIMIT) {
            throw EvaluationException.tooLarge();
        }
    }
}
