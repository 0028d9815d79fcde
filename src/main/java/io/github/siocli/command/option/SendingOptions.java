package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** How often a command sends, and how fast. */
public final class SendingOptions implements OptionGroup {

    /**
     * How often a command sends, and how fast.
     *
     * @param lines whether each line of standard input is an emission
     * @param all whether records of events that came in are emissions too
     * @param repeat how often one emission is sent
     * @param pause time between the beginnings of two emissions; zero where they follow at once
     * @param stay how long to stay after the last one, for what comes
     */
    public record Sending(boolean lines, boolean all, int repeat, Duration pause, Optional<Duration> stay) {}

    @Override
    public String title() {
        return "Sending";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                Flags.flag(
                        "Emit each line of standard input: EVENT ARG…, a record of --json that was sent, an array of"
                                + " --raw, or a packet",
                        "--lines"),
                Flags.flag("With --lines: emit records of events that were received too", "--all"),
                Flags.value("N", "Emit N times (default: 1)", "--repeat"),
                Flags.value("TIME", "Time between two emissions", "--interval"),
                Flags.value("N", "At most N emissions a second", "--rate"),
                Flags.value(
                        "TIME",
                        "Stay that long after the last emission, and print the events that come; with --count or"
                                + " --until no longer than needed",
                        "-w",
                        "--wait"));
    }

    /**
     * How to send, from the options.
     *
     * @throws FailureException where one is wrong, or two exclude each other
     */
    public Sending read(ParseResult parsed) throws FailureException {
        boolean lines = Flags.isSet(parsed, "--lines");
        boolean all = Flags.isSet(parsed, "--all");
        Optional<String> repeat = Flags.text(parsed, "--repeat");
        if (all && !lines) {
            throw Usage.error("--all needs --lines", "--lines --all");
        }
        if (lines && repeat.isPresent()) {
            throw Usage.error("--lines and --repeat exclude each other", "repeat the lines");
        }
        if (!lines && repeat.isEmpty() && (Flags.isSet(parsed, "--interval") || Flags.isSet(parsed, "--rate"))) {
            pause(parsed);
            throw Usage.error(
                    (Flags.isSet(parsed, "--rate") ? "--rate" : "--interval") + " has no effect on a single emission",
                    "--repeat N, or --lines");
        }
        return new Sending(
                lines,
                all,
                repeat.isPresent() ? Numbers.positive("--repeat", repeat.get()) : 1,
                pause(parsed),
                TimeSpans.of(parsed, "--wait"));
    }

    private static Duration pause(ParseResult parsed) throws FailureException {
        Optional<Duration> interval = TimeSpans.of(parsed, "--interval");
        Optional<String> rate = Flags.text(parsed, "--rate");
        if (interval.isPresent() && rate.isPresent()) {
            throw Usage.error("--interval and --rate both say how fast", "one of them");
        }
        if (rate.isPresent()) {
            return Duration.ofSeconds(1).dividedBy(Numbers.positive("--rate", rate.get()));
        }
        return interval.orElse(Duration.ZERO);
    }
}
