package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options of the archive that {@code sio report} writes. */
public final class ReportOptions implements OptionGroup {

    private static final Duration DURATION = Duration.ofSeconds(5);
    private static final String SUFFIX = ".zip";

    /**
     * Settings of the archive.
     *
     * @param file the archive; empty for a name with the time
     * @param duration time to record events
     * @param isConfirmed true to write the archive without a question
     * @param overwrites true to replace an existing file
     */
    public record ReportConfig(Optional<Path> file, Duration duration, boolean isConfirmed, boolean overwrites) {}

    @Override
    public String title() {
        return "Archive";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.value("FILE", "Archive to write (default: sio-report-TIME.zip)", "-o", "--output"),
                OptionSpecs.value("TIME", "Time to record events (default: 5s)", "--duration"),
                OptionSpecs.flag("Write the archive without a question", "-y", "--yes"),
                OptionSpecs.flag("Replace an existing file", "--force"),
                OutputOptions.redactOption());
    }

    /**
     * Reads the settings from the options.
     *
     * @throws FailureException if an option is invalid
     */
    public ReportConfig read(ParseResult parsed, InputReader inputs) throws FailureException {
        Optional<String> file = OptionSpecs.text(parsed, "--output");
        if (file.isPresent() && !file.get().endsWith(SUFFIX)) {
            throw UsageErrors.error(
                    "sio report writes a zip archive, not \"" + file.get() + "\"", "-o " + file.get() + SUFFIX);
        }
        return new ReportConfig(
                file.isEmpty() ? Optional.empty() : Optional.of(inputs.path(file.get())),
                DurationReader.readFiniteLimit(parsed, "--duration").orElse(DURATION),
                OptionSpecs.isSet(parsed, "--yes"),
                OptionSpecs.isSet(parsed, "--force"));
    }
}
