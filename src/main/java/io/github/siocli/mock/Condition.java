package io.github.siocli.mock;

import io.github.siocli.command.option.Glob;
import io.github.siocli.server.fault.Probability;

/** A condition of a rule. */
sealed interface Condition {

    /** Returns true if the condition holds now. */
    boolean holds(RuleContext context);

    /** Holds if a value counts as true. */
    record Truth(Value value) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return value.evaluate(occasion).isTrue();
        }
    }

    /** Holds with a probability. */
    record Chance(Probability probability) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return probability.sample(occasion.runtime().random());
        }
    }

    /** Negates a condition. */
    record Not(Condition condition) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return !condition.holds(occasion);
        }
    }

    /** Holds if both conditions hold. */
    record And(Condition left, Condition right) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return left.holds(occasion) && right.holds(occasion);
        }
    }

    /** Holds if one of the conditions holds. */
    record Or(Condition left, Condition right) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return left.holds(occasion) || right.holds(occasion);
        }
    }

    /** Holds if a comparison of two values is true. */
    record Compare(Value left, Comparison comparison, Value right) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return comparison.holds(left.evaluate(occasion), right.evaluate(occasion));
        }
    }

    /** Holds if the text of a value matches a glob pattern. */
    record Like(Value value, Value pattern) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return new Glob(pattern.evaluate(occasion).text())
                    .matches(value.evaluate(occasion).text());
        }
    }

    /** Holds if an array contains a value, an object a key, or a text another text. */
    record Has(Value container, Value element) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            RuntimeValue in = container.evaluate(occasion);
            RuntimeValue searched = element.evaluate(occasion);
            return switch (in.json().kind()) {
                case ARRAY -> in.elements().stream().anyMatch(element -> Comparison.EQUAL.holds(element, searched));
                case OBJECT -> in.json().members().containsKey(searched.text());
                case STRING -> in.text().contains(searched.text());
                default -> false;
            };
        }
    }
}
