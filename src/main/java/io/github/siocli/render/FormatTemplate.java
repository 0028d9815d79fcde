package io.github.siocli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A template of {@code --format}. It consists of text, {@code %{name}} for a value of the event, {@code %%} for a
 * percent sign, and the escapes {@code \n \t \r \\ \0 \e}.
 */
public final class FormatTemplate {

    /** The kinds of pieces in a template. */
    enum Place {
        TIME,
        DIR,
        TYPE,
        NSP,
        SID,
        CLIENT,
        EVENT,
        ARGS,
        ID,
        ELAPSED,
        COUNT,
        ARGUMENT,
        TEXT
    }

    /**
     * One piece of a template.
     *
     * @param place the kind of piece
     * @param argument number of the argument, from 1; 0 for other kinds
     * @param text the text; empty for other kinds
     */
    record Piece(Place place, int argument, String text) {}

    /** The names that a template can use, for messages and help; {@code %{1}} is the first argument. */
    public static final String NAMES = "time, dir, type, nsp, sid, client, event, args, id, elapsed, count, 1, 2, ...";

    private final List<Piece> pieces;

    private FormatTemplate(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * Parses a template.
     *
     * @throws FormatSyntaxException if the template is invalid
     */
    public static FormatTemplate parse(String template) throws FormatSyntaxException {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            if (template.startsWith("%{", i)) {
                int end = template.indexOf('}', i);
                if (end < 0) {
                    throw new FormatSyntaxException("this %{ has no closing }", i);
                }
                addText(pieces, text);
                pieces.add(place(template.substring(i + 2, end), i));
                i = end + 1;
            } else if (c == '%') {
                if (!template.startsWith("%%", i)) {
                    throw new FormatSyntaxException("write a percent sign as %%, a name as %{name}", i);
                }
                text.append('%');
                i += 2;
            } else if (c == '\\') {
                text.append(escaped(template, i));
                i += 2;
            } else {
                text.append(c);
                i++;
            }
        }
        addText(pieces, text);
        return new FormatTemplate(pieces);
    }

    List<Piece> pieces() {
        return pieces;
    }

    private static void addText(List<Piece> pieces, StringBuilder text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(Place.TEXT, 0, text.toString()));
            text.setLength(0);
        }
    }

    private static Piece place(String name, int offset) throws FormatSyntaxException {
        if (name.matches("[1-9][0-9]{0,8}")) {
            return new Piece(Place.ARGUMENT, Integer.parseInt(name), "");
        }
        for (Place place : Place.values()) {
            boolean named = place.compareTo(Place.ARGUMENT) < 0;
            if (named && place.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new Piece(place, 0, "");
            }
        }
        throw new FormatSyntaxException("there is no %{" + name + "}; the names are " + NAMES, offset);
    }

    private static char escaped(String template, int offset) throws FormatSyntaxException {
        char c = offset + 1 < template.length() ? template.charAt(offset + 1) : ' ';
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            case 'e' -> '\u001b';
            case '\\' -> '\\';
            default ->
                throw new FormatSyntaxException(
                        "the escapes are \\n \\t \\r \\0 \\e, and \\\\ for a backslash", offset);
        };
    }
}
