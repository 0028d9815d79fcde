package io.github.siocli.completion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills the templates of the completion scripts, and quotes words for shells. */
final class ScriptTemplate {

    static final String REGENERATE = "./mvnw test -Dtest=CompletionScriptsTest -Dgolden.update=true";

    private ScriptTemplate() {}

    static String header(String shell) {
        return "# Completes command lines of sio in " + shell + ".\n"
                + "# Generated from the models of the commands, do not edit: " + REGENERATE + "\n";
    }

    /** Returns the lines, each indented by a number of blanks and ended by a line break. */
    static String indented(int blanks, Stream<String> lines) {
        return lines.map(line -> " ".repeat(blanks) + line + "\n").collect(Collectors.joining());
    }

    /** Replaces the line {@code @NAME@} of a template by lines with the same indentation. */
    static String fill(String template, String name, List<String> lines) {
        StringBuilder text = new StringBuilder();
        template.lines().forEach(line -> {
            if (line.strip().equals("@" + name + "@")) {
                text.append(indented(line.indexOf('@'), lines.stream()));
            } else {
                text.append(line).append('\n');
            }
        });
        return text.toString();
    }

    /** Returns the text in single quotes, as one word of bash or zsh. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
