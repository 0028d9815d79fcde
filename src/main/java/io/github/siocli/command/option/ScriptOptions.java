package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options for the lines to run: {@code --exec} and how the run handles failures and time. */
public final class ScriptOptions implements OptionGroup {

    /**
     * Settings for running lines.
     *
     * @param lines the lines of {@code --exec}
     * @param keepGoing true if the run continues after a line that fails
     * @param interactive true if a prompt follows the lines
     * @param recordFile file that records all events from the start
     * @param maxTime time limit of the whole run
     */
    public record ScriptConfig(
            List<String> lines,
            boolean keepGoing,
            boolean interactive,
            Optional<Path> recordFile,
            Optional<Duration> maxTime) {}

    @Override
    public String title() {
        return "Lines";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.values("LINE", "Line to run instead of reading lines; repeatable", "-e", "--exec"),
                OptionSpecs.flag("Open the prompt after the lines of --exec", "-i", "--interactive"),
                OptionSpecs.flag("Continue after a failed line; keep its exit code", "--keep-going"),
                OptionSpecs.value("FILE", "Record all events and connection changes as NDJSON", "--record"),
                OptionSpecs.value("TIME", "Maximum run time (0: no limit)", "-m", "--max-time"));
    }

    /**
     * Reads the settings from the options.
     *
     * @throws FailureException if an option is invalid
     */
    public ScriptConfig read(ParseResult parsed, InputReader inputs) throws FailureException {
        List<String> lines = OptionSpecs.texts(parsed, "--exec");
        boolean stay = OptionSpecs.isSet(parsed, "--interactive");
        if (stay && lines.isEmpty()) {
            throw UsageErrors.error("--interactive needs --exec", "-e LINE");
        }
        Optional<String> recordFile = OptionSpecs.text(parsed, "--record");
        return new ScriptConfig(
                lines,
                OptionSpecs.isSet(parsed, "--keep-going"),
                stay,
                recordFile.isEmpty() ? Optional.empty() : Optional.of(inputs.path(recordFile.get())),
                DurationReader.readFiniteLimit(parsed, "--max-time"));
    }
}
