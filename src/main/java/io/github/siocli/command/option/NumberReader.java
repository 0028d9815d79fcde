package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;

/** Reads numbers of options. */
public final class NumberReader {

    private NumberReader() {}

    /**
     * Parses a whole number of at least 1.
     *
     * @param option name of the option, for messages
     * @throws FailureException if the text is no such number
     */
    public static int readPositive(String option, String text) throws FailureException {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notNumber) {
            // Reported below, together with numbers out of range.
        }
        throw UsageErrors.error(option + " takes a whole number from 1, not \"" + text.strip() + "\"", option + " 3");
    }
}
