package io.github.siocli.suite;

import java.util.List;

/** A part of a suite file: a line, or a block of steps. */
public sealed interface Step {

    /** Returns the place of its first line. */
    Place place();

    /**
     * A place in a file.
     *
     * @param file name of the file
     * @param line number of the line, from 1
     */
    record Place(String file, int line) {

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** A line of the line language, which may span several lines of the file. */
    record Line(Place place, String text) implements Step {}

    /** How a test takes part in a run. */
    enum Selection {
        RUN,
        /** The test is never run. */
        SKIP,
        /** Only tests with this selection are run. */
        ONLY
    }

    /**
     * A test.
     *
     * @param name its name, which may contain values
     */
    record Test(Place place, String name, Selection selection, List<Step> body) implements Step {}

    /**
     * Steps that run before or after each test of the file.
     *
     * @param isBefore true if they run before each test
     */
    record Hook(Place place, boolean isBefore, List<Step> body) implements Step {}

    /**
     * Steps that run several times.
     *
     * @param count a value, the number of times
     */
    record Repeat(Place place, String count, List<Step> body) implements Step {}

    /**
     * Steps that run once for each element of an array.
     *
     * @param variable the variable that has the element
     * @param list a value, the array
     */
    record ForEach(Place place, String variable, String list, List<Step> body) implements Step {}
}
