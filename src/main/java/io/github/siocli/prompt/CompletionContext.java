package io.github.siocli.prompt;

import io.github.siocli.expression.Word;
import io.github.siocli.shell.Line;
import io.github.siocli.shell.Line.PartialLine;
import io.github.siocli.shell.Line.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cursor position at which a line is completed.
 *
 * @param text the text before the cursor
 * @param words the words before the one that is completed
 * @param start index of the text that a completion replaces, up to the end of {@code text}
 * @param jsonPath path to the cursor within a JSON value; empty outside of JSON
 */
record CompletionContext(String text, List<String> words, int start, Optional<IncompleteJsonPath> jsonPath) {

    CompletionContext {
        words = List.copyOf(words);
    }

    /** Finds the word or JSON value at the end of an entry. */
    static CompletionContext of(String entry) {
        String rest = StatementSplitter.of(entry).rest();
        // Only the last statement of an entry is completed.
        int offset = rest.isEmpty() ? entry.lastIndexOf('\n') + 1 : entry.length() - rest.length();
        String text = entry.substring(offset);
        PartialLine partial = Line.read(text);
        List<Word> parts = partial.line().parts();
        Optional<Problem> problem = partial.problem().filter(Problem::incomplete);
        if (problem.isPresent()) {
            int from = problem.get().start();
            IncompleteJsonPath path = IncompleteJsonPath.of(text, from);
            boolean isText = text.charAt(from) == '"' || text.charAt(from) == '\'';
            return isText
                    ? new CompletionContext(entry, texts(parts), offset + from, Optional.empty())
                    : new CompletionContext(entry, texts(parts), offset + path.start(), Optional.of(path));
        }
        boolean isWithinWord = !parts.isEmpty() && parts.get(parts.size() - 1).end() == text.length();
        if (!isWithinWord) {
            return new CompletionContext(entry, texts(parts), entry.length(), Optional.empty());
        }
        Word last = parts.get(parts.size() - 1);
        return new CompletionContext(
                entry, texts(parts.subList(0, parts.size() - 1)), offset + last.start(), Optional.empty());
    }

    /** Returns the text that has been typed of the completed word. */
    String typed() {
        return text.substring(start);
    }

    private static List<String> texts(List<Word> parts) {
        return new ArrayList<>(parts.stream().map(Word::text).toList());
    }
}
