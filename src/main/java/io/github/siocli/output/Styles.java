package io.github.siocli.output;

import io.github.siocli.render.TextStyle;
import java.util.Locale;

/** Determines the text style of a stream from the terminal and the environment. */
public final class Styles {

    private Styles() {}

    /**
     * Returns the text style of a stream; {@link TextStyle#withColor} applies the user's choice of colours.
     *
     * @param terminal true if the stream is a terminal
     */
    public static TextStyle of(Environment environment, boolean terminal) {
        boolean dumb = environment.variable("TERM").filter("dumb"::equals).isPresent();
        boolean color = colorByEnvironment(environment, terminal && !dumb);
        return new TextStyle(
                color, isUnicode(environment), terminal, environment.terminal().columns());
    }

    /** Follows the conventions of no-color.org and bixense.com/clicolors. */
    private static boolean colorByEnvironment(Environment environment, boolean supported) {
        if (environment.variable("NO_COLOR").isPresent()) {
            return false;
        }
        if (environment
                .variable("CLICOLOR_FORCE")
                .filter(force -> !force.equals("0"))
                .isPresent()) {
            return true;
        }
        return supported && environment.variable("CLICOLOR").filter("0"::equals).isEmpty();
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
