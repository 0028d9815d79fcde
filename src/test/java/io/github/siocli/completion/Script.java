package io.github.siocli.completion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the three scripts have in common. */
final class Script {

    static final String REGENERATE = "./mvnw test -Dtest=CompletionScriptsTest -Dgolden.update=true";

    private Script() {}

    static String header(String shell) {
        return "# Completes command lines of sio in " + shell + ".\n"
                + "# Generated from the models of the commands, do not edit: " + REGENERATE + "\n";
    }

    /** Lines, each behind some blanks. */
    static String indented(int blanks, Stream<String> lines) {
        return lines.map(line -> " ".repeat(blanks) + line + "\n").collect(Collectors.joining());
    }

    /** The whole script from a text in which {@code @NAME@} stands for some lines. */
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

    /** As one word of bash or zsh. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
