package io.github.siocli.expression;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses conditions: {@code not} binds tighter than {@code and}, and {@code and} tighter than {@code or}. */
final class ConditionParser {

    private static final int DEPTH = 50;
    private static final String ENDS = "()=!<>~";
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)%");
    private static final List<String> TYPES =
            List.of("bytes", "string", "number", "boolean", "object", "array", "null");

    private final Lexer lexer;
    private final ExpressionParser values;
    private int depth;

    ConditionParser(Lexer lexer, ExpressionParser values) {
        this.lexer = lexer;
        this.values = values;
    }

    /** Parses the condition at the cursor, up to the first word that cannot belong to it. */
    Condition parse() throws SyntaxException {
        Condition condition = conjunction();
        while (lexer.takeOperator("or")) {
            condition = new Condition.Or(condition, conjunction());
        }
        return condition;
    }

    private Condition conjunction() throws SyntaxException {
        Condition condition = single();
        while (lexer.takeOperator("and")) {
            condition = new Condition.And(condition, single());
        }
        return condition;
    }

    private Condition single() throws SyntaxException {
        if (++depth > DEPTH) {
            throw lexer.error(lexer.offset(), "the condition is nested too deep", "");
        }
        try {
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
            return comparison();
        } finally {
            depth--;
        }
    }

    private Condition comparison() throws SyntaxException {
        int start = lexer.offset();
        Expression left = values.operand(lexer, ENDS);
        if (lexer.takeSymbol("~")) {
            return new Condition.Like(left, values.operand(lexer, "()"));
        }
        if (lexer.take("has")) {
            return new Condition.Has(left, values.operand(lexer, ENDS));
        }
        if (lexer.take("is")) {
            return new Condition.Is(left, type());
        }
        for (Comparison comparison : Comparison.values()) {
            if (lexer.takeSymbol(comparison.symbol())) {
                return new Condition.Compare(left, comparison, values.operand(lexer, ENDS));
            }
        }
        if (lexer.isAtSymbol("=")) {
            throw lexer.error(lexer.offset(), "\"=\" is not a comparison", "== or !=");
        }
        if (!(left instanceof Expression.Constant)) {
            return new Condition.Truth(left);
        }
        String word = lexer.textFrom(start);
        OptionalDouble probability = percentage(word);
        if (probability.isEmpty()) {
            throw lexer.error(
                    start,
                    "\"" + word + "\" is not a condition",
                    "$1, not $1, $1 == \"text\", $1 > 3, $event ~ chat-*, $1 has x, $1 is bytes, 10%, and, or, ( )");
        }
        return new Condition.Chance(probability.getAsDouble());
    }

    private String type() throws SyntaxException {
        Word type = lexer.operand("()");
        if (type.json() || !TYPES.contains(type.text())) {
            throw lexer.error(type.start(), "there is no type \"" + type.text() + "\"", String.join(", ", TYPES));
        }
        return type.text();
    }

    private static OptionalDouble percentage(String word) {
        Matcher form = PERCENTAGE.matcher(word);
        double percent = form.matches() ? Double.parseDouble(form.group(1)) : Double.NaN;
        return percent <= 100 ? OptionalDouble.of(percent / 100) : OptionalDouble.empty();
    }
}
