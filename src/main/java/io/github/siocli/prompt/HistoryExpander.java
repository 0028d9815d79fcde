package io.github.siocli.prompt;

import org.jline.reader.History;
import org.jline.reader.impl.DefaultExpander;

/**
 * Expands a reference to a line of the history, such as {@code !!}, {@code !N}, {@code !-N} or {@code !PREFIX}, at the
 * beginning of a line; following text is appended. An exclamation mark elsewhere, as in a payload, has no special meaning.
 */
final class HistoryExpander extends DefaultExpander {

    @Override
    public String expandHistory(History history, String line) {
        int end = endOfReference(line);
        if (end == 0) {
            return line;
        }
        history.moveToEnd();
        return super.expandHistory(history, line.substring(0, end)) + line.substring(end);
    }

    private static int endOfReference(String line) {
        if (line.startsWith("!!")) {
            return 2;
        }
        int end = line.startsWith("!") ? 1 : 0;
        while (end > 0 && end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return end > 1 ? end : 0;
    }
}
