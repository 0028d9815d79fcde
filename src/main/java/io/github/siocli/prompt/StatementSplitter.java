package io.github.siocli.prompt;

import io.github.siocli.expression.Word;
import io.github.siocli.shell.Line;
import io.github.siocli.shell.Line.PartialLine;
import io.github.siocli.shell.Line.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits an entry into statements. A typed entry is usually one statement; a pasted entry may be several, each of which
 * begins on its own line.
 *
 * @param complete the complete statements, in order
 * @param rest the unfinished statement; the empty string if there is none
 */
record StatementSplitter(List<String> complete, String rest) {

    StatementSplitter {
        complete = List.copyOf(complete);
    }

    static StatementSplitter of(String entry) {
        List<String> complete = new ArrayList<>();
        String rest = entry.stripTrailing();
        // With a line break at the end: a JSON object continues on the next line, but a string does not.
        for (String text = rest + "\n"; !text.isBlank(); ) {
            Optional<Integer> end = end(text);
            if (end.isEmpty()) {
                return new StatementSplitter(complete, entry.substring(rest.length() + 1 - text.length()));
            }
            String statement = text.substring(0, end.get());
            if (!statement.isBlank()) {
                complete.add(statement);
            }
            text = text.substring(end.get() + 1);
        }
        return new StatementSplitter(complete, "");
    }

    /** Returns true if the last statement needs more lines. */
    boolean isIncomplete() {
        return !rest.isEmpty();
    }

    /** Returns the index of the line break that ends the first statement; empty if the statement needs more lines. */
    private static Optional<Integer> end(String text) {
        if (text.stripLeading().startsWith("#")) {
            return Optional.of(text.indexOf('\n', text.indexOf('#')));
        }
        PartialLine reading = Line.read(text);
        int from = 0;
        for (Word word : reading.line().parts()) {
            int end = text.indexOf('\n', from);
            if (end >= 0 && end < word.start()) {
                return Optional.of(end);
            }
            from = word.end();
        }
        int end = text.indexOf('\n', from);
        Optional<Problem> problem = reading.problem();
        if (problem.isEmpty() || end < problem.get().start()) {
            return Optional.of(end);
        }
        if (problem.get().incomplete()) {
            return Optional.empty();
        }
        return Optional.of(text.indexOf('\n', Math.min(problem.get().offset(), text.length() - 1)));
    }
}
