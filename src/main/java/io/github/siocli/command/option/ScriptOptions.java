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
    public record ScriptConfig(
            List<String> lines, boolean keepGoing, boolean stay, Optional<Path> record, Optional<Duration> maxTime) {}

    @Override
    public String title() {
        return "Lines";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.values(
                        "LINE",
                        "Run a line such as 'emit hello 1 --ack' instead of reading lines; repeatable",
                        "-e",
                        "--exec"),
                OptionSpecs.flag("Open the prompt after the lines of --exec", "-i", "--interactive"),
                OptionSpecs.flag("Go on after a line that failed; the exit code is that of the first", "--keep-going"),
                OptionSpecs.value("FILE", "Record all that happens, one JSON object a line", "--record"),
                OptionSpecs.value("TIME", "Stop after that time, whatever happens (0: never)", "-m", "--max-time"));
    }

    /**
     * How to run lines, from the options.
     *
     * @throws FailureException where one is wrong
     */
    public ScriptConfig read(ParseResult parsed, InputReader inputs) throws FailureException {
        List<String> lines = OptionSpecs.texts(parsed, "--exec");
        boolean stay = OptionSpecs.isSet(parsed, "--interactive");
        if (stay && lines.isEmpty()) {
            throw UsageErrors.error(
                    "--interactive opens the prompt after the lines of --exec, and there are none", "-e LINE");
        }
        Optional<String> record = OptionSpecs.text(parsed, "--record");
        return new ScriptConfig(
                lines,
                OptionSpecs.isSet(parsed, "--keep-going"),
                stay,
                record.isEmpty() ? Optional.empty() : Optional.of(inputs.path(record.get())),
                DurationReader.limitIfAny(parsed, "--max-time"));
    }
}
