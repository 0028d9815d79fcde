package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.render.FormatSyntaxException;
import io.github.siocli.render.FormatTemplate;
import io.github.siocli.render.Theme;
import io.github.siocli.render.TimestampFormat;
import io.github.siocli.secret.Redaction;
import io.github.siocli.secret.SecretNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options for format, target and detail of the output. */
public final class OutputOptions implements OptionGroup {

    private static final String REDACT_VARIABLE = "SIO_REDACT";
    private static final String TIME = TimestampFormat.NAMES.get(0);

    /** Format of the output. */
    public enum OutputFormat {
        /** Lines for people. */
        HUMAN,
        /** One JSON object per line (NDJSON). */
        JSON,
        /** Payloads as they were on the wire, one JSON array per line. */
        RAW,
        /** Lines of a template. */
        TEMPLATE
    }

    /**
     * Settings of the output.
     *
     * @param data settings of the data
     * @param silent true if standard error gets failures only
     * @param verbosity how often {@code -v} is given
     * @param colors the user's choice of colours
     * @param redaction the members of payloads that are masked
     */
    public record OutputConfig(
            DataSettings data, boolean silent, int verbosity, ColorChoice colors, Redaction redaction) {

        /** Failures only, without events. */
        public static final OutputConfig QUIET =
                new OutputConfig(DataSettings.DEFAULT, true, 0, ColorChoice.AUTOMATIC, Redaction.DEFAULT);
    }

    /**
     * The user's choice of colours.
     *
     * @param enabled true for colours, false for none; empty if the terminal decides
     * @param theme the theme; empty if the environment decides
     */
    public record ColorChoice(Optional<Boolean> enabled, Optional<Theme> theme) {

        /** Terminal and environment decide. */
        public static final ColorChoice AUTOMATIC = new ColorChoice(Optional.empty(), Optional.empty());

        /** Returns a copy of this choice without colours unless the user asks for them. */
        public ColorChoice offByDefault() {
            return new ColorChoice(Optional.of(enabled.orElse(false)), theme);
        }
    }

    /**
     * Settings of the data: the events and answers that a command writes.
     *
     * @param format the format
     * @param template the template of the format {@code TEMPLATE}; empty for other formats
     * @param timestamps form of the time at the start of lines for people; empty for none
     * @param pretty true if JSON that does not fit on a line is spread over several
     * @param lifecycle true if events of the connection are written as data too
     * @param file file for the data instead of standard output
     */
    public record DataSettings(
            OutputFormat format,
            Optional<FormatTemplate> template,
            Optional<TimestampFormat> timestamps,
            boolean pretty,
            boolean lifecycle,
            Optional<Path> file) {

        /** Lines for people on standard output. */
        public static final DataSettings DEFAULT = new DataSettings(
                OutputFormat.HUMAN, Optional.empty(), Optional.empty(), false, false, Optional.empty());
    }

    @Override
    public String title() {
        return "Output";
    }

    @Override
    public String topic() {
        return "output";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.flag("One JSON object per line (NDJSON)", "-J", "--json"),
                OptionSpecs.flag("Payloads as on the wire, one JSON array per line", "-r", "--raw"),
                OptionSpecs.value("FORMAT", "Template, such as '%%{event} %%{args}\\n'", "-f", "--format"),
                OptionSpecs.optional(
                        TimestampFormat.NAMES,
                        TIME,
                        "AS",
                        "Prefix lines with the time (time, delta or iso)",
                        "-t",
                        "--timestamps"),
                OptionSpecs.flag("Indent JSON that does not fit on a line", "--pretty"),
                OptionSpecs.flag("With --json: also records of the connection state", "--lifecycle"),
                OptionSpecs.value("FILE", "Output file instead of standard output", "-o", "--output"),
                redactOption(),
                OptionSpecs.flag("Mask no payload fields but those of --redact", "--no-redact"),
                OptionSpecs.flag("Print only failures on standard error", "-s", "--silent"),
                OptionSpecs.counted("Print more details; -vv: also stack traces of sio", "-v", "--verbose"),
                OptionSpecs.choice(
                        List.of("auto", "always", "never"),
                        "WHEN",
                        "Colours: auto (default), always or never",
                        "--color"),
                OptionSpecs.choice(
                        Theme.NAMES, "NAME", "Colour theme: auto (default), dark, light or basic", "--theme"));
    }

    /**
     * Reads the settings of the output from the options and the variable {@code SIO_REDACT}.
     *
     * @param variables environment variables
     * @throws FailureException if an option is invalid, has no effect, or excludes another one
     */
    public OutputConfig read(ParseResult parsed, InputReader inputs, Map<String, String> variables)
            throws FailureException {
        OutputFormat form = format(parsed);
        boolean lifecycle = OptionSpecs.isSet(parsed, "--lifecycle");
        if (lifecycle && form != OutputFormat.JSON) {
            throw UsageErrors.error("--lifecycle needs --json", "-v shows the connection on standard error");
        }
        requireEffect(parsed, form);
        Optional<String> file = OptionSpecs.text(parsed, "--output").filter(name -> !name.equals("-"));
        DataSettings data = new DataSettings(
                form,
                template(parsed),
                timestamps(parsed),
                OptionSpecs.isSet(parsed, "--pretty"),
                lifecycle,
                file.isEmpty() ? Optional.empty() : Optional.of(inputs.path(file.get())));
        return new OutputConfig(
                data,
                OptionSpecs.isSet(parsed, "--silent"),
                OptionSpecs.count(parsed, "--verbose"),
                colors(parsed),
                redaction(parsed, variables));
    }

    /** Returns the option that names further members to mask; {@code sio report} has it too. */
    static OptionSpec redactOption() {
        return OptionSpecs.values("NAME,…", "Mask payload fields of these names too; repeatable", "--redact");
    }

    /**
     * Reads the members to mask from the options, or else from the variable {@code SIO_REDACT}; an option that the command
     * lacks counts as not given.
     *
     * @param variables environment variables
     * @throws FailureException if a name is empty
     */
    public static Redaction redaction(ParseResult parsed, Map<String, String> variables) throws FailureException {
        List<String> lists = new ArrayList<>(OptionSpecs.texts(parsed, "--redact"));
        boolean isExact = OptionSpecs.isSet(parsed, "--no-redact");
        String source = lists.isEmpty() ? REDACT_VARIABLE : "--redact";
        String variable = variables.getOrDefault(REDACT_VARIABLE, "");
        if (lists.isEmpty() && !isExact && !variable.isEmpty()) {
            lists.add(variable);
        }
        List<String> names = new ArrayList<>();
        for (String list : lists) {
            for (String name : list.split(",", -1)) {
                if (!SecretNames.isName(name)) {
                    throw UsageErrors.error(
                            source + " takes names of fields, not \"" + list + "\"",
                            "--redact iban,tax_id; --no-redact masks nothing");
                }
                names.add(name);
            }
        }
        return (isExact ? Redaction.NONE : Redaction.DEFAULT).with(names);
    }

    private static void requireEffect(ParseResult parsed, OutputFormat form) throws FailureException {
        if (form == OutputFormat.TEMPLATE && OptionSpecs.isSet(parsed, "--pretty")) {
            throw UsageErrors.error("--pretty has no effect on --format", "--json --pretty");
        }
        if (form != OutputFormat.HUMAN && OptionSpecs.isSet(parsed, "--timestamps")) {
            throw UsageErrors.error(
                    "--timestamps has no effect on " + optionName(form),
                    switch (form) {
                        case JSON -> "each record has its time";
                        case TEMPLATE -> "%{time} in the template";
                        default -> "--json, whose records have their time";
                    });
        }
        if (OptionSpecs.isSet(parsed, "--silent") && OptionSpecs.count(parsed, "--verbose") > 0) {
            throw UsageErrors.error("--silent and --verbose exclude each other", "one of them");
        }
    }

    private static String optionName(OutputFormat form) {
        return switch (form) {
            case HUMAN -> "the usual output";
            case JSON -> "--json";
            case RAW -> "--raw";
            case TEMPLATE -> "--format";
        };
    }

    private static OutputFormat format(ParseResult parsed) throws FailureException {
        List<String> given = Stream.of("--json", "--raw", "--format")
                .filter(name -> OptionSpecs.isSet(parsed, name))
                .toList();
        if (given.size() > 1) {
            throw UsageErrors.error(String.join(" and ", given) + " exclude each other", "one of them");
        }
        if (given.isEmpty()) {
            return OutputFormat.HUMAN;
        }
        return switch (given.get(0)) {
            case "--json" -> OutputFormat.JSON;
            case "--raw" -> OutputFormat.RAW;
            default -> OutputFormat.TEMPLATE;
        };
    }

    private static Optional<FormatTemplate> template(ParseResult parsed) throws FailureException {
        Optional<String> text = OptionSpecs.text(parsed, "--format");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(FormatTemplate.parse(text.get()));
        } catch (FormatSyntaxException e) {
            throw UsageErrors.errorAt(
                    "the template of --format is invalid: " + e.getMessage(), text.get(), e.offset(), "");
        }
    }

    private static Optional<TimestampFormat> timestamps(ParseResult parsed) throws FailureException {
        Optional<String> name = OptionSpecs.text(parsed, "--timestamps");
        Optional<TimestampFormat> format = name.flatMap(TimestampFormat::named);
        if (name.isPresent() && format.isEmpty()) {
            throw UsageErrors.error(
                    "--timestamps takes a format, not \"" + name.get() + "\"",
                    String.join(", ", TimestampFormat.NAMES));
        }
        return format;
    }

    private static ColorChoice colors(ParseResult parsed) throws FailureException {
        Optional<String> name = OptionSpecs.text(parsed, "--theme");
        return new ColorChoice(
                color(parsed), name.isEmpty() ? Optional.empty() : Optional.of(theme("--theme", name.get())));
    }

    /**
     * Returns the theme with a name.
     *
     * @param source the option or variable that names it, for the message
     * @throws FailureException if there is no such theme
     */
    public static Theme theme(String source, String name) throws FailureException {
        return Theme.named(name)
                .orElseThrow(() -> UsageErrors.error(
                        source + " takes a colour theme, not \"" + name + "\"", String.join(", ", Theme.NAMES)));
    }

    private static Optional<Boolean> color(ParseResult parsed) throws FailureException {
        Optional<String> when = OptionSpecs.text(parsed, "--color");
        if (when.isEmpty()) {
            return Optional.empty();
        }
        return switch (when.get().toLowerCase(Locale.ROOT)) {
            case "auto" -> Optional.empty();
            case "always" -> Optional.of(true);
            case "never" -> Optional.of(false);
            default ->
                throw UsageErrors.error(
                        "--color takes auto, always or never, not \"" + when.get() + "\"", "--color auto");
        };
    }
}
