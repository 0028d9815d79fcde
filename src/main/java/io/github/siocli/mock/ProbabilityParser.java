package io.github.siocli.mock;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.server.fault.Probability;
import java.util.Optional;
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
        return find(text)
                .orElseThrow(() -> UsageErrors.error(
                        name + " takes a probability, not \"" + text + "\"", "0% to 100%, or 0.0 to 1.0"));
    }

    /** Parses a word with a percent sign. Returns empty for any other word. */
    static Optional<Probability> percentage(String word) {
        return word.endsWith("%") ? find(word) : Optional.empty();
    }

    private static Optional<Probability> find(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean percent = !form.group(2).isEmpty();
        double number = Double.parseDouble(form.group(1));
        if (number > (percent ? 100 : 1)) {
            return Optional.empty();
        }
        return Optional.of(new Probability(percent ? number / 100 : number));
    }
}
