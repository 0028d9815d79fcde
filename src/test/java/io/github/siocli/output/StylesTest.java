package io.github.siocli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.render.Palette;
import io.github.siocli.render.Theme;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StylesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    false |                                         | false
                    true  |                                         | true
                    true  | NO_COLOR=1                              | false
                    true  | CLICOLOR=0                              | false
                    true  | TERM=dumb                               | false
                    false | CLICOLOR_FORCE=1                        | true
                    false | CLICOLOR_FORCE=0                        | false
                    false | CLICOLOR_FORCE=1 NO_COLOR=1             | false
                    """)
    void followsTheEnvironment(boolean terminal, String variables, boolean color) {
        Environment environment = environment(variables == null ? "" : variables);
        assertThat(Styles.of(environment, terminal, ColorChoice.AUTOMATIC).color())
                .isEqualTo(color);
        ColorChoice off = new ColorChoice(Optional.of(false), Optional.empty());
        assertThat(Styles.of(environment, terminal, off).color()).isFalse();
    }

    @Test
    void choosesThemeByOptionThenByVariableIfTerminalHasIndexedColours() {
        ColorChoice dark = new ColorChoice(Optional.empty(), Optional.of(Theme.DARK));
        String light = "SIO_THEME=light TERM=xterm-256color";
        assertThat(palette(light, dark)).isSameAs(Theme.DARK.palette(true));
        assertThat(palette(light, ColorChoice.AUTOMATIC)).isSameAs(Theme.LIGHT.palette(true));
        assertThat(palette("COLORTERM=truecolor", ColorChoice.AUTOMATIC)).isSameAs(Theme.AUTO.palette(true));
        assertThat(palette("TERM=xterm", dark)).isSameAs(Theme.BASIC.palette(false));
    }

    @Test
    void refusesUnknownThemeOfVariable() {
        assertThatThrownBy(() -> Styles.check(environment("SIO_THEME=pink")))
                .hasMessageContaining("SIO_THEME takes a colour theme, not \"pink\"");
    }

    private static Palette palette(String variables, ColorChoice colors) {
        return Styles.of(environment(variables), true, colors).palette();
    }

    private static Environment environment(String variables) {
        Map<String, String> map = new HashMap<>();
        for (String pair : variables.strip().split(" ")) {
            String[] parts = pair.split("=", 2);
            map.put(parts[0], parts[parts.length - 1]);
        }
        return new Environment(
                new StandardStreams(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream()),
                TerminalInfo.NONE,
                map,
                Path.of(""),
                Clock.systemUTC(),
                Interrupts.NONE);
    }
}
