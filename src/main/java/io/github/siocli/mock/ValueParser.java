package io.github.siocli.mock;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.shell.Line.Word;
import io.github.siocli.shell.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses values: the arguments that the prompt accepts, and references, which begin with a dollar sign. */
final class ValueParser {

    private static final char DOLLAR = '$';

    private final ArgumentReader arguments;

    ValueParser(ArgumentReader arguments) {
        this.arguments = arguments;
    }

    /** Parses the value of a word. */
    Value parse(RuleLexer lexer, Word word) throws FailureException {
        String text = word.text();
        if (word.json()) {
            return json(lexer, word);
        }
        if (text.startsWith("str:")) {
            return text(lexer, word, text.substring("str:".length()));
        }
        if (text.equals("#")) {
            throw lexer.error(word.start(), "a comment needs a line of its own", "str:# is a literal #");
        }
        if (text.indexOf(DOLLAR) >= 0 && !text.startsWith("@") && !text.startsWith("bin:@")) {
            Optional<Reference.Match> whole = Reference.at(text, 0).filter(match -> match.end() == text.length());
            return whole.isPresent() ? checked(lexer, word, 0, text, whole.get()) : text(lexer, word, text);
        }
        try {
            Arguments read = arguments.read(List.of(text));
            return new Value.Constant(RuntimeValue.argument(read, 1));
        } catch (FailureException e) {
            throw lexer.error(word.start(), e.failure().message(), e.failure().hint());
        }
    }

    private static Value json(RuleLexer lexer, Word word) throws FailureException {
        String text = word.text();
        if (text.indexOf(DOLLAR) < 0) {
            return new Value.Constant(RuntimeValue.of(Json.literal(text)));
        }
        if (text.startsWith("\"")) {
            return text(lexer, word, Json.literal(text).stringValue());
        }
        return new Value.JsonTemplate(template(lexer, word, text));
    }

    private static Value text(RuleLexer lexer, Word word, String text) throws FailureException {
        List<Value.Part> parts = new ArrayList<>();
        StringBuilder fixed = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            at = text.charAt(at) == DOLLAR
                    ? parseDollar(lexer, word, text, at, fixed, parts)
                    : appendLiteral(text, at, 1, fixed);
        }
        end(fixed, parts);
        return parts.stream().allMatch(Value.Part.Literal.class::isInstance)
                ? new Value.Constant(new Value.TextTemplate(parts).literal())
                : new Value.TextTemplate(parts);
    }

    private static List<Value.Part> template(RuleLexer lexer, Word word, String text) throws FailureException {
        List<Value.Part> parts = new ArrayList<>();
        StringBuilder fixed = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            if (c == DOLLAR && quoted) {
                at = parseDollar(lexer, word, text, at, fixed, parts);
            } else if (c == DOLLAR) {
                end(fixed, parts);
                Reference.Match match = match(lexer, word, text, at);
                parts.add(new Value.Part.JsonOf(match.reference()));
                at = match.end();
                if (",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                    throw lexer.error(word, text.substring(at - 1), "unexpected text after the value", "");
                }
            } else {
                quoted ^= c == '"';
                at = appendLiteral(text, at, c == '\\' ? 2 : 1, fixed);
            }
        }
        end(fixed, parts);
        return parts;
    }

    private static int appendLiteral(String text, int at, int length, StringBuilder fixed) {
        fixed.append(text, at, at + length);
        return at + length;
    }

    private static void end(StringBuilder fixed, List<Value.Part> parts) {
        if (fixed.length() > 0) {
            parts.add(new Value.Part.Literal(fixed.toString()));
            fixed.setLength(0);
        }
    }

    /**
     * Parses a dollar sign in a text: a reference, an escaped dollar sign ({@code $$}), or a literal one if no name
     * can follow.
     */
    private static int parseDollar(
            RuleLexer lexer, Word word, String text, int at, StringBuilder fixed, List<Value.Part> parts)
            throws FailureException {
        if (text.startsWith("$$", at)) {
            fixed.append(DOLLAR);
            return at + 2;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next != '{' && !Character.isLetterOrDigit(next)) {
            return appendLiteral(text, at, 1, fixed);
        }
        Reference.Match match = match(lexer, word, text, at);
        end(fixed, parts);
        parts.add(new Value.Part.TextOf(match.reference()));
        return match.end();
    }

    private static Reference.Match match(RuleLexer lexer, Word word, String text, int at) throws FailureException {
        Reference.Match match = Reference.at(text, at)
                .orElseThrow(() -> lexer.error(
                        word,
                        text.substring(at),
                        "this is not a value",
                        "$1, $auth.user or ${1.name}; $$ is a dollar sign"));
        checked(lexer, word, at, text, match);
        return match;
    }

    private static Reference checked(RuleLexer lexer, Word word, int at, String text, Reference.Match match)
            throws FailureException {
        Reference reference = match.reference();
        String written = text.substring(at, match.end());
        if (reference.name().equals("0")) {
            throw lexer.error(word, written, "arguments are counted from 1", "$1");
        }
        if (!reference.isArgument() && !Reference.NAMES.contains(reference.name())) {
            String all = "$1 $2 …, $" + String.join(" $", Reference.NAMES) + "; $$ is a dollar sign";
            throw lexer.error(
                    word,
                    written,
                    "unknown value $" + reference.name(),
                    NearestName.find(reference.name(), Reference.NAMES)
                            .map(near -> "$" + near + "? " + all)
                            .orElse(all));
        }
        return reference;
    }
}
