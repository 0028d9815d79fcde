package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Default settings for the lines of a prompt or script; options of a line override them. */
public final class ShellOptions implements OptionGroup {

    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(5);

    @Override
    public String title() {
        return "Sending";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.value("TIME", "Ack timeout (default: 5s; 0: none)", "--ack-timeout"),
                OptionSpecs.flag("Fail to emit while disconnected instead of queueing", "--no-queue"));
    }

    /**
     * Returns the time limit for acknowledgements.
     *
     * @throws FailureException if the value is no duration
     */
    public Duration ackTimeout(ParseResult parsed) throws FailureException {
        return DurationReader.readLimit(parsed, "--ack-timeout").orElse(ACK_TIMEOUT);
    }

    /** Returns true if emissions without a connection wait for one. */
    public boolean queuesEmissions(ParseResult parsed) {
        return !OptionSpecs.isSet(parsed, "--no-queue");
    }
}
