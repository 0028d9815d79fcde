package io.github.siocli.output;

import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.event.FailureException;
import io.github.siocli.render.Palette;
import io.github.siocli.render.TextStyle;
import io.github.siocli.render.Theme;
import java.util.Locale;
import java.util.Optional;

/** Determines the text style of a stream from the terminal and the environment. */
public final class Styles {

    private Styles() {}

    private static final String THEME = "SIO_THEME";

    /**
     * Returns the text style of a stream.
     *
     * @param terminal true if the stream is a terminal
     * @param colors the user's choice, which overrides the environment
     */
    public static TextStyle of(Environment environment, boolean terminal, ColorChoice colors) {
        boolean color =
                colors.enabled().orElseGet(() -> colorByEnvironment(environment, terminal && !isDumb(environment)));
        return new TextStyle(
                color ? palette(environment, colors) : null,
                isUnicode(environment),
                terminal,
                terminal ? environment.terminal().columns() : () -> 0);
    }

    /** Returns true if the terminal understands no escape sequences. */
    static boolean isDumb(Environment environment) {
        return environment.variable("TERM").filter("dumb"::equals).isPresent();
    }

    private static Palette palette(Environment environment, ColorChoice colors) {
        Theme theme = colors.theme()
                .or(() -> environment.variable(THEME).flatMap(Theme::named))
                .orElse(Theme.AUTO);
        boolean indexed = environment.variable("COLORTERM").isPresent()
                || environment.variable("TERM").orElse("").matches(".*(256color|direct)");
        return theme.palette(indexed);
    }

    /**
     * Checks the variables of the environment.
     *
     * @throws FailureException if one of them is invalid
     */
    public static void check(Environment environment) throws FailureException {
        Optional<String> theme = environment.variable(THEME);
        if (theme.isPresent()) {
            OutputOptions.theme(THEME, theme.get());
        }
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
