package io.github.siocli.command.option;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.json.JsonSyntaxException;
import java.util.List;

/** Creates the failures of invalid command lines and inputs. */
public final class UsageErrors {

    private static final int MAX_ERRORS = 10;
    private static final int MAX_SHOWN = 72;
    private static final int MAX_BEFORE_MARK = 48;

    private UsageErrors() {}

    /** Returns a usage error with a hint, which may be empty. */
    public static FailureException error(String message, String hint) {
        return new FailureException(Failure.of(FailureKind.USAGE, message, hint));
    }

    /**
     * Returns a usage error about invalid JSON, with a mark under the place in the text.
     *
     * @param label name of the text in the message
     */
    public static FailureException errorAt(String label, JsonSyntaxException e, String text, String hint) {
        return errorAt(label + " is invalid: " + e.getMessage(), text, e.offset(), hint);
    }

    /**
     * Returns a usage error with a mark under the place in a text.
     *
     * @param offset index of the place, at most the length of the text
     */
    public static FailureException errorAt(String message, String text, int offset, String hint) {
        int lineStart = lineStart(text, offset);
        String place = lineStart == 0 ? "" : " (line " + lineNumber(text, lineStart) + ")";
        return error(message + place + "\n" + marked(text, offset), hint);
    }

    /**
     * Returns a usage error that begins with file name, line and column, with a mark under the place.
     *
     * @param text the whole file
     * @param offset index of the place, at most the length of the text
     */
    public static FailureException errorIn(String file, String message, String text, int offset, String hint) {
        int lineStart = lineStart(text, offset);
        String place = file + ":" + lineNumber(text, lineStart) + ":" + (1 + offset - lineStart) + ": ";
        return error(place + message + "\n" + marked(text, offset), hint);
    }

    /** Returns one usage error for several, each with its hint. */
    public static FailureException together(List<FailureException> errors) {
        if (errors.size() == 1) {
            return errors.get(0);
        }
        List<String> messages = errors.stream()
                .limit(MAX_ERRORS)
                .map(e -> e.failure().message()
                        + (e.failure().hint().isEmpty()
                                ? ""
                                : "\n  (" + e.failure().hint() + ")"))
                .toList();
        String more = errors.size() > MAX_ERRORS ? "\nand " + (errors.size() - MAX_ERRORS) + " more" : "";
        return error(String.join("\n", messages) + more, "");
    }

    private static int lineStart(String text, int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    private static long lineNumber(String text, int lineStart) {
        return 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    }

    private static String marked(String text, int offset) {
        int lineStart = lineStart(text, offset);
        int lineEnd = text.indexOf('\n', offset);
        String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd)
                .replace('\t', ' ')
                .stripTrailing();
        int at = Math.min(offset - lineStart, line.length());
        int from = at > MAX_BEFORE_MARK ? at - MAX_BEFORE_MARK : 0;
        String shown = line.substring(from, Math.min(line.length(), from + MAX_SHOWN));
        return "  " + shown + "\n  " + " ".repeat(at - from) + "^";
    }
}
