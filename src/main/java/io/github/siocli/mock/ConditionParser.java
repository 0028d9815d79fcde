package io.github.siocli.mock;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Line.Word;
import java.util.Optional;

/** Parses conditions: {@code not} binds tighter than {@code and}, and {@code and} tighter than {@code or}. */
final class ConditionParser {

    private static final int DEPTH = 50;
    private static final String ENDS = "()=!<>~";

    private final RuleLexer cursor;
    private final ValueParser values;
    private int depth;

    ConditionParser(RuleLexer cursor, ValueParser values) {
        this.cursor = cursor;
        this.values = values;
    }

    /** Parses the condition at the cursor, up to the first word that cannot belong to it. */
    Condition read() throws FailureException {
        Condition condition = conjunction();
        while (cursor.takeOperator("or")) {
            condition = new Condition.Or(condition, conjunction());
        }
        return condition;
    }

    private Condition conjunction() throws FailureException {
        Condition condition = single();
        while (cursor.takeOperator("and")) {
            condition = new Condition.And(condition, single());
        }
        return condition;
    }

    private Condition single() throws FailureException {
        if (++depth > DEPTH) {
            throw cursor.error(cursor.offset(), "the condition is nested too deep", "");
        }
        try {
            int start = cursor.offset();
            if (cursor.takeOperator("not")) {
                return new Condition.Not(single());
            }
            if (cursor.takeSymbol("(")) {
                Condition inner = read();
                if (!cursor.takeSymbol(")")) {
                    throw cursor.error(cursor.offset(), "a closing parenthesis is missing", "");
                }
                return inner;
            }
            return comparison(start);
        } finally {
            depth--;
        }
    }

    private Condition comparison(int start) throws FailureException {
        Word word = cursor.operand(ENDS);
        Optional<Probability> chance = word.json() ? Optional.empty() : Probability.percentage(word.text());
        if (chance.isPresent()) {
            return new Condition.Chance(chance.get());
        }
        Value left = values.read(cursor, word);
        if (cursor.takeSymbol("~")) {
            return new Condition.Like(left, values.read(cursor, cursor.operand("()")));
        }
        if (cursor.take("has")) {
            return new Condition.Has(left, values.read(cursor, cursor.operand(ENDS)));
        }
        for (Comparison comparison : Comparison.values()) {
            if (cursor.takeSymbol(comparison.symbol())) {
                return new Condition.Compare(left, comparison, values.read(cursor, cursor.operand(ENDS)));
            }
        }
        int place = cursor.offset();
        if (cursor.takeSymbol("=")) {
            throw cursor.error(place, "\"=\" compares nothing", "== or !=");
        }
        if (left instanceof Value.Constant) {
            throw cursor.error(
                    start,
                    "\"" + word.text() + "\" is no condition",
                    "$1, not $1, $1 == \"text\", $n > 3, $event ~ chat-*, $rooms has $1, 10%, and, or, ( )");
        }
        return new Condition.Truth(left);
    }
}
