package io.github.siocli.event;

import java.util.ArrayList;
import java.util.List;

/**
 * A failure with the facts that its message mentions, and its evidence.
 *
 * @param kind the kind of failure
 * @param facts values for the numbered places in the kind's message and hint; an unknown fact is empty, and unknown
 *     facts at the end may be missing
 * @param evidence excerpt from the wire, such as a status line and the first bytes of a body; may be empty
 */
public record Failure(FailureKind kind, List<String> facts, String evidence) {

    public Failure {
        facts = List.copyOf(facts);
    }

    /** Returns a failure without evidence. */
    public static Failure of(FailureKind kind, String... facts) {
        return new Failure(kind, List.of(facts), "");
    }

    /** Returns the failure that reports an unexpected exception or error. */
    public static Failure ofThrowable(Throwable fault) {
        return fault instanceof OutOfMemoryError
                ? of(FailureKind.OUT_OF_MEMORY, (Runtime.getRuntime().maxMemory() >> 20) + " MiB")
                : of(FailureKind.INTERNAL, String.valueOf(fault));
    }

    /** Returns a copy of this failure with other evidence. */
    public Failure withEvidence(String otherEvidence) {
        return new Failure(kind, facts, otherEvidence);
    }

    /**
     * Returns a copy with text added to the first line of the message. Returns this failure if its kind's message does not
     * end with a fact.
     */
    public Failure withMessageEnd(String text) {
        String template = kind.message();
        if (!template.endsWith("}")) {
            return this;
        }
        int end = Integer.parseInt(template, template.lastIndexOf('{') + 1, template.length() - 1, 10);
        List<String> extended = new ArrayList<>(facts);
        while (extended.size() <= end) {
            extended.add("");
        }
        // An excerpt of an invalid input may follow the first line.
        String fact = extended.get(end);
        int lineEnd = fact.indexOf('\n');
        extended.set(end, lineEnd < 0 ? fact + text : fact.substring(0, lineEnd) + text + fact.substring(lineEnd));
        return new Failure(kind, extended, evidence);
    }

    /** Returns the message: one sentence without a full stop. */
    public String message() {
        return fill(kind.message());
    }

    /** Returns the hint, which says what the user can try; may be empty. */
    public String hint() {
        return fill(kind.hint());
    }

    private String fill(String template) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        // One pass, as a fact may contain text that looks like a numbered place.
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            int fact = Integer.parseInt(template, open + 1, close, 10);
            filled.append(template, from, open).append(fact < facts.size() ? facts.get(fact) : "");
            from = close + 1;
        }
        return filled.append(template, from, template.length()).toString();
    }
}
