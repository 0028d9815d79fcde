package io.github.siocli.render;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jline.jansi.Ansi;

/** The escape sequences of a theme, made once. */
public final class Palette {

    /** Each colour has a contrast of at least 4 to black and to white (WCAG 2, relative luminance). */
    static final Palette AUTO = indexed(new Colors(243, 28, 27, 133, 30, 130, 161));

    static final Palette DARK = indexed(new Colors(246, 114, 111, 176, 80, 215, 203));
    static final Palette LIGHT = indexed(new Colors(241, 22, 25, 90, 23, 94, 124));
    static final Palette BASIC = new Palette(role -> switch (role) {
        case PLAIN -> new Ansi();
        case NAME -> new Ansi().bold();
        case MUTED -> new Ansi().a(Ansi.Attribute.INTENSITY_FAINT);
        case INCOMING, JSON_STRING -> new Ansi().fgGreen();
        case OUTGOING, CLIENT, JSON_KEY, HINT -> new Ansi().fgCyan();
        case NAMESPACE, JSON_NUMBER, JSON_LITERAL, BINARY, WARNING -> new Ansi().fgMagenta();
        case ERROR -> new Ansi().fgRed();
    });

    private static final String RESET = new Ansi().reset().toString();

    private final Map<TextRole, String> starts = new EnumMap<>(TextRole.class);

    private Palette(Function<TextRole, Ansi> sequence) {
        for (TextRole role : TextRole.values()) {
            starts.put(role, sequence.apply(role).toString());
        }
    }

    /** Numbers of indexed colours. */
    private record Colors(int grey, int green, int blue, int magenta, int cyan, int orange, int red) {}

    private static Palette indexed(Colors colors) {
        return new Palette(role -> switch (role) {
            case PLAIN -> new Ansi();
            case NAME -> new Ansi().bold();
            case MUTED -> new Ansi().fg(colors.grey());
            case INCOMING, JSON_STRING -> new Ansi().fg(colors.green());
            case OUTGOING, CLIENT -> new Ansi().fg(colors.blue());
            case NAMESPACE, JSON_LITERAL, BINARY -> new Ansi().fg(colors.magenta());
            case JSON_KEY, HINT -> new Ansi().fg(colors.cyan());
            case JSON_NUMBER, WARNING -> new Ansi().fg(colors.orange());
            case ERROR -> new Ansi().fg(colors.red());
        });
    }

    /** Returns the escape sequence that begins text of a role; empty for {@link TextRole#PLAIN}. */
    public String start(TextRole role) {
        return starts.get(role);
    }

    /** Returns the escape sequence that ends coloured text. */
    String reset() {
        return RESET;
    }
}
