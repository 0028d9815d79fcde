package io.github.siocli.doctor.result;

import java.util.List;

/**
 * A change that solves a problem.
 *
 * @param place where to make the change
 * @param text the change, in the imperative and without a full stop
 * @param snippets lines to paste; alternatives for different programs
 */
public record Advice(Place place, String text, List<Snippet> snippets) {

    /**
     * Lines to paste into a configuration or a program.
     *
     * @param program the program or language that the lines are for, such as {@code nginx}
     * @param lines the lines, without line feeds
     */
    public record Snippet(String program, List<String> lines) {
        public Snippet {
            lines = List.copyOf(lines);
        }

        /** Returns a snippet from a text block. */
        public static Snippet of(String program, String text) {
            return new Snippet(program, text.lines().toList());
        }
    }

    public Advice {
        snippets = List.copyOf(snippets);
    }

    /** Returns an advice without lines to paste. */
    public static Advice of(Place place, String text) {
        return new Advice(place, text, List.of());
    }

    /** Returns an advice with lines to paste. */
    public static Advice of(Place place, String text, List<Snippet> snippets) {
        return new Advice(place, text, snippets);
    }
}
