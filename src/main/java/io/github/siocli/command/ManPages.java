package io.github.siocli.command;

import io.github.siocli.shell.CommandModels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Makes manual pages (man macros, groff_man(7)) from the models of the commands and from the help topics. */
public final class ManPages {

    private final String version;
    private final List<CommandSpec> models;

    /**
     * Creates the pages of a version.
     *
     * @param version the version in the footer
     */
    public ManPages(String version) {
        this.version = version;
        this.models = Program.models();
    }

    /** Returns the text of each page by the name of its file, such as {@code sio-emit.1}. */
    public Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("sio.1", program());
        for (CommandSpec model : models) {
            pages.put("sio-" + CommandModels.commandName(model) + ".1", command(model));
        }
        for (HelpTopic topic : HelpTopic.values()) {
            pages.put("sio-" + topic.label() + ".7", topic(topic));
        }
        return pages;
    }

    private String program() {
        StringBuilder page = header("sio", 1, "the Socket.IO debugger for the terminal");
        page.append(".SH SYNOPSIS\n\\fBsio\\fR \\fICOMMAND\\fR [\\fIURL\\fR] [\\fIOPTIONS\\fR]\n");
        page.append(".SH COMMANDS\n");
        for (CommandSpec model : models) {
            String name = CommandModels.commandName(model);
            item(page, "sio " + name, summary(model) + "; see \\fBsio\\-" + escaped(name) + "\\fR(1)");
        }
        item(page, "sio help TOPIC", escaped("Explain a command, a verb of the prompt, or a topic"));
        item(page, "sio --version", escaped("Print the version"));
        page.append(".SH EXIT STATUS\n");
        preformatted(page, HelpTopic.EXIT_CODES.page(Ansi.OFF));
        page.append(".SH ENVIRONMENT\n");
        preformatted(page, HelpTopic.ENVIRONMENT.page(Ansi.OFF));
        return seeAlso(page, "").toString();
    }

    private String command(CommandSpec model) {
        String name = "sio-" + CommandModels.commandName(model);
        StringBuilder page =
                header(name, 1, String.join(" ", model.usageMessage().description()));
        String parameters =
                model.positionalParameters().stream().map(ManPages::synopsis).collect(Collectors.joining());
        page.append(".SH SYNOPSIS\n\\fB")
                .append(escaped(model.name()))
                .append("\\fR [\\fIOPTIONS\\fR]")
                .append(parameters)
                .append('\n');
        if (!model.positionalParameters().isEmpty()) {
            page.append(".SH PARAMETERS\n");
            model.positionalParameters()
                    .forEach(parameter -> item(page, parameter.paramLabel(), text(parameter.description())));
        }
        page.append(".SH OPTIONS\n");
        CommandModels.optionSections(model).forEach((title, options) -> {
            page.append(".SS ").append(escaped(title)).append('\n');
            options.forEach(option -> item(page, names(option), text(option.description())));
        });
        String[] examples = model.usageMessage().footer();
        if (examples.length > 0) {
            page.append(".SH EXAMPLES\n");
            preformatted(
                    page, Arrays.stream(examples).map(ManPages::unformatted).collect(Collectors.joining("\n")));
        }
        if (name.equals("sio-cheat")) {
            page.append(".SH LINES\n");
            preformatted(page, CheatTask.all());
        }
        return seeAlso(page, name).toString();
    }

    private static String synopsis(PositionalParamSpec parameter) {
        String label = "\\fI" + escaped(parameter.paramLabel()) + "\\fR" + (parameter.isMultiValue() ? "..." : "");
        return " " + (parameter.required() ? label : "[" + label + "]");
    }

    private String topic(HelpTopic topic) {
        List<String> lines = topic.page(Ansi.OFF).lines().toList();
        String name = "sio-" + topic.label();
        StringBuilder page = header(name, 7, lines.get(0));
        page.append(".SH DESCRIPTION\n");
        preformatted(page, String.join("\n", lines.subList(1, lines.size())).strip());
        return seeAlso(page, name).toString();
    }

    private StringBuilder header(String name, int section, String summary) {
        return new StringBuilder(".\\\" Made by sio from its own help.\n.TH ")
                .append(escaped(name).toUpperCase(Locale.ROOT))
                .append(' ')
                .append(section)
                .append(" \"\" \"sio ")
                .append(escaped(version))
                .append("\" \"Socket.IO debugger\"\n.SH NAME\n")
                .append(escaped(name))
                .append(" \\- ")
                .append(escaped(summary))
                .append('\n');
    }

    private StringBuilder seeAlso(StringBuilder page, String self) {
        String pages = Stream.concat(
                        Stream.concat(
                                        Stream.of("sio"),
                                        models.stream().map(model -> "sio-" + CommandModels.commandName(model)))
                                .filter(name -> !name.equals(self))
                                .map(name -> "\\fB" + escaped(name) + "\\fR(1)"),
                        Arrays.stream(HelpTopic.values())
                                .map(topic -> "sio-" + topic.label())
                                .filter(name -> !name.equals(self))
                                .map(name -> "\\fB" + escaped(name) + "\\fR(7)"))
                .collect(Collectors.joining(",\n"));
        return page.append(".SH SEE ALSO\n.nh\n.ad l\n").append(pages).append('\n');
    }

    private static void item(StringBuilder page, String term, String description) {
        page.append(".TP\n\\fB")
                .append(escaped(term))
                .append("\\fR\n")
                .append(description)
                .append('\n');
    }

    private static void preformatted(StringBuilder page, String text) {
        page.append(".nf\n");
        text.lines()
                .forEach(line -> page.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "")
                        .append(escaped(line))
                        .append('\n'));
        page.append(".fi\n");
    }

    private static String names(OptionSpec option) {
        String value = option.arity().max() == 0
                ? ""
                : option.arity().min() == 0 ? "[=" + option.paramLabel() + "]" : " " + option.paramLabel();
        return String.join(", ", option.names()) + value;
    }

    private static String summary(CommandSpec model) {
        return text(model.usageMessage().description());
    }

    /** Returns a text of the model, which is a format string, for a filled paragraph. */
    private static String text(String... lines) {
        String text = escaped(
                unformatted(String.join(" ", lines)).replaceAll("\\s+", " ").strip());
        return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
    }

    private static String unformatted(String text) {
        return text.replace("%n", " ").replace("%%", "%");
    }

    /** Escapes backslashes, and the characters that groff would replace by typographic ones. */
    private static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
    }
}
