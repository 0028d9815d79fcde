package io.github.siocli.expression;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parses expressions: constants, references such as {@code $1.name}, functions, and templates with them. Immutable.
 */
public final class ExpressionParser {

    private static final char DOLLAR = '$';
    private static final int DEPTH = 50;

    /** The key of an object that stands for bytes, in which the dollar sign begins no value. */
    private static final String BINARY_KEY = "\"$binary\"";

    private final Constants constants;
    private final List<String> names;
    private final boolean readsStrings;

    /**
     * Creates a parser.
     *
     * @param names the names of the scope, besides those of {@link ValueSources}
     * @param readsStrings true if strings and words may contain values; false if a dollar sign in them is one
     */
    public ExpressionParser(Constants constants, List<String> names, boolean readsStrings) {
        this.constants = constants;
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(ValueSources.NAMES);
        this.names = List.copyOf(all);
        this.readsStrings = readsStrings;
    }

    /** Creates a parser of expressions that a scope evaluates. */
    public static ExpressionParser of(Constants constants, Scope scope) {
        return new ExpressionParser(constants, scope.names(), scope.insertsIntoStrings());
    }

    /**
     * Parses a text that is one expression.
     *
     * @throws SyntaxException if it is not
     */
    public Expression expression(String text) throws SyntaxException {
        Lexer lexer = new Lexer(text);
        Expression expression = next(lexer, "a value");
        if (!lexer.isAtEnd()) {
            throw lexer.error(
                    lexer.offset(), "the value ends before this", "quotes around a text, [ ] around several values");
        }
        return expression;
    }

    /**
     * Parses a word that is JSON, or a text, which may contain white space.
     *
     * @throws SyntaxException if the word is invalid
     */
    Expression word(String text) throws SyntaxException {
        if ("{[\"".indexOf(text.charAt(0)) >= 0) {
            return expression(text);
        }
        Lexer lexer = new Lexer(text);
        Optional<ExpressionFunction> function = lexer.takeFunction();
        if (function.isPresent()) {
            Expression call = call(lexer, function.get(), 0);
            if (lexer.isAtEnd()) {
                return call;
            }
        }
        return word(lexer, new Word(text, 0, text.length(), false));
    }

    /**
     * Parses a text that is one condition.
     *
     * @throws SyntaxException if it is not
     */
    public Condition condition(String text) throws SyntaxException {
        Lexer lexer = new Lexer(text);
        Condition condition = condition(lexer);
        if (!lexer.isAtEnd()) {
            throw lexer.error(lexer.offset(), "the condition ends before this", "and, or, or quotes around a text");
        }
        return condition;
    }

    /**
     * Parses the condition at the lexer's position, up to the first word that cannot belong to it.
     *
     * @throws SyntaxException if there is none
     */
    public Condition condition(Lexer lexer) throws SyntaxException {
        return new ConditionParser(lexer, this).parse();
    }

    /**
     * Parses the next word.
     *
     * @param expected the expected element, for the message
     * @throws SyntaxException if the text ends here or the word is invalid
     */
    public Expression next(Lexer lexer, String expected) throws SyntaxException {
        Optional<ExpressionFunction> function = lexer.takeFunction();
        if (function.isEmpty()) {
            return word(lexer, lexer.next(expected));
        }
        Expression call = call(lexer, function.get(), 0);
        if (lexer.endOfLast() == lexer.offset() && !lexer.isAtEnd()) {
            throw lexer.error(lexer.offset(), "a space is missing after the value", "");
        }
        return call;
    }

    /**
     * Parses the next operand of a condition or a function, which needs no space after it.
     *
     * @param ends characters that end it
     */
    Expression operand(Lexer lexer, String ends) throws SyntaxException {
        return operand(lexer, ends, 0);
    }

    private Expression operand(Lexer lexer, String ends, int depth) throws SyntaxException {
        Optional<ExpressionFunction> function = lexer.takeFunction();
        return function.isPresent() ? call(lexer, function.get(), depth) : word(lexer, lexer.operand(ends));
    }

    /** Parses the arguments of a function after its opening parenthesis. */
    private Expression call(Lexer lexer, ExpressionFunction function, int depth) throws SyntaxException {
        int start = lexer.endOfLast();
        if (depth > DEPTH) {
            throw lexer.error(start, "functions are nested too deep", "");
        }
        List<Expression> arguments = new ArrayList<>();
        do {
            arguments.add(operand(lexer, ",()", depth + 1));
        } while (lexer.takeSymbol(","));
        if (!lexer.takeSymbol(")")) {
            throw lexer.error(lexer.offset(), "a closing parenthesis is missing", "");
        }
        if (!function.takes(arguments.size())) {
            throw lexer.error(start, function.label() + " does not take " + arguments.size() + " values", "");
        }
        return new Expression.Call(function, arguments);
    }

    private Expression word(Lexer lexer, Word word) throws SyntaxException {
        String text = word.text();
        if (word.json()) {
            return json(lexer, word);
        }
        if (readsStrings && text.startsWith("str:")) {
            return text(lexer, word, text.substring("str:".length()));
        }
        if (text.equals("#")) {
            throw lexer.error(word.start(), "a comment needs a line of its own", "str:# is a literal #");
        }
        if (text.indexOf(DOLLAR) >= 0 && !text.startsWith("@") && !text.startsWith("bin:@")) {
            Optional<Reference.Match> whole = Reference.at(text, 0).filter(match -> match.end() == text.length());
            if (whole.isPresent()) {
                return checked(lexer, word, 0, text, whole.get());
            }
            if (readsStrings) {
                return text(lexer, word, text);
            }
        }
        try {
            Arguments read = constants.read(text);
            return new Expression.Constant(Value.argument(read, 1));
        } catch (FailureException e) {
            throw lexer.error(word.start(), e.failure().message(), e.failure().hint());
        }
    }

    private Expression json(Lexer lexer, Word word) throws SyntaxException {
        String text = word.text();
        boolean isString = text.startsWith("\"");
        if (text.indexOf(DOLLAR) < 0 || isString && !readsStrings) {
            return new Expression.Constant(Value.of(Json.literal(text)));
        }
        return isString
                ? text(lexer, word, Json.literal(text).stringValue())
                : new Expression.JsonTemplate(template(lexer, word));
    }

    private Expression text(Lexer lexer, Word word, String text) throws SyntaxException {
        List<Expression.Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            at = text.charAt(at) == DOLLAR
                    ? parseDollar(lexer, word, text, at, literal, parts)
                    : appendLiteral(text, at, 1, literal);
        }
        if (parts.isEmpty()) {
            return new Expression.Constant(Value.text(literal.toString()));
        }
        end(literal, parts);
        return new Expression.TextTemplate(parts);
    }

    private List<Expression.Part> template(Lexer lexer, Word word) throws SyntaxException {
        String text = word.text();
        List<Expression.Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            if (!quoted && text.startsWith(BINARY_KEY, at)) {
                at = appendLiteral(text, at, BINARY_KEY.length(), literal);
            } else if (c == DOLLAR && quoted && readsStrings) {
                at = parseDollar(lexer, word, text, at, literal, parts);
            } else if (c == DOLLAR && !quoted) {
                end(literal, parts);
                Inserted inserted = inserted(lexer, word, text, at);
                parts.add(new Expression.Part.JsonOf(inserted.expression()));
                at = inserted.end();
                if (",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                    throw lexer.error(word, text.substring(at - 1), "unexpected text after the value", "");
                }
            } else {
                quoted ^= c == '"';
                at = appendLiteral(text, at, c == '\\' ? 2 : 1, literal);
            }
        }
        end(literal, parts);
        return parts;
    }

    private static int appendLiteral(String text, int at, int length, StringBuilder literal) {
        literal.append(text, at, at + length);
        return at + length;
    }

    private static void end(StringBuilder literal, List<Expression.Part> parts) {
        if (literal.length() > 0) {
            parts.add(new Expression.Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /**
     * Parses a dollar sign in a text: a value, an escaped dollar sign ({@code $$}), or a literal one if no name can
     * follow.
     */
    private int parseDollar(
            Lexer lexer, Word word, String text, int at, StringBuilder literal, List<Expression.Part> parts)
            throws SyntaxException {
        if (text.startsWith("$$", at)) {
            literal.append(DOLLAR);
            return at + 2;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next != '{' && !Character.isLetterOrDigit(next)) {
            return appendLiteral(text, at, 1, literal);
        }
        Inserted inserted = inserted(lexer, word, text, at);
        end(literal, parts);
        parts.add(new Expression.Part.TextOf(inserted.expression()));
        return inserted.end();
    }

    /**
     * An expression within a text.
     *
     * @param end index behind it
     */
    private record Inserted(Expression expression, int end) {}

    private Inserted inserted(Lexer lexer, Word word, String text, int at) throws SyntaxException {
        Lexer inner = new Lexer(text, at);
        Optional<ExpressionFunction> function = inner.takeFunction();
        if (function.isPresent()) {
            try {
                return new Inserted(call(inner, function.get(), 0), inner.endOfLast());
            } catch (SyntaxException e) {
                throw lexer.error(word, text.substring(at), e.getMessage(), e.hint());
            }
        }
        Reference.Match match = Reference.at(text, at)
                .orElseThrow(() -> lexer.error(
                        word,
                        text.substring(at),
                        "this is not a value",
                        "a name after the dollar sign, as in $now or ${env.HOME}"
                                + (readsStrings
                                        ? "; $$ is a dollar sign"
                                        : "; quotes around a text with a dollar sign")));
        return new Inserted(checked(lexer, word, at, text, match), match.end());
    }

    private Expression checked(Lexer lexer, Word word, int at, String text, Reference.Match match)
            throws SyntaxException {
        Reference reference = match.reference();
        String written = text.substring(at, match.end());
        if (reference.name().equals("0")) {
            throw lexer.error(word, written, "arguments are counted from 1", "$1");
        }
        boolean hasArguments = names.contains(Scope.ARGS);
        if (reference.isArgument() ? !hasArguments : !names.contains(reference.name())) {
            String all = (hasArguments ? "$1 $2 …, $" : "$") + String.join(" $", names) + "; $$ is a dollar sign";
            throw lexer.error(
                    word,
                    written,
                    "unknown value $" + reference.name(),
                    NearestName.find(reference.name(), names)
                            .map(near -> "$" + near + "? " + all)
                            .orElse(all));
        }
        return new Expression.Lookup(reference);
    }
}
