package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options of the checks of {@code sio doctor}. */
public final class DoctorOptions implements OptionGroup {

    /**
     * Settings of the checks.
     *
     * @param origins origins of web pages to check; empty for the default origins
     * @param handshakes number of handshakes that find out whether sessions stay on their node; empty for the default
     * @param hold time to keep an idle connection open
     * @param follow true to follow redirects
     * @param strict true if warnings are failures
     * @param report file for a report in Markdown
     */
    public record DoctorConfig(
            List<String> origins,
            OptionalInt handshakes,
            Optional<Duration> hold,
            boolean follow,
            boolean strict,
            Optional<Path> report) {}

    @Override
    public String title() {
        return "Checks";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.values("ORIGIN", "Origin of a web page to check; repeatable", "--origin"),
                OptionSpecs.value("N", "Handshakes to detect a second node (default: 10)", "--handshakes"),
                OptionSpecs.value("TIME", "Keep idle connections open to find timeouts", "--hold"),
                OptionSpecs.flag("Follow redirects, without credentials", "--follow"),
                OptionSpecs.flag("Exit with 6 if there is a warning", "--strict"),
                OptionSpecs.value("FILE", "Write a report in Markdown, without secrets", "--report"));
    }

    /**
     * Reads the settings from the options.
     *
     * @throws FailureException if an option is invalid
     */
    public DoctorConfig read(ParseResult parsed, InputReader inputs) throws FailureException {
        Optional<String> handshakes = OptionSpecs.text(parsed, "--handshakes");
        Optional<String> report = OptionSpecs.text(parsed, "--report");
        return new DoctorConfig(
                origins(OptionSpecs.texts(parsed, "--origin")),
                handshakes.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(NumberReader.readPositive("--handshakes", handshakes.get())),
                DurationReader.readFiniteLimit(parsed, "--hold"),
                OptionSpecs.isSet(parsed, "--follow"),
                OptionSpecs.isSet(parsed, "--strict"),
                report.isEmpty() ? Optional.empty() : Optional.of(inputs.path(report.get())));
    }

    private static List<String> origins(List<String> values) throws FailureException {
        List<String> origins = new ArrayList<>();
        for (String value : values) {
            origins.add(OriginReader.read(value)
                    .orElseThrow(() -> UsageErrors.error(
                            "--origin takes the origin of a page, not \"" + value + "\"",
                            "--origin https://app.example, or --origin null for files")));
        }
        return origins;
    }
}
