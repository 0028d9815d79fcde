package io.github.siocli.mock;

import io.github.siocli.command.option.Glob;

/** A condition of a rule. */
sealed interface Condition {

    /** Returns true if the condition holds now. */
    boolean holds(RuleContext occasion);

    /** Holds if a value counts as true. */
    record Truth(Value value) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return value.find(occasion).isTrue();
        }
    }

    /** Holds with a probability. */
    record Chance(Probability share) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return share.happens(occasion.stage().random());
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
            return comparison.holds(left.find(occasion), right.find(occasion));
        }
    }

    /** Holds if the text of a value matches a glob pattern. */
    record Like(Value value, Value pattern) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return new Glob(pattern.find(occasion).text())
                    .matches(value.find(occasion).text());
        }
    }

    /** Holds if an array contains a value, an object a key, or a text another text. */
    record Has(Value whole, Value part) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            RuntimeValue in = whole.find(occasion);
            RuntimeValue searched = part.find(occasion);
            return switch (in.json().kind()) {
                case ARRAY -> in.each().stream().anyMatch(element -> Comparison.EQUAL.holds(element, searched));
                case OBJECT -> in.json().members().containsKey(searched.text());
                case STRING -> in.text().contains(searched.text());
                default -> false;
            };
        }
    }
}
