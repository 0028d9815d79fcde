package io.github.siocli.server.fault;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A probability.
 *
 * @param probability from 0 to 1
 */
public record Probability(double probability) {

    static final Probability NEVER = new Probability(0);
    public static final Probability ALWAYS = new Probability(1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)(%?)");

    /**
     * Parses {@code 5%} or {@code 0.05}.
     *
     * @param name name of the setting, for the message
     * @throws FailureException if the text is invalid
     */
    static Probability parse(String name, String text) throws FailureException {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            boolean percent = !form.group(2).isEmpty();
            double number = Double.parseDouble(form.group(1));
            if (number <= (percent ? 100 : 1)) {
                return new Probability(percent ? number / 100 : number);
            }
        }
        throw UsageErrors.error(name + " takes a probability, not \"" + text + "\"", "0% to 100%, or 0.0 to 1.0");
    }

    /** Parses a word with a percent sign. Returns empty for any other word. */
    public static Optional<Probability> percentage(String word) {
        try {
            return word.endsWith("%") ? Optional.of(parse("", word)) : Optional.empty();
        } catch (FailureException notOne) {
            return Optional.empty();
        }
    }

    /** Samples this probability. 0 and 1 consume no random numbers. */
    public boolean sample(RandomGenerator random) {
        return probability >= 1 || probability > 0 && random.nextDouble() < probability;
    }
}
