package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;

/** Reads numbers. */
public final class NumberReader {

    private NumberReader() {}

    /**
     * A whole number from 1.
     *
     * @param option what the number belongs to, for the message
     * @throws FailureException where it is none
     */
    public static int positive(String option, String text) throws FailureException {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notNumber) {
            // Told below, with what is out of range.
        }
        throw UsageErrors.error(option + " takes a whole number from 1, not \"" + text.strip() + "\"", option + " 3");
    }
}
