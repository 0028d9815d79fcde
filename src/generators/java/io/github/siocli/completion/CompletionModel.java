package io.github.siocli.completion;

import io.github.siocli.command.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands, options and parameters that the completions offer, read from the picocli models of the commands.
 *
 * @param program the options and the parameter of {@code sio} itself, before a command is named
 * @param commands the commands, including {@code help}
 */
record CompletionModel(Command program, List<Command> commands) {

    /**
     * A command.
     *
     * @param summary its description in one line
     */
    record Command(String name, String summary, List<Option> options, List<Parameter> parameters) {}

    /**
     * An option.
     *
     * @param value its value; empty for a flag
     * @param attached true if the value is optional and, if present, follows an equals sign
     */
    record Option(
            List<String> names, String description, boolean repeatable, Optional<Value> value, boolean attached) {}

    /** A parameter. Only the last of a command is repeatable. */
    record Parameter(Value value, boolean repeatable) {}

    /**
     * The possible values of an option or a parameter.
     *
     * @param label its name in the help
     * @param words the words to offer, which may be only some of the possible values
     * @param filesAfter the prefixes that a file name may follow, such as {@code @}; the empty prefix stands for a plain file name
     * @param profiles true if the name of a profile may follow an {@code @}
     */
    record Value(String label, List<String> words, List<String> filesAfter, boolean profiles) {

        private static final Pattern FILE = Pattern.compile("(?<![A-Za-z])((?:bin:)?@|)FILE");
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_,.:/+-]+");

        Value {
            for (String word : words) {
                // Other words would need quotes in some shell.
                if (!PLAIN.matcher(word).matches() || word.equals("-") || word.endsWith("FILE")) {
                    throw new IllegalArgumentException("cannot be offered as the value of " + label + ": " + word);
                }
            }
        }

        private static Value of(ArgSpec spec, String forms) {
            List<String> words = new ArrayList<>();
            if (spec.completionCandidates() != null) {
                spec.completionCandidates().forEach(words::add);
            }
            switch (spec.paramLabel()) {
                case "TIME" -> words.addAll(List.of("500ms", "5s", "2m"));
                case "URL" -> words.addAll(List.of("http://localhost:3000", ":3000"));
                default -> {}
            }
            List<String> filesAfter = FILE.matcher(forms)
                    .results()
                    .map(file -> file.group(1))
                    .distinct()
                    .toList();
            return new Value(
                    oneLine(spec.paramLabel()),
                    words,
                    filesAfter,
                    spec.paramLabel().equals("URL"));
        }
    }

    /** Returns the model of the program. */
    static CompletionModel ofProgram() {
        return of(Program.models());
    }

    static CompletionModel of(List<CommandSpec> models) {
        List<Command> commands =
                new ArrayList<>(models.stream().map(CompletionModel::command).toList());
        List<String> names = Stream.concat(commands.stream().map(Command::name), Stream.of("help"))
                .toList();
        Parameter command = new Parameter(new Value("COMMAND", names, List.of(), false), false);
        Parameter topic = new Parameter(new Value("TOPIC", Program.helpTopics(), List.of(), false), false);
        commands.add(new Command("help", "Explain a command, a topic or a verb", List.of(), List.of(topic)));
        List<Option> options = List.of(
                new Option(List.of("-h", "--help"), "Show the commands", false, Optional.empty(), false),
                new Option(List.of("-V", "--version"), "Show the version", false, Optional.empty(), false));
        return new CompletionModel(new Command("", "", options, List.of(command)), commands);
    }

    private static Command command(CommandSpec spec) {
        return new Command(
                spec.name().substring(spec.name().lastIndexOf(' ') + 1),
                text(spec.usageMessage().description()),
                spec.options().stream().map(CompletionModel::option).toList(),
                spec.positionalParameters().stream()
                        .map(CompletionModel::parameter)
                        .toList());
    }

    private static Option option(OptionSpec spec) {
        Optional<Value> value =
                spec.arity().max() == 0 ? Optional.empty() : Optional.of(Value.of(spec, spec.paramLabel()));
        return new Option(
                List.of(spec.names()),
                text(spec.description()),
                spec.isMultiValue(),
                value,
                value.isPresent() && spec.arity().min() == 0);
    }

    private static Parameter parameter(PositionalParamSpec spec) {
        // A parameter with several forms lists them in its description.
        String forms = spec.paramLabel() + text(spec.description()).replaceAll("(?<!@)FILE", "");
        return new Parameter(Value.of(spec, forms), spec.isMultiValue());
    }

    private static String text(String... lines) {
        // picocli stores texts as format strings, but returns the descriptions of options with some of the escapes
        // resolved.
        return oneLine(String.join(" ", lines).replace("%n", " ").replace("%%", "%"));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
