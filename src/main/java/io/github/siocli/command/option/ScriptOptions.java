package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The lines that a dialogue begins with, and how they are run. */
public final class ScriptOptions implements OptionGroup {

    /**
     * How lines are run.
     *
     * @param lines the lines that the command line gives
     * @param keepGoing whether lines behind one that failed are run
     * @param stay whether a prompt follows the lines
     * @param record the file to record to from the beginning
     * @param maxTime the time that all of it may take
     */
    public record Running(
            List<String> lines, boolean keepGoing, boolean stay, Optional<Path> record, Optional<Duration> maxTime) {}

    @Override
    public String title() {
        return "Lines";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                Flags.values(
                        "LINE",
                        "Run a line such as 'emit hello 1 --ack' instead of reading lines; repeatable",
                        "-e",
                        "--exec"),
                Flags.flag("Open the prompt after the lines of --exec", "-i", "--interactive"),
                Flags.flag("Go on after a line that failed; the exit code is that of the first", "--keep-going"),
                Flags.value("FILE", "Record all that happens, one JSON object a line", "--record"),
                Flags.value("TIME", "Stop after that time, whatever happens (0: never)", "-m", "--max-time"));
    }

    /**
     * How to run lines, from the options.
     *
     * @throws FailureException where one is wrong
     */
    public Running read(ParseResult parsed, Inputs inputs) throws FailureException {
        List<String> lines = Flags.texts(parsed, "--exec");
        boolean stay = Flags.isSet(parsed, "--interactive");
        if (stay && lines.isEmpty()) {
            throw Usage.error(
                    "--interactive opens the prompt after the lines of --exec, and there are none", "-e LINE");
        }
        Optional<String> record = Flags.text(parsed, "--record");
        return new Running(
                lines,
                Flags.isSet(parsed, "--keep-going"),
                stay,
                record.isEmpty() ? Optional.empty() : Optional.of(inputs.path(record.get())),
                TimeSpans.limitIfAny(parsed, "--max-time"));
    }
}
