package io.github.siocli.prompt;

import io.github.siocli.render.TerminalText;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Passes suggestions to JLine's completion. */
final class LineCompleter implements Completer {

    private final SuggestionFinder<?> suggestions;

    LineCompleter(SuggestionFinder<?> suggestions) {
        this.suggestions = suggestions;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        int cursor = Math.min(
                line.cursor(), line.line().codePointCount(0, line.line().length()));
        String before = line.line().substring(0, line.line().offsetByCodePoints(0, cursor));
        for (Suggestion suggestion : suggestions.find(CompletionContext.of(before))) {
            String description = suggestion.description();
            candidates.add(new Candidate(
                    suggestion.text(),
                    TerminalText.escape(suggestion.text().strip()),
                    null,
                    description.isEmpty() ? null : TerminalText.escape(description),
                    null,
                    null,
                    suggestion.isComplete()));
        }
    }
}
