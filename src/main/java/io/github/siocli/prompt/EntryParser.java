package io.github.siocli.prompt;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Parses an entry for the line reader: decides if it is complete, and finds the word that a completion replaces. */
final class EntryParser implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE) {
            StatementSplitter statements = StatementSplitter.of(line);
            if (statements.isIncomplete()) {
                String rest = statements.rest();
                int depth = JsonLexer.depth(JsonLexer.tokens(rest, 0, rest.length()));
                throw new EOFError(-1, -1, "incomplete", "", depth, "");
            }
        }
        // The line reader counts code points, a String counts UTF-16 units.
        String before =
                line.substring(0, line.offsetByCodePoints(0, Math.min(cursor, line.codePointCount(0, line.length()))));
        return new CompletionWord(
                line, cursor, before.substring(CompletionContext.of(before).start()));
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }

    /**
     * The word before the cursor, which is being completed.
     *
     * @param line the whole line
     * @param cursor index of the cursor in the line, in code points
     * @param word the part of the word before the cursor
     */
    private record CompletionWord(String line, int cursor, String word) implements CompletingParsedLine {

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return rawWordLength();
        }

        @Override
        public int rawWordLength() {
            return word.codePointCount(0, word.length());
        }

        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }
}
