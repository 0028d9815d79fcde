package io.github.siocli.render;

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

    /** The names of all themes, in the order of the constants. */
    public static final List<String> NAMES = List.of("auto", "dark", "light", "basic");

    /** Returns the theme with a name; empty if there is none. */
    public static Optional<Theme> named(String name) {
        int index = NAMES.indexOf(name.toLowerCase(Locale.ROOT));
        return index < 0 ? Optional.empty() : Optional.of(values()[index]);
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
