package io.github.siocli.mock;

import io.github.siocli.event.FailureException;
import io.github.siocli.server.fault.Probability;
import io.github.siocli.shell.Line.Word;
import java.util.Optional;

/** Parses conditions: {@code not} binds tighter than {@code and}, and {@code and} tighter than {@code or}. */
final class ConditionParser {

    private static final int DEPTH = 50;
    private static final String ENDS = "()=!<>~";

    private final RuleLexer lexer;
    private final ValueParser values;
    private int depth;

    ConditionParser(RuleLexer lexer, ValueParser values) {
        this.lexer = lexer;
        this.values = values;
    }

    /** Parses the condition at the cursor, up to the first word that cannot belong to it. */
    Condition parse() throws FailureException {
        Condition condition = conjunction();
        while (lexer.takeOperator("or")) {
            condition = new Condition.Or(condition, conjunction());
        }
        return condition;
    }

    private Condition conjunction() throws FailureException {
        Condition condition = single();
        while (lexer.takeOperator("and")) {
            condition = new Condition.And(condition, single());
        }
        return condition;
    }

    private Condition single() throws FailureException {
        if (++depth > DEPTH) {
            throw lexer.error(lexer.offset(), "the condition is nested too deep", "");
        }
        try {
            int start = lexer.offset();
            if (lexer.takeOperator("not")) {
                return new Condition.Not(single());
            }
            if (lexer.takeSymbol("(")) {
                Condition inner = parse();
                if (!lexer.takeSymbol(")")) {
                    throw lexer.error(lexer.offset(), "a closing parenthesis is missing", "");
                }
                return inner;
            }
            return comparison(start);
        } finally {
            depth--;
        }
    }

    private Condition comparison(int start) throws FailureException {
        Word word = lexer.operand(ENDS);
        Optional<Probability> chance = word.json() ? Optional.empty() : ProbabilityParser.percentage(word.text());
        if (chance.isPresent()) {
            return new Condition.Chance(chance.get());
        }
        Value left = values.parse(lexer, word);
        if (lexer.takeSymbol("~")) {
            return new Condition.Like(left, values.parse(lexer, lexer.operand("()")));
        }
        if (lexer.take("has")) {
            return new Condition.Has(left, values.parse(lexer, lexer.operand(ENDS)));
        }
        for (Comparison comparison : Comparison.values()) {
            if (lexer.takeSymbol(comparison.symbol())) {
                return new Condition.Compare(left, comparison, values.parse(lexer, lexer.operand(ENDS)));
            }
        }
        int place = lexer.offset();
        if (lexer.takeSymbol("=")) {
            throw lexer.error(place, "\"=\" is not a comparison", "== or !=");
        }
        if (left instanceof Value.Constant) {
            throw lexer.error(
                    start,
                    "\"" + word.text() + "\" is not a condition",
                    "$1, not $1, $1 == \"text\", $n > 3, $event ~ chat-*, $rooms has $1, 10%, and, or, ( )");
        }
        return new Condition.Truth(left);
    }
}
