package io.github.siocli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PaletteTest {

    private static final double WHITE = 1;
    private static final double BLACK = 0;

    @Test
    void standardColoursAreReadableOnDarkAndLightBackgrounds() {
        assertThat(luminances(Palette.AUTO)).hasSizeGreaterThan(10).allSatisfy(color -> {
            assertThat(contrast(color, WHITE)).isGreaterThan(4);
            assertThat(contrast(color, BLACK)).isGreaterThan(4);
        });
    }

    @Test
    void darkAndLightThemesHaveHighContrast() {
        assertThat(luminances(Palette.DARK))
                .allSatisfy(color -> assertThat(contrast(color, BLACK)).isGreaterThan(6.5));
        assertThat(luminances(Palette.LIGHT))
                .allSatisfy(color -> assertThat(contrast(color, WHITE)).isGreaterThan(5.5));
    }

    @Test
    void basicColoursUseNoYellowAndDimNoContent() {
        for (TextRole role : TextRole.values()) {
            assertThat(Palette.BASIC.start(role)).doesNotContain("33m");
            assertThat(Palette.BASIC.start(role).contains("[2m")).isEqualTo(role == TextRole.MUTED);
        }
    }

    @Test
    void terminalWithoutIndexedColoursGetsBasicOnes() {
        for (Theme theme : Theme.values()) {
            assertThat(theme.palette(false)).isSameAs(Palette.BASIC);
        }
        for (Theme theme : Theme.values()) {
            assertThat(Theme.named(theme.name())).contains(theme);
        }
        assertThat(Theme.named("pink")).isEmpty();
    }

    /** Returns the relative luminance of each indexed colour in a palette. */
    private static List<Double> luminances(Palette palette) {
        return Arrays.stream(TextRole.values())
                .map(role -> Pattern.compile("\u001b\\[38;5;(\\d+)m").matcher(palette.start(role)))
                .filter(Matcher::matches)
                .map(matcher -> luminance(Integer.parseInt(matcher.group(1))))
                .toList();
    }

    private static double luminance(int index) {
        int[] levels = {0, 95, 135, 175, 215, 255};
        int cube = index - 16;
        int grey = 8 + 10 * (index - 232);
        return index >= 232
                ? linear(grey)
                : 0.2126 * linear(levels[cube / 36])
                        + 0.7152 * linear(levels[cube / 6 % 6])
                        + 0.0722 * linear(levels[cube % 6]);
    }

    private static double linear(int level) {
        double share = level / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }
}
