package io.github.siocli.event;

import java.util.List;

/**
 * Something that failed: what, with its particulars, and what was seen of it.
 *
 * @param kind what failed
 * @param facts the particulars that the kind's message and hint speak of, in its order
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
        String filled = template;
        for (int i = 0; i < facts.size(); i++) {
            filled = filled.replace("{" + i + "}", facts.get(i));
        }
        return filled;
    }
}
