package io.github.siocli.suite;

import java.util.List;

/**
 * A parsed suite file.
 *
 * @param file name of the file, as the user wrote it
 * @param steps its steps; a file without tests is one test
 * @param notes notes about its lines, with their places
 */
public record Suite(String file, List<Step> steps, List<String> notes) {

    public Suite {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** Returns true if a test has been marked with {@code only}. */
    public boolean hasOnly() {
        return hasOnly(steps);
    }

    private static boolean hasOnly(List<Step> steps) {
        return steps.stream()
                .anyMatch(step -> step instanceof Step.Test test && test.selection() == Step.Selection.ONLY
                        || step instanceof Step.Repeat repeat && hasOnly(repeat.body())
                        || step instanceof Step.ForEach loop && hasOnly(loop.body()));
    }
}
