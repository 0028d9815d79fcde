package io.github.siocli.render;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Colour themes that the user can choose. */
public enum Theme {
    /** For dark and light backgrounds. */
    AUTO,
    /** Light colours for dark backgrounds. */
    DARK,
    /** Dark colours for light backgrounds. */
    LIGHT,
    /** The standard colours of the terminal, without yellow. */
    BASIC;

    /** The names of all themes. */
    public static final List<String> NAMES =
            Arrays.stream(values()).map(Theme::label).toList();

    /** Returns the theme with a name; empty if there is none. */
    public static Optional<Theme> named(String name) {
        return Arrays.stream(values())
                .filter(theme -> theme.label().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the colours of this theme.
     *
     * @param indexed true if the terminal has the 256 indexed colours; otherwise all themes are like {@link #BASIC}
     */
    public Palette palette(boolean indexed) {
        if (!indexed) {
            return Palette.BASIC;
        }
        return switch (this) {
            case AUTO -> Palette.AUTO;
            case DARK -> Palette.DARK;
            case LIGHT -> Palette.LIGHT;
            case BASIC -> Palette.BASIC;
        };
    }
}
