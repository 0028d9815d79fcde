package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** When a command stops by itself. */
public final class StopOptions implements OptionGroup {

    /**
     * When to stop.
     *
     * @param count after that many events
     * @param until after the first event whose name fits
     * @param idle when no event came for that time
     * @param maxTime after that time, whatever happens
     */
    public record StopLimits(
            OptionalInt count, Optional<Glob> until, Optional<Duration> idle, Optional<Duration> maxTime) {

        /** Whether something must happen, so that running out of time is a failure. */
        public boolean hasGoal() {
            return count.isPresent() || until.isPresent();
        }
    }

    @Override
    public String title() {
        return "Stopping";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.value("N", "Stop after N events", "-c", "--count"),
                OptionSpecs.value("GLOB", "Stop after an event whose name fits", "--until"),
                OptionSpecs.value("TIME", "Stop when no event came for that time (0: never)", "--idle"),
                OptionSpecs.value("TIME", "Stop after that time, whatever happens (0: never)", "-m", "--max-time"));
    }

    /**
     * When to stop, from the options.
     *
     * @throws FailureException where one is wrong
     */
    public StopLimits read(ParseResult parsed) throws FailureException {
        Optional<String> count = OptionSpecs.text(parsed, "--count");
        return new StopLimits(
                count.isEmpty() ? OptionalInt.empty() : OptionalInt.of(NumberReader.positive("--count", count.get())),
                OptionSpecs.text(parsed, "--until").map(Glob::new),
                DurationReader.limitIfAny(parsed, "--idle"),
                DurationReader.limitIfAny(parsed, "--max-time"));
    }
}
