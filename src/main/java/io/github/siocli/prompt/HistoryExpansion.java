package io.github.siocli.prompt;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands {@code !!}, {@code !N}, {@code !-N} and {@code !PREFIX} at the beginning of a line to a line of the history;
 * following text is appended. An exclamation mark elsewhere has no special meaning.
 */
final class HistoryExpansion {

    private static final Pattern REFERENCE =
            Pattern.compile("!(?:(!)|(-?\\d+)(?!\\S)|([^\\s!]\\S*))(.*)", Pattern.DOTALL);

    private HistoryExpansion() {}

    /**
     * Returns the expanded line.
     *
     * @param history all lines, the latest last; {@code !1} is the first
     * @throws FailureException if the history has no such line
     */
    static String expand(String line, List<String> history) throws FailureException {
        Matcher reference = REFERENCE.matcher(line);
        if (!reference.matches()) {
            return line;
        }
        Optional<String> found;
        if (reference.group(1) != null) {
            found = at(history.size() - 1L, history);
        } else if (reference.group(2) != null) {
            long number = reference.group(2).length() > 9 ? 0 : Long.parseLong(reference.group(2));
            found = at(number < 0 ? history.size() + number : number - 1, history);
        } else {
            String beginning = reference.group(3);
            found = Optional.empty();
            for (int i = history.size() - 1; i >= 0 && found.isEmpty(); i--) {
                found = Optional.of(history.get(i)).filter(past -> past.startsWith(beginning));
            }
        }
        String rest = reference.group(4);
        String typedReference = line.substring(0, line.length() - rest.length());
        return found.orElseThrow(
                        () -> UsageErrors.error("the history has no line for " + typedReference, "Ctrl-R searches it"))
                + rest;
    }

    private static Optional<String> at(long index, List<String> history) {
        return index >= 0 && index < history.size() ? Optional.of(history.get((int) index)) : Optional.empty();
    }
}
