package io.github.siocli.mock;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.server.fault.Chaos;
import io.github.siocli.server.fault.Chaos.Kind;
import io.github.siocli.server.fault.Chaos.Setting;
import io.github.siocli.server.fault.DurationRange;
import io.github.siocli.server.fault.Probability;
import io.github.siocli.text.NearestName;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Parses the specification of {@code --chaos}: words with values, separated by commas. */
public final class ChaosParser {

    private static final String EXAMPLE = "delay=100ms..2s,drop=5%,close=1%:1011,no-ping";
    private static final DurationRange AT_ONCE = new DurationRange(Duration.ZERO, Duration.ZERO);
    private static final int INTERNAL_ERROR = 1011;

    private ChaosParser() {}

    /**
     * Parses a specification such as {@code delay=100ms..2s,drop=5%,close=1%:1011,no-ping}.
     *
     * @throws FailureException if the specification is invalid
     */
    public static Chaos parse(String spec) throws FailureException {
        Map<Kind, Setting> settings = new EnumMap<>(Kind.class);
        for (String item : spec.split(",", -1)) {
            String[] sides = item.strip().split("=", 2);
            Kind kind = kind(sides[0].strip());
            if (settings.containsKey(kind)) {
                throw UsageErrors.error("--chaos has " + kind.word() + " twice", "give it once");
            }
            settings.put(kind, setting(kind, sides.length > 1 ? sides[1].strip() : ""));
        }
        return new Chaos(settings);
    }

    private static Kind kind(String word) throws FailureException {
        List<String> words = Arrays.stream(Kind.values()).map(Kind::word).toList();
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> UsageErrors.error(
                        "--chaos has no fault \"" + word + "\"",
                        NearestName.find(word, words).map(near -> near + "? ").orElse("") + String.join(", ", words)
                                + "; such as " + EXAMPLE));
    }

    private static Setting setting(Kind kind, String text) throws FailureException {
        String[] sides = text.split(":", 2);
        boolean both = sides.length > 1;
        String more = both ? sides[1] : "";
        return switch (kind) {
            case DELAY ->
                new Setting(
                        both ? probability(kind, sides[0]) : Probability.ALWAYS, duration(kind, both ? more : text), 0);
            case LATE_ACK -> new Setting(probability(kind, sides[0]), duration(kind, more), 0);
            case CLOSE -> new Setting(probability(kind, sides[0]), AT_ONCE, both ? code(more) : INTERNAL_ERROR);
            case NO_UPGRADE, NO_PING ->
                new Setting(text.isEmpty() ? Probability.ALWAYS : probability(kind, text), AT_ONCE, 0);
            default -> new Setting(probability(kind, text), AT_ONCE, 0);
        };
    }

    private static Probability probability(Kind kind, String text) throws FailureException {
        return ProbabilityParser.parse(kind.word() + " in --chaos", text);
    }

    private static DurationRange duration(Kind kind, String text) throws FailureException {
        return DurationRangeParser.parse(kind.word() + " in --chaos", text);
    }

    private static int code(String text) throws FailureException {
        return CloseCodes.parse(text)
                .orElseThrow(() -> UsageErrors.error(
                        "close in --chaos takes a close code that can be sent, not \"" + text + "\"", CloseCodes.HINT));
    }
}
