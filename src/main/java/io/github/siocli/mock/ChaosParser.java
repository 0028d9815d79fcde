package io.github.siocli.mock;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.server.fault.Chaos;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import io.github.siocli.server.fault.Probability;
import io.github.siocli.text.NearestName;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the specification of {@code --chaos}: words with values, separated by commas. */
public final class ChaosParser {

    private static final String EXAMPLE = "delay=100ms..2s,drop=5%,close=1%:1011,no-ping";
    private static final Pattern PROBABILITY = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)(%?)");
    private static final String INTERNAL_ERROR = "1011";

    private ChaosParser() {}

    /**
     * Parses a specification such as {@code delay=100ms..2s,drop=5%,close=1%:1011,no-ping}.
     *
     * @throws FailureException if the specification is invalid
     */
    public static Chaos parse(String spec) throws FailureException {
        Map<Fault, Probability> faults = new HashMap<>();
        for (String item : spec.split(",", -1)) {
            String[] sides = item.strip().split("=", 2);
            Kind kind = kind(sides[0].strip());
            if (faults.keySet().stream().anyMatch(fault -> fault.kind() == kind)) {
                throw UsageErrors.error("--chaos has " + kind.word() + " twice", "give it once");
            }
            add(kind, sides.length > 1 ? sides[1].strip() : "", faults);
        }
        return new Chaos(faults);
    }

    private static Kind kind(String word) throws FailureException {
        return Kind.of(word)
                .orElseThrow(() -> UsageErrors.error(
                        "--chaos has no fault \"" + word + "\"",
                        NearestName.find(word, Kind.words())
                                        .map(near -> near + "? ")
                                        .orElse("")
                                + String.join(", ", Kind.words()) + "; such as " + EXAMPLE));
    }

    /** Adds a fault, written as {@code PROB:ARGUMENT}. Some faults need only one of the two. */
    private static void add(Kind kind, String text, Map<Fault, Probability> faults) throws FailureException {
        int colon = text.indexOf(':');
        boolean isTimeOnly = kind == Kind.DELAY && colon < 0;
        boolean isWordOnly = text.isEmpty() && (kind == Kind.NO_UPGRADE || kind == Kind.NO_PING);
        boolean hasArgument = FaultParser.takesArgument(kind) && colon >= 0;
        String label = kind.word() + " in --chaos";
        Probability probability = isTimeOnly || isWordOnly
                ? Probability.ALWAYS
                : probability(label, hasArgument ? text.substring(0, colon) : text);
        String argument = isTimeOnly ? text : hasArgument ? text.substring(colon + 1) : "";
        boolean isDefaultCode = kind == Kind.CLOSE && !hasArgument;
        faults.put(FaultParser.parse(kind, label, isDefaultCode ? INTERNAL_ERROR : argument), probability);
    }

    /** Parses a probability: {@code 5%} or {@code 0.05}. */
    private static Probability probability(String label, String text) throws FailureException {
        Matcher form = PROBABILITY.matcher(text);
        double number = form.matches() ? Double.parseDouble(form.group(1)) : -1;
        double probability = form.matches() && !form.group(2).isEmpty() ? number / 100 : number;
        if (probability < 0 || probability > 1) {
            throw UsageErrors.error(label + " takes a probability, not \"" + text + "\"", "0% to 100%, or 0.0 to 1.0");
        }
        return new Probability(probability);
    }
}
