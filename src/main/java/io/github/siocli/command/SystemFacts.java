package io.github.siocli.command;

import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.output.TerminalInfo;
import io.github.siocli.profile.ProfileActions;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/** Describes the environment of the program for a bug report: names of variables and profiles, without values. */
final class SystemFacts {

    /** Variables that are no secrets. */
    private static final List<String> SHOWN = List.of(
            "TERM", "COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "SHELL");

    private SystemFacts() {}

    /** Returns the facts, each on one line. */
    static String text(ParseResult parsed, Environment environment) {
        StringBuilder text = new StringBuilder();
        TerminalInfo terminal = environment.terminal();
        line(
                text,
                "terminal",
                "standard input " + yes(terminal.in()) + ", output " + yes(terminal.out()) + ", error "
                        + yes(terminal.err()) + ", " + terminal.columns().getAsInt() + " columns");
        line(text, "locale", Locale.getDefault() + ", " + Charset.defaultCharset());
        line(text, "zone", environment.clock().getZone().getId());
        for (String name : SHOWN) {
            environment.variable(name).ifPresent(value -> line(text, name, value));
        }
        line(
                text,
                "variables",
                names(environment.variables().keySet().stream()
                        .filter(name -> name.startsWith("SIO_")
                                || name.toLowerCase(Locale.ROOT).endsWith("_proxy")
                                || name.equals("SSL_CERT_FILE"))
                        .sorted()
                        .toList()));
        line(
                text,
                "options",
                names(parsed.matchedOptions().stream()
                        .map(option -> option.longestName())
                        .distinct()
                        .toList()));
        line(text, "profiles", profiles(environment));
        return text.toString();
    }

    private static String yes(boolean isTerminal) {
        return isTerminal ? "yes" : "no";
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "none" : names.stream().collect(Collectors.joining(", ")) + " (without values)";
    }

    private static String profiles(Environment environment) {
        try {
            List<String> names = new ProfileActions(environment).names();
            return names.isEmpty() ? "none" : String.join(", ", names);
        } catch (FailureException e) {
            return "unreadable: " + e.failure().message().lines().findFirst().orElse("");
        }
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append("%-16s %s%n".formatted(label, value));
    }
}
