package io.github.siocli.prompt;

import java.util.ArrayList;
import java.util.List;

/** Splits relaxed JSON into tokens, even if it is invalid or incomplete. */
final class JsonLexer {

    /** The kind of a token. */
    enum TokenKind {
        KEY,
        STRING,
        NUMBER,
        LITERAL,
        OPEN,
        CLOSE,
        COLON,
        COMMA,
        COMMENT,
        OTHER
    }

    /**
     * A token.
     *
     * @param start index of its first character
     * @param end index behind its last character
     */
    record Token(TokenKind kind, int start, int end) {}

    private final String text;
    private final int end;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private JsonLexer(String text, int from, int to) {
        this.text = text;
        this.at = from;
        this.end = to;
    }

    /** Returns the tokens of a part of a text. */
    static List<Token> tokens(String text, int from, int to) {
        JsonLexer lexer = new JsonLexer(text, from, to);
        while (lexer.at < to) {
            lexer.next();
        }
        return lexer.tokens;
    }

    /** Returns the number of unclosed brackets. */
    static int depth(List<Token> tokens) {
        int depth = 0;
        for (Token token : tokens) {
            if (token.kind() == TokenKind.OPEN) {
                depth++;
            } else if (token.kind() == TokenKind.CLOSE) {
                depth = Math.max(0, depth - 1);
            }
        }
        return depth;
    }

    private void next() {
        char c = text.charAt(at);
        switch (c) {
            case ' ', '\t', '\n', '\r' -> at++;
            case '{', '[' -> add(TokenKind.OPEN, at + 1);
            case '}', ']' -> add(TokenKind.CLOSE, at + 1);
            case ',' -> add(TokenKind.COMMA, at + 1);
            case ':' -> {
                nameKey();
                add(TokenKind.COLON, at + 1);
            }
            case '"', '\'' -> add(TokenKind.STRING, endOfString(c));
            case '/' -> comment();
            default -> word();
        }
    }

    private void add(TokenKind kind, int to) {
        tokens.add(new Token(kind, at, to));
        at = to;
    }

    /** Turns the token before a colon into a key. */
    private void nameKey() {
        int last = tokens.size() - 1;
        if (last >= 0 && isScalar(tokens.get(last).kind())) {
            Token key = tokens.get(last);
            tokens.set(last, new Token(TokenKind.KEY, key.start(), key.end()));
        }
    }

    private static boolean isScalar(TokenKind kind) {
        return kind == TokenKind.STRING
                || kind == TokenKind.NUMBER
                || kind == TokenKind.LITERAL
                || kind == TokenKind.OTHER;
    }

    private int endOfString(char quote) {
        int i = at + 1;
        while (i < end && text.charAt(i) != quote) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(end, i + 1);
    }

    private void comment() {
        String closing = text.startsWith("//", at) ? "\n" : "*/";
        boolean comment = text.startsWith("//", at) || text.startsWith("/*", at);
        int close = comment ? text.indexOf(closing, at + 2) : at;
        int to = comment ? (close < 0 ? end : close + closing.length()) : at + 1;
        add(comment ? TokenKind.COMMENT : TokenKind.OTHER, Math.min(end, to));
    }

    private void word() {
        int i = at + 1;
        while (i < end && ",:{}[]\"'/ \t\n\r".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        String word = text.substring(at, i);
        TokenKind kind = TokenKind.OTHER;
        if (word.equals("true") || word.equals("false") || word.equals("null")) {
            kind = TokenKind.LITERAL;
        } else if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '-') {
            kind = TokenKind.NUMBER;
        }
        add(kind, i);
    }
}
