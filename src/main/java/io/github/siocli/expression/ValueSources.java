package io.github.siocli.expression;

import io.github.siocli.event.Arguments;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Random numbers, the time and environment variables for expressions; also the scope of an expression without other values.
 *
 * @param random source of random numbers; a seed makes them repeatable
 * @param clock clock of {@code $now}
 * @param variables environment variables
 */
public record ValueSources(RandomGenerator random, Clock clock, Map<String, String> variables) implements Scope {

    /** The names that every expression has. */
    public static final List<String> NAMES = List.of("now", "uuid", "env");

    public ValueSources {
        variables = Map.copyOf(variables);
    }

    /** Returns sources with random numbers that differ in each run. */
    public static ValueSources of(Clock clock, Map<String, String> variables) {
        return new ValueSources(new Random(), clock, variables);
    }

    @Override
    public Arguments args() {
        return Arguments.NONE;
    }

    @Override
    public Value named(String name) {
        return Value.NOTHING;
    }

    @Override
    public ValueSources sources() {
        return this;
    }

    /** Returns true with a probability. 0 and 1 consume no random numbers. */
    boolean sample(double probability) {
        return probability >= 1 || probability > 0 && random.nextDouble() < probability;
    }

    /** Returns the value of a name; empty if it is not one of these. */
    Optional<Value> find(String name) {
        return switch (name) {
            case "now" ->
                Optional.of(Value.text(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()));
            case "uuid" -> Optional.of(Value.text(uuid()));
            case "env" -> Optional.of(Value.texts(variables));
            default -> Optional.empty();
        };
    }

    private String uuid() {
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }
}
