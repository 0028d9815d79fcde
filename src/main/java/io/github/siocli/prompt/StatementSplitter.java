package io.github.siocli.prompt;

import io.github.siocli.shell.Line;
import io.github.siocli.shell.Line.PartialLine;
import io.github.siocli.shell.Line.Problem;
import io.github.siocli.shell.Line.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of an entry. Usually it is one; what was pasted may be several, each beginning on a line of its own.
 *
 * @param complete those that are complete, in their order
 * @param rest what is begun and needs further lines; empty if nothing is
 */
record StatementSplitter(List<String> complete, String rest) {

    StatementSplitter {
        complete = List.copyOf(complete);
    }

    static StatementSplitter of(String entry) {
        List<String> complete = new ArrayList<>();
        String rest = entry.stripTrailing();
        // As a JSON value may go on with the next line, but a string may not.
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

    /** Returns true if the last one needs further lines. */
    boolean isIncomplete() {
        return !rest.isEmpty();
    }

    /** Index of the line break that ends the first statement; empty if it needs more lines than there are. */
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
