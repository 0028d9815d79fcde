package io.github.siocli.shell;

import io.github.siocli.command.option.OptionGroup;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Builds picocli models of commands and lines in code. Annotations would be read by reflection at every start. */
public final class CommandModels {

    public static final String HELP = "--help";

    private static final int WIDTH = 100;

    private CommandModels() {}

    /** Builds the model of a command of the program, with a help option. */
    public static CommandSpec command(
            String name,
            String summary,
            List<PositionalParamSpec> parameters,
            List<OptionGroup> groups,
            String... examples) {
        List<OptionGroup> all = new ArrayList<>(groups);
        all.add(new HelpGroup());
        return model("sio " + name, summary, parameters, all, examples);
    }

    /** Builds the model of a verb of the line language. */
    public static CommandSpec line(
            String name,
            String summary,
            List<PositionalParamSpec> parameters,
            List<OptionGroup> groups,
            String... examples) {
        return model(name, summary, parameters, groups, examples);
    }

    /** Builds the model of a verb whose last parameter is another line. Unknown options are passed to that line. */
    public static CommandSpec lineAround(
            String name,
            String summary,
            List<PositionalParamSpec> parameters,
            List<OptionGroup> groups,
            String... examples) {
        CommandSpec spec = line(name, summary, parameters, groups, examples);
        spec.parser().unmatchedOptionsArePositionalParams(true);
        return spec;
    }

    private static CommandSpec model(
            String name,
            String summary,
            List<PositionalParamSpec> parameters,
            List<OptionGroup> groups,
            String... examples) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .description(summary)
                .abbreviateSynopsis(true)
                .width(WIDTH)
                .sortOptions(false);
        if (examples.length > 0) {
            spec.usageMessage().footerHeading("%nExamples:%n").footer(examples);
        }
        parameters.forEach(spec::addPositional);
        groups.forEach(group -> group.options().forEach(spec::addOption));
        IHelpSectionRenderer byGroup = help -> options(help, groups);
        spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, byGroup);
        return spec;
    }

    public static PositionalParamSpec parameter(String index, String label, String arity, String description) {
        return PositionalParamSpec.builder()
                .index(index)
                .paramLabel(label)
                .arity(arity)
                .required(arity.startsWith("1"))
                .type(index.contains("..") ? List.class : String.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    /** The help option, which every command has. */
    private static final class HelpGroup implements OptionGroup {

        @Override
        public String title() {
            return "Help";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(OptionSpec.builder("-h", HELP)
                    .usageHelp(true)
                    .description("Show this help")
                    .build());
        }
    }

    private static String options(Help help, List<OptionGroup> groups) {
        StringBuilder text = new StringBuilder();
        for (OptionGroup group : groups) {
            Help.Layout layout = help.createDefaultLayout();
            layout.addOptions(
                    group.options().stream()
                            .map(option -> help.commandSpec().findOption(option.longestName()))
                            .toList(),
                    help.parameterLabelRenderer());
            text.append(System.lineSeparator())
                    .append(group.title())
                    .append(':')
                    .append(System.lineSeparator())
                    .append(layout);
        }
        return text.toString();
    }
}
