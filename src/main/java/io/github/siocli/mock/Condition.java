package io.github.siocli.mock;

import io.github.siocli.command.option.Glob;

/** What a rule depends on. */
sealed interface Condition {

    /** Whether it holds now. */
    boolean holds(RuleContext occasion);

    /** A value counts as true. */
    record Truth(Value value) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return value.find(occasion).isTrue();
        }
    }

    /** It happens by chance. */
    record Chance(Probability share) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return share.happens(occasion.stage().random());
        }
    }

    /** Another one does not hold. */
    record Not(Condition condition) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return !condition.holds(occasion);
        }
    }

    /** Both hold. */
    record And(Condition left, Condition right) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return left.holds(occasion) && right.holds(occasion);
        }
    }

    /** One holds. */
    record Or(Condition left, Condition right) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return left.holds(occasion) || right.holds(occasion);
        }
    }

    /** Two values compare so. */
    record Compare(Value left, Comparison comparison, Value right) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return comparison.holds(left.find(occasion), right.find(occasion));
        }
    }

    /** The text of a value fits a pattern. */
    record Like(Value value, Value pattern) implements Condition {

        @Override
        public boolean holds(RuleContext occasion) {
            return new Glob(pattern.find(occasion).text())
                    .matches(value.find(occasion).text());
        }
    }

    /** An array holds a value, an object a key, or a text another. */
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
