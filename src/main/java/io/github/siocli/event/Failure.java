package io.github.siocli.event;

import java.util.List;

/**
 * Something that failed: what, with its particulars, and what was seen of it.
 *
 * @param kind what failed
 * @param facts the particulars that the kind's message and hint speak of, in its order; one that is not known may be
 *     empty, and those at the end may be left out
 * @param evidence what was seen, such as a status line and the first bytes of a body; may be empty
 */
public record Failure(FailureKind kind, List<String> facts, String evidence) {

    public Failure {
        facts = List.copyOf(facts);
    }

    /** A failure without evidence beyond its particulars. */
    public static Failure of(FailureKind kind, String... facts) {
        return new Failure(kind, List.of(facts), "");
    }

    /** The failure of a program that an unexpected exception or error ended. */
    public static Failure ofFault(Throwable fault) {
        return fault instanceof OutOfMemoryError
                ? of(FailureKind.OUT_OF_MEMORY, (Runtime.getRuntime().maxMemory() >> 20) + " MiB")
                : of(FailureKind.INTERNAL, String.valueOf(fault));
    }

    /** The same failure with evidence. */
    public Failure withEvidence(String seen) {
        return new Failure(kind, facts, seen);
    }

    /** What failed and where, in one sentence without a full stop. */
    public String message() {
        return fill(kind.message());
    }

    /** What to try; empty where there is nothing to say. */
    public String hint() {
        return fill(kind.hint());
    }

    private String fill(String template) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        // One pass, as a fact may itself hold what looks like a place for another.
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            int fact = Integer.parseInt(template, open + 1, close, 10);
            filled.append(template, from, open).append(fact < facts.size() ? facts.get(fact) : "");
            from = close + 1;
        }
        return filled.append(template, from, template.length()).toString();
    }
}
