package io.github.siocli.prompt;

import java.util.Optional;
import org.jline.reader.History;

/** Steps through the history lines that begin with the typed text. */
final class HistorySearch {

    private String sought = "";
    private String found = "";

    /** Returns true if the line is the last search result, so that the search continues from it. */
    boolean isUnderWay(String line) {
        return !found.isEmpty() && line.equals(found);
    }

    /** Returns the next older matching line. */
    Optional<String> before(String line, History history) {
        if (!isUnderWay(line)) {
            sought = line;
        }
        for (int i = history.index() - 1; i >= 0; i--) {
            if (fits(history.get(i), line)) {
                history.moveTo(i);
                return found(history.get(i));
            }
        }
        return Optional.empty();
    }

    /** Returns the next newer matching line; after the last one, the text that was typed when the search began. */
    Optional<String> after(String line, History history) {
        for (int i = history.index() + 1; i < history.size(); i++) {
            if (fits(history.get(i), line)) {
                history.moveTo(i);
                return found(history.get(i));
            }
        }
        history.moveToEnd();
        end();
        return Optional.of(sought);
    }

    /** Ends the search. */
    void end() {
        found = "";
    }

    private boolean fits(String past, String line) {
        return past.startsWith(sought) && !past.equals(line);
    }

    private Optional<String> found(String line) {
        found = line;
        return Optional.of(line);
    }
}
