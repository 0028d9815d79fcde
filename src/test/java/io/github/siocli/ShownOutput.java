package io.github.siocli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Compares the output of a command with the lines that a page shows. */
final class ShownOutput {

    /** A line of a page that stands for any number of lines. */
    private static final String ELLIPSIS = "...";

    /**
     * A part of an output that differs in each run.
     *
     * @param replacement what stands for it in a comparison
     */
    private record VariablePart(Pattern pattern, String replacement) {

        private static VariablePart of(String regex, String replacement) {
            return new VariablePart(Pattern.compile(regex), replacement);
        }
    }

    private static final List<VariablePart> VARIABLE_PARTS = List.of(
            VariablePart.of("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{3})?)?( ?UTC|Z)?", "<time>"),
            VariablePart.of("\\b\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\b", "<clock>"),
            VariablePart.of("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "<uuid>"),
            VariablePart.of("(?<![\\w-])[\\w-]{20}(?![\\w-])", "<sid>"),
            VariablePart.of("(?<![\\w-])[\\w-]{6}(…|\\*\\*\\*)", "<sid>"),
            VariablePart.of(" *\\b[\\d.,]+ ?(ms|s|µs)\\b", " <duration>"),
            VariablePart.of(" *\\+\\d+\\.\\d{3} ", "<difference> "),
            VariablePart.of("\\([\\d.,]+/s\\)", "(<rate>)"),
            VariablePart.of("(:|\\bport )\\d{4,5}\\b", "$1<port>"),
            VariablePart.of("\\((polling → )?(polling|websocket), ", "(<transport>, "),
            // The root namespace is named if another one is joined by then, and both change the columns.
            VariablePart.of("← / ", "← "),
            VariablePart.of("(?<=\\S) {2,}", "  "),
            VariablePart.of(" #\\d+ +", " #<exchange> "));

    private final List<String> shown;

    ShownOutput(List<String> shown) {
        this.shown = normalized(shown);
    }

    /** Returns true if the lines are those of the two streams, each in its order; the order between the streams may differ. */
    boolean isOf(List<String> out, List<String> err) {
        return isOf(0, normalized(out), 0, normalized(err), 0);
    }

    private boolean isOf(int line, List<String> out, int nextOut, List<String> err, int nextErr) {
        if (line == shown.size()) {
            return nextOut == out.size() && nextErr == err.size();
        }
        boolean isElided = shown.get(line).equals(ELLIPSIS);
        if (isElided && isOf(line + 1, out, nextOut, err, nextErr)) {
            return true;
        }
        int next = isElided ? line : line + 1;
        return nextOut < out.size()
                        && (isElided || shown.get(line).equals(out.get(nextOut)))
                        && isOf(next, out, nextOut + 1, err, nextErr)
                || nextErr < err.size()
                        && (isElided || shown.get(line).equals(err.get(nextErr)))
                        && isOf(next, out, nextOut, err, nextErr + 1);
    }

    private static List<String> normalized(List<String> lines) {
        List<String> normalized = new ArrayList<>();
        for (String line : lines) {
            String text = line.stripTrailing();
            for (VariablePart part : VARIABLE_PARTS) {
                text = part.pattern().matcher(text).replaceAll(part.replacement());
            }
            normalized.add(text);
        }
        return normalized;
    }
}
