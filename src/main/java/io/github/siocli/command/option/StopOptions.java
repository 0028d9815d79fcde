package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.text.Glob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options that limit events and time of a command. */
public final class StopOptions implements OptionGroup {

    /**
     * Limits, each of which stops the command.
     *
     * @param count number of events
     * @param until pattern for the name of the event to stop after
     * @param idle time without an event
     * @param maxTime time limit of the whole command
     */
    public record StopLimits(
            OptionalInt count, Optional<Glob> until, Optional<Duration> idle, Optional<Duration> maxTime) {

        /** Returns true if the command waits for events, so that reaching a time limit is a failure. */
        public boolean hasGoal() {
            return count.isPresent() || until.isPresent();
        }
    }

    @Override
    public String title() {
        return "Events";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.value("N", "Stop after N events", "-c", "--count"),
                OptionSpecs.value("GLOB", "Stop after an event whose name matches", "--until"),
                OptionSpecs.value("TIME", "Stop after this time without an event (0: never)", "--idle"),
                OptionSpecs.value("TIME", "Maximum run time (0: no limit)", "-m", "--max-time"));
    }

    /**
     * Reads the limits from the options.
     *
     * @throws FailureException if an option is invalid
     */
    public StopLimits read(ParseResult parsed) throws FailureException {
        Optional<String> count = OptionSpecs.text(parsed, "--count");
        return new StopLimits(
                count.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(NumberReader.readPositive("--count", count.get())),
                OptionSpecs.text(parsed, "--until").map(Glob::new),
                DurationReader.readFiniteLimit(parsed, "--idle"),
                DurationReader.readFiniteLimit(parsed, "--max-time"));
    }
}
