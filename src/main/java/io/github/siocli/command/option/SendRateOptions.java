package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options for the number and the rate of emissions. */
public final class SendRateOptions implements OptionGroup {

    /**
     * Number and rate of emissions.
     *
     * @param lines true if each line of standard input is an emission
     * @param all true if records of received events are emitted too
     * @param repeat how often the emission is sent
     * @param pipeline true if an emission does not wait for the acknowledgement of the one before
     * @param interval time between the starts of two emissions; zero for no pause
     * @param waitTime time to wait for events after the last emission
     */
    public record SendRate(
            boolean lines, boolean all, int repeat, boolean pipeline, Duration interval, Optional<Duration> waitTime) {}

    @Override
    public String title() {
        return "Sending";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.flag("Emit lines of standard input (sio help arguments)", "--lines"),
                OptionSpecs.flag("With --lines: also emit recorded incoming events", "--all"),
                OptionSpecs.value("N", "Number of emissions (default: 1)", "--repeat"),
                OptionSpecs.flag("With --repeat --ack: do not wait for each ack", "--pipeline"),
                OptionSpecs.value("TIME", "Time between two emissions", "--interval"),
                OptionSpecs.value("N", "Maximum number of emissions per second", "--rate"),
                OptionSpecs.value("TIME", "Time to receive events after the last emission", "-w", "--wait"));
    }

    /**
     * Reads the settings from the options.
     *
     * @throws FailureException if an option is invalid, or two exclude each other
     */
    public SendRate read(ParseResult parsed) throws FailureException {
        boolean lines = OptionSpecs.isSet(parsed, "--lines");
        boolean all = OptionSpecs.isSet(parsed, "--all");
        Optional<String> repeat = OptionSpecs.text(parsed, "--repeat");
        if (all && !lines) {
            throw UsageErrors.error("--all needs --lines", "--lines --all");
        }
        boolean pipeline = OptionSpecs.isSet(parsed, "--pipeline");
        if (pipeline && repeat.isEmpty()) {
            throw UsageErrors.error(
                    lines
                            ? "--lines never waits for acknowledgements between events"
                            : "--pipeline has no effect on a single emission",
                    lines ? "omit --pipeline" : "--repeat N --ack");
        }
        if (lines && repeat.isPresent()) {
            throw UsageErrors.error("--lines and --repeat exclude each other", "repeat the lines");
        }
        if (!lines
                && repeat.isEmpty()
                && (OptionSpecs.isSet(parsed, "--interval") || OptionSpecs.isSet(parsed, "--rate"))) {
            pause(parsed);
            throw UsageErrors.error(
                    (OptionSpecs.isSet(parsed, "--rate") ? "--rate" : "--interval")
                            + " has no effect on a single emission",
                    "--repeat N, or --lines");
        }
        return new SendRate(
                lines,
                all,
                repeat.isPresent() ? NumberReader.readPositive("--repeat", repeat.get()) : 1,
                pipeline || lines,
                pause(parsed),
                DurationReader.read(parsed, "--wait"));
    }

    private static Duration pause(ParseResult parsed) throws FailureException {
        Optional<Duration> interval = DurationReader.read(parsed, "--interval");
        Optional<String> rate = OptionSpecs.text(parsed, "--rate");
        if (interval.isPresent() && rate.isPresent()) {
            throw UsageErrors.error("--interval and --rate exclude each other", "one of them");
        }
        if (rate.isPresent()) {
            return Duration.ofSeconds(1).dividedBy(NumberReader.readPositive("--rate", rate.get()));
        }
        return interval.orElse(Duration.ZERO);
    }
}
