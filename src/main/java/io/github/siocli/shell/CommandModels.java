package io.github.siocli.shell;

import io.github.siocli.command.option.OptionGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Builds picocli models of commands and lines in code. Annotations would be read by reflection at every start. */
public final class CommandModels {

    public static final String HELP = "--help";

    /** Shows the options that commands share too. */
    public static final String HELP_ALL = "--help-all";

    private static final String PROGRAM = "sio ";

    private static final int WIDTH = 80;

    private CommandModels() {}

    /** Builds the model of a command of the program, with a help option. */
    public static CommandSpec command(
            String name,
            String summary,
            List<PositionalParamSpec> parameters,
            List<OptionGroup> groups,
            String... examples) {
        List<OptionGroup> allGroups = new ArrayList<>(groups);
        allGroups.add(new HelpOptions());
        return model(PROGRAM + name, summary, parameters, allGroups, examples);
    }

    /** Returns true if a model is that of a command, not of a verb. */
    static boolean isCommand(CommandSpec model) {
        return model.name().startsWith(PROGRAM);
    }

    /** Returns the name of a command, from its model. */
    public static String commandName(CommandSpec command) {
        return command.name().substring(PROGRAM.length());
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
    public static CommandSpec lineWithNestedLine(
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
        Map<String, IHelpSectionRenderer> sections = spec.usageMessage().sectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new GroupedOptions(groups, false));
        // The list of options holds the parameters too, so that both have the same columns.
        sections.remove(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST);
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

    /**
     * Returns the help of a command or a verb.
     *
     * @param all true for all options; false for those that have no help topic of their own
     */
    public static String help(CommandSpec spec, Ansi ansi, boolean all) {
        if (all) {
            Map<String, IHelpSectionRenderer> sections = spec.usageMessage().sectionMap();
            GroupedOptions options = (GroupedOptions) sections.get(UsageMessageSpec.SECTION_KEY_OPTION_LIST);
            sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new GroupedOptions(options.groups, true));
        }
        return new CommandLine(spec).getUsageMessage(ansi);
    }

    /** Returns all options of a command, by the titles of their groups, in the order of the help. */
    public static Map<String, List<OptionSpec>> optionSections(CommandSpec spec) {
        GroupedOptions options =
                (GroupedOptions) spec.usageMessage().sectionMap().get(UsageMessageSpec.SECTION_KEY_OPTION_LIST);
        return sections(spec, options.groups);
    }

    private static Map<String, List<OptionSpec>> sections(CommandSpec spec, List<OptionGroup> groups) {
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        for (OptionGroup group : groups) {
            List<OptionSpec> section = sections.computeIfAbsent(group.title(), title -> new ArrayList<>());
            group.options().forEach(option -> section.add(spec.findOption(option.longestName())));
        }
        return sections;
    }

    /** Returns the help of some groups of options, without the command that they belong to. */
    public static String optionHelp(List<OptionGroup> groups, Ansi ansi) {
        CommandSpec spec = model("", "", List.of(), groups);
        return new GroupedOptions(groups, true).render(new Help(spec, Help.defaultColorScheme(ansi)));
    }

    /** The options for help, which every command has. */
    private static final class HelpOptions implements OptionGroup {

        @Override
        public String title() {
            return "Help";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(
                    OptionSpec.builder("-h", HELP)
                            .usageHelp(true)
                            .description("Show this help")
                            .build(),
                    // Of the options that need no parameters, picocli allows one for help and one for the version.
                    OptionSpec.builder(HELP_ALL)
                            .versionHelp(true)
                            .description("Show this help with the shared options")
                            .build());
        }
    }

    /** Renders parameters and options, the latter below the titles of their groups. */
    private static final class GroupedOptions implements IHelpSectionRenderer {

        private final List<OptionGroup> groups;
        private final boolean all;

        GroupedOptions(List<OptionGroup> groups, boolean all) {
            this.groups = groups;
            this.all = all;
        }

        @Override
        public String render(Help help) {
            CommandSpec spec = help.commandSpec();
            List<OptionGroup> shownGroups = new ArrayList<>();
            Set<String> topics = new LinkedHashSet<>();
            for (OptionGroup group : groups) {
                if (all || group.topic().isEmpty()) {
                    shownGroups.add(group);
                } else {
                    topics.add(group.topic());
                }
            }
            Map<String, List<OptionSpec>> sections = sections(spec, shownGroups);
            List<OptionSpec> shown =
                    sections.values().stream().flatMap(List::stream).toList();
            List<PositionalParamSpec> parameters = spec.positionalParameters();
            StringBuilder text = new StringBuilder();
            if (!parameters.isEmpty()) {
                Help.Layout layout = help.createDefaultLayout(shown, parameters, help.colorScheme());
                layout.addAllPositionalParameters(parameters, help.parameterLabelRenderer());
                text.append(layout);
            }
            sections.forEach((title, options) -> {
                Help.Layout layout = help.createDefaultLayout(shown, parameters, help.colorScheme());
                layout.addAllOptions(options, help.parameterLabelRenderer());
                text.append(String.format("%n%s:%n%s", title, layout));
            });
            if (!topics.isEmpty()) {
                text.append(String.format("  Shared options: sio help %s%n", String.join("|", topics)));
            }
            return text.toString();
        }
    }
}
