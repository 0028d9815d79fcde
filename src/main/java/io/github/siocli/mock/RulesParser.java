package io.github.siocli.mock;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.ExpressionParser;
import io.github.siocli.expression.Lexer;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.shell.Script;
import io.github.siocli.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a text into rules, parses each, and collects all errors. */
final class RulesParser {

    private final String source;
    private final String text;
    private final ExpressionParser values;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Glob> listed = new ArrayList<>();
    private final List<FailureException> errors = new ArrayList<>();

    RulesParser(String source, String text, InputReader inputs) {
        this.source = source;
        this.text = text.replace("\r\n", "\n");
        ArgumentReader arguments = new ArgumentReader(inputs);
        this.values = new ExpressionParser(word -> arguments.read(List.of(word)), RuleContext.NAMES, true);
    }

    /** The range of a rule in the text. */
    private record RuleText(int start, int end) {}

    /**
     * Parses all rules.
     *
     * @throws FailureException if a rule has an error
     */
    Rules parse() throws FailureException {
        for (RuleText range : ruleTexts()) {
            Lexer lexer = new Lexer(text.substring(range.start(), range.end()));
            try {
                new RuleParser(place(range.start() + lexer.offset()), lexer, values).parse(rules, listed);
            } catch (SyntaxException e) {
                errors.add(UsageErrors.errorIn(source, e.getMessage(), text, range.start() + e.offset(), e.hint()));
            }
        }
        if (!errors.isEmpty()) {
            throw UsageErrors.together(errors);
        }
        return new Rules(rules, listed);
    }

    private String place(int offset) {
        return source + ":"
                + (1 + text.substring(0, offset).chars().filter(c -> c == '\n').count());
    }

    /** Joins lines if a JSON value spans several, or if a line begins with {@code then}. */
    private List<RuleText> ruleTexts() {
        List<RuleText> ranges = new ArrayList<>();
        Script script = new Script(source);
        int start = 0;
        int end = 0;
        while (end < text.length()) {
            int lineBreak = text.indexOf('\n', end);
            int lineEnd = lineBreak < 0 ? text.length() : lineBreak;
            Optional<Script.Statement> statement = script.add(text.substring(end, lineEnd));
            end = Math.min(lineEnd + 1, text.length());
            if (statement.isPresent()) {
                add(new RuleText(start, lineEnd), ranges);
                start = end;
            }
        }
        if (script.end().isPresent()) {
            add(new RuleText(start, text.length()), ranges);
        }
        return ranges;
    }

    private void add(RuleText range, List<RuleText> ranges) {
        String content = text.substring(range.start(), range.end()).strip();
        Optional<RuleText> before = ranges.isEmpty() ? Optional.empty() : Optional.of(ranges.get(ranges.size() - 1));
        if (content.matches("(?s)then(\\s.*)?")
                && before.filter(rule -> rule.end() + 1 == range.start()).isPresent()) {
            ranges.set(ranges.size() - 1, new RuleText(before.get().start(), range.end()));
        } else if (!content.isEmpty() && !content.startsWith("#")) {
            ranges.add(range);
        }
    }
}
