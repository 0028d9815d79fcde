package io.github.siocli.prompt;

import java.util.Optional;
import org.jline.reader.History;

/** Walks through the lines of the past that begin like the one that is being typed. */
final class HistorySearch {

    private String sought = "";
    private String found = "";

    /** Returns true if the line is one that was found, so that the search goes on from it. */
    boolean isUnderWay(String line) {
        return !found.isEmpty() && line.equals(found);
    }

    /** The next older line. */
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

    /** The next newer line; behind the last one, what was typed when the search began. */
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

    /** The next search begins anew. */
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
