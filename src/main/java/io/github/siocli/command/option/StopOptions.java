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
    public record Stop(OptionalInt count, Optional<Glob> until, Optional<Duration> idle, Optional<Duration> maxTime) {

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
                Flags.value("N", "Stop after N events", "-c", "--count"),
                Flags.value("GLOB", "Stop after an event whose name fits", "--until"),
                Flags.value("TIME", "Stop when no event came for that time (0: never)", "--idle"),
                Flags.value("TIME", "Stop after that time, whatever happens (0: never)", "-m", "--max-time"));
    }

    /**
     * When to stop, from the options.
     *
     * @throws FailureException where one is wrong
     */
    public Stop read(ParseResult parsed) throws FailureException {
        Optional<String> count = Flags.text(parsed, "--count");
        return new Stop(
                count.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Numbers.positive("--count", count.get())),
                Flags.text(parsed, "--until").map(Glob::new),
                TimeSpans.limitIfAny(parsed, "--idle"),
                TimeSpans.limitIfAny(parsed, "--max-time"));
    }
}
