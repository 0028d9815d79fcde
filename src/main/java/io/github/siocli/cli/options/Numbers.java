package io.github.siocli.cli.options;

import io.github.siocli.event.FailureException;

/** Reads numbers. */
final class Numbers {

    private Numbers() {}

    /** A whole number from 1. */
    static int positive(String option, String text) throws FailureException {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notNumber) {
            // Told below, with what is out of range.
        }
        throw Usage.error(option + " takes a whole number from 1, not \"" + text + "\"", option + " 3");
    }
}
