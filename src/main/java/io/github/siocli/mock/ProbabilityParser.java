package io.github.siocli.mock;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.server.fault.Probability;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a probability: {@code 5%} or {@code 0.05}. */
final class ProbabilityParser {

    private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)(%?)");

    private ProbabilityParser() {}

    /**
     * Parses a probability.
     *
     * @param name name of the setting, for the message
     * @throws FailureException if the text is invalid
     */
    static Probability parse(String name, String text) throws FailureException {
        Matcher form = FORM.matcher(text);
        double number = form.matches() ? Double.parseDouble(form.group(1)) : -1;
        double probability = form.matches() && !form.group(2).isEmpty() ? number / 100 : number;
        if (probability < 0 || probability > 1) {
            throw UsageErrors.error(name + " takes a probability, not \"" + text + "\"", "0% to 100%, or 0.0 to 1.0");
        }
        return new Probability(probability);
    }
}
