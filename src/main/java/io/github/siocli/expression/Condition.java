package io.github.siocli.expression;

import io.github.siocli.text.Glob;

/** A condition on values, such as {@code $1.status == "paid"}. Immutable. */
public sealed interface Condition {

    /** Holds always. */
    Condition ALWAYS = new Chance(1);

    /**
     * Returns true if the condition holds now.
     *
     * @throws EvaluationException if a value in it cannot be evaluated
     */
    boolean holds(Scope scope);

    /** Returns a condition that holds if this one and another hold. */
    default Condition and(Condition other) {
        return new And(this, other);
    }

    /** Returns the negation of this condition. */
    default Condition negate() {
        return new Not(this);
    }

    /** Holds if a value counts as true. */
    record Truth(Expression value) implements Condition {

        @Override
        public boolean holds(Scope scope) {
            return value.evaluate(scope).isTrue();
        }
    }

    /** Holds with a probability from 0 to 1. */
    record Chance(double probability) implements Condition {

        @Override
        public boolean holds(Scope scope) {
            return scope.sources().sample(probability);
        }
    }

    /** Negates a condition. */
    record Not(Condition condition) implements Condition {

        @Override
        public boolean holds(Scope scope) {
            return !condition.holds(scope);
        }
    }

    /** Holds if both conditions hold. */
    record And(Condition left, Condition right) implements Condition {

        @Override
        public boolean holds(Scope scope) {
            return left.holds(scope) && right.holds(scope);
        }
    }

    /** Holds if one of the conditions holds. */
    record Or(Condition left, Condition right) implements Condition {

        @Override
        public boolean holds(Scope scope) {
            return left.holds(scope) || right.holds(scope);
        }
    }

    /** Holds if a comparison of two values is true. */
    record Compare(Expression left, Comparison comparison, Expression right) implements Condition {

        @Override
        public boolean holds(Scope scope) {
            return comparison.holds(left.evaluate(scope), right.evaluate(scope));
        }
    }

    /** Holds if the text of a value matches a glob pattern. */
    record Like(Expression value, Expression pattern) implements Condition {

        @Override
        public boolean holds(Scope scope) {
            return new Glob(pattern.evaluate(scope).text())
                    .matches(value.evaluate(scope).text());
        }
    }

    /** Holds if a value has a type: {@code bytes} or a kind of JSON. */
    record Is(Expression value, String type) implements Condition {

        @Override
        public boolean holds(Scope scope) {
            return value.evaluate(scope).type().equals(type);
        }
    }

    /** Holds if an array contains a value, an object a key, or a text another text. */
    record Has(Expression container, Expression element) implements Condition {

        @Override
        public boolean holds(Scope scope) {
            Value in = container.evaluate(scope);
            Value searched = element.evaluate(scope);
            return switch (in.json().kind()) {
                case ARRAY -> in.elements().stream().anyMatch(element -> Comparison.EQUAL.holds(element, searched));
                case OBJECT -> in.json().members().containsKey(searched.text());
                case STRING -> in.text().contains(searched.text());
                default -> false;
            };
        }
    }
}
