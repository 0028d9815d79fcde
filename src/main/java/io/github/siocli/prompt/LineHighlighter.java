package io.github.siocli.prompt;

import io.github.siocli.expression.Word;
import io.github.siocli.prompt.JsonLexer.Token;
import io.github.siocli.prompt.JsonLexer.TokenKind;
import io.github.siocli.render.TextRole;
import io.github.siocli.render.TextStyle;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Line;
import io.github.siocli.shell.Line.PartialLine;
import io.github.siocli.shell.Line.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours a line while it is typed. It changes no character of the text. */
final class LineHighlighter implements Highlighter {

    /** Longer text is not coloured, so that typing stays responsive. */
    static final int MAX_LENGTH = 10_000;

    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

    private final List<String> verbs;
    private final boolean color;
    private final Map<TextRole, AttributedStyle> colors = new EnumMap<>(TextRole.class);

    /** Creates a highlighter with the colours of a style. */
    LineHighlighter(Interpreter<?> interpreter, TextStyle style) {
        this.verbs = interpreter.verbs().stream().map(verb -> verb.name()).toList();
        this.color = style.color();
        for (TextRole role : TextRole.values()) {
            colors.put(role, PromptColors.of(role, style));
        }
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (!color || buffer.length() > MAX_LENGTH) {
            return new AttributedString(buffer);
        }
        int cursor = Math.min(reader.getBuffer().cursor(), buffer.codePointCount(0, buffer.length()));
        return highlight(buffer, buffer.offsetByCodePoints(0, cursor));
    }

    /** Returns the coloured line, with the bracket pair at the cursor marked. */
    AttributedString highlight(String text, int cursor) {
        AttributedStyle[] styles = new AttributedStyle[text.length()];
        paint(styles, 0, text.length(), PLAIN);
        int from = 0;
        // A pasted entry may hold several statements, each with its own verb.
        StatementSplitter statements = StatementSplitter.of(text);
        for (String statement : statements.complete()) {
            int start = text.indexOf(statement, from);
            highlightStatement(statement, start, cursor, styles);
            from = start + statement.length();
        }
        String rest = statements.rest();
        highlightStatement(rest, text.length() - rest.length(), cursor, styles);
        AttributedStringBuilder painted = new AttributedStringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = i + 1;
            while (end < text.length() && styles[end].equals(styles[i])) {
                end++;
            }
            painted.append(text.substring(i, end), styles[i]);
            i = end;
        }
        return painted.toAttributedString();
    }

    private void highlightStatement(String text, int offset, int cursor, AttributedStyle[] styles) {
        if (text.stripLeading().startsWith("#")) {
            paint(styles, offset, offset + text.length(), colors.get(TextRole.MUTED));
            return;
        }
        PartialLine partial = Line.read(text);
        List<Word> words = partial.line().parts();
        for (int i = 0; i < words.size(); i++) {
            highlightWord(words, i, cursor, offset, styles);
        }
        Optional<Problem> problem = partial.problem();
        if (problem.isPresent()) {
            highlightJson(text, problem.get().start(), text.length(), offset, styles);
            if (!problem.get().incomplete()) {
                int at = Math.min(problem.get().offset(), text.length() - 1);
                paint(
                        styles,
                        offset + at,
                        offset + text.length(),
                        colors.get(TextRole.ERROR).underline());
            }
        }
        for (Word word : words) {
            if (word.json()) {
                highlightJson(text, word.start(), word.end(), offset, styles);
            }
        }
        int jsonFrom = problem.map(Problem::start).orElse(text.length());
        for (Word word : words) {
            if (word.json() && offset + word.start() < cursor + 1 && cursor <= offset + word.end()) {
                markBracketPair(text, word.start(), word.end(), cursor - offset, offset, styles);
            }
        }
        if (cursor - offset > jsonFrom) {
            markBracketPair(text, jsonFrom, text.length(), cursor - offset, offset, styles);
        }
    }

    private void highlightWord(List<Word> words, int i, int cursor, int offset, AttributedStyle[] styles) {
        Word word = words.get(i);
        AttributedStyle style = PLAIN;
        if (i == 0 && isClient(word)) {
            style = colors.get(TextRole.CLIENT);
        } else if (isVerb(words, i)) {
            boolean isPrefix =
                    cursor == offset + word.end() && verbs.stream().anyMatch(verb -> verb.startsWith(word.text()));
            style = verbs.contains(word.text())
                    ? colors.get(TextRole.NAME)
                    : isPrefix ? PLAIN : colors.get(TextRole.ERROR);
        } else if (word.json()) {
            return;
        } else if (word.text().startsWith("-") && word.text().length() > 1 && !isNumber(word.text())) {
            style = colors.get(TextRole.OUTGOING);
        } else if (i > 0 && isEvent(words, i)) {
            style = colors.get(TextRole.JSON_KEY).bold();
        } else if (isNumber(word.text())) {
            style = style(TokenKind.NUMBER);
        } else if (word.text().matches("true|false|null")) {
            style = style(TokenKind.LITERAL);
        }
        paint(styles, offset + word.start(), offset + word.end(), style);
    }

    /** Returns true for the first word of a line, and for the word after {@code NAME:} or {@code repeat N}. */
    private static boolean isVerb(List<Word> words, int i) {
        return i == 0 && !isClient(words.get(0))
                || i == 1 && isClient(words.get(0))
                || i >= 2
                        && isVerb(words, i - 2)
                        && words.get(i - 2).text().equals("repeat")
                        && !words.get(i).text().startsWith("-");
    }

    private static boolean isClient(Word word) {
        return !word.json() && Line.clientName(word.text()).isPresent();
    }

    private boolean isEvent(List<Word> words, int i) {
        String verb = words.get(i - 1).text();
        return isVerb(words, i - 1) && List.of("emit", "send", "wait", "expect").contains(verb);
    }

    private static boolean isNumber(String word) {
        return word.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    }

    private void highlightJson(String text, int from, int to, int offset, AttributedStyle[] styles) {
        for (Token token : JsonLexer.tokens(text, from, to)) {
            paint(styles, offset + token.start(), offset + token.end(), style(token.kind()));
        }
    }

    private AttributedStyle style(TokenKind kind) {
        return switch (kind) {
            case KEY -> colors.get(TextRole.JSON_KEY);
            case STRING -> colors.get(TextRole.JSON_STRING);
            case NUMBER -> colors.get(TextRole.JSON_NUMBER);
            case LITERAL -> colors.get(TextRole.JSON_LITERAL);
            case COMMENT -> colors.get(TextRole.MUTED);
            case OPEN, CLOSE, COLON, COMMA, OTHER -> PLAIN;
        };
    }

    /** Marks the bracket before the cursor, or else the one at it, and its partner. */
    private void markBracketPair(String text, int from, int to, int cursor, int offset, AttributedStyle[] styles) {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : JsonLexer.tokens(text, from, to)) {
            if (token.kind() == TokenKind.OPEN) {
                open.push(token);
            } else if (token.kind() == TokenKind.CLOSE && !open.isEmpty()) {
                Token partner = open.pop();
                if (token.end() == cursor || token.start() == cursor || partner.start() == cursor) {
                    mark(styles, offset + token.start());
                    mark(styles, offset + partner.start());
                    return;
                }
            }
        }
    }

    private void mark(AttributedStyle[] styles, int at) {
        styles[at] = colors.get(TextRole.OUTGOING).bold();
    }

    private static void paint(AttributedStyle[] styles, int from, int to, AttributedStyle style) {
        for (int i = Math.max(0, from); i < Math.min(to, styles.length); i++) {
            styles[i] = style;
        }
    }
}
