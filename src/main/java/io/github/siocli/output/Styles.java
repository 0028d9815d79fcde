package io.github.siocli.output;

import io.github.siocli.render.TextStyle;
import java.util.Locale;
import java.util.Optional;

/** Decides what a stream can show, from the terminal, the environment and {@code --color}. */
public final class Styles {

    private Styles() {}

    /**
     * What a stream can show.
     *
     * @param terminal whether the stream is a terminal
     * @param wanted whether the user wants colours, where that was said
     */
    public static TextStyle of(Environment environment, boolean terminal, Optional<Boolean> wanted) {
        boolean dumb = environment.variable("TERM").filter("dumb"::equals).isPresent();
        boolean color = wanted.orElseGet(() -> colorByEnvironment(environment, terminal && !dumb));
        return new TextStyle(
                color, isUnicode(environment), terminal, environment.terminal().columns());
    }

    /** The conventions of no-color.org and bixense.com/clicolors. */
    private static boolean colorByEnvironment(Environment environment, boolean able) {
        if (environment.variable("NO_COLOR").isPresent()) {
            return false;
        }
        if (environment
                .variable("CLICOLOR_FORCE")
                .filter(force -> !force.equals("0"))
                .isPresent()) {
            return true;
        }
        return able && environment.variable("CLICOLOR").filter("0"::equals).isEmpty();
    }

    private static boolean isUnicode(Environment environment) {
        String locale = environment
                .variable("LC_ALL")
                .or(() -> environment.variable("LC_CTYPE"))
                .or(() -> environment.variable("LANG"))
                .orElse("")
                .toUpperCase(Locale.ROOT);
        return locale.contains("UTF-8") || locale.contains("UTF8");
    }
}
