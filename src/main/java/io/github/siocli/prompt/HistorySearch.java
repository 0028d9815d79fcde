package io.github.siocli.prompt;

import java.util.Optional;
import org.jline.reader.History;

/** Steps through the history lines that begin with the typed text. */
final class HistorySearch {

    private String prefix = "";
    private String lastResult = "";

    /** Returns true if the line is the last search result, so that the search continues from it. */
    boolean isActive(String line) {
        return !lastResult.isEmpty() && line.equals(lastResult);
    }

    /** Returns the next older matching line. */
    Optional<String> findOlder(String line, History history) {
        if (!isActive(line)) {
            prefix = line;
        }
        for (int i = history.index() - 1; i >= 0; i--) {
            if (matches(history.get(i), line)) {
                history.moveTo(i);
                return remember(history.get(i));
            }
        }
        return Optional.empty();
    }

    /** Returns the next newer matching line; after the last one, the text that was typed when the search began. */
    Optional<String> findNewer(String line, History history) {
        for (int i = history.index() + 1; i < history.size(); i++) {
            if (matches(history.get(i), line)) {
                history.moveTo(i);
                return remember(history.get(i));
            }
        }
        history.moveToEnd();
        reset();
        return Optional.of(prefix);
    }

    /** Ends the search. */
    void reset() {
        lastResult = "";
    }

    private boolean matches(String past, String line) {
        return past.startsWith(prefix) && !past.equals(line);
    }

    private Optional<String> remember(String line) {
        lastResult = line;
        return Optional.of(line);
    }
}
