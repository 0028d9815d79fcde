package io.github.siocli.prompt;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Draws the screen of a terminal as an SVG image with text elements, on a dark background of its own. */
final class ScreenSvg {

    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([0-9;]*)m");
    private static final double COLUMN_WIDTH = 8.4;
    private static final int LINE_HEIGHT = 19;
    private static final int MARGIN = 16;

    private static final String FOREGROUND = "#e6edf3";
    private static final List<String> COLORS =
            List.of("#6e7681", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#e6edf3");

    /** The attributes of text; an empty colour is that of the terminal. */
    private record Style(String color, boolean isBold, boolean isDim) {

        private static final Style PLAIN = new Style("", false, false);
    }

    private final StringBuilder svg = new StringBuilder();

    /** tmux writes a sequence only if the style changes, also at the beginning of a line. */
    private Style style = Style.PLAIN;

    private ScreenSvg() {}

    /**
     * Returns the image.
     *
     * @param screen lines with the escape sequences of colours
     */
    static String of(String title, int columns, String screen) {
        List<String> lines = screen.lines().toList();
        int width = (int) Math.ceil(columns * COLUMN_WIDTH) + 2 * MARGIN;
        int height = lines.size() * LINE_HEIGHT + 2 * MARGIN;
        ScreenSvg image = new ScreenSvg();
        image.svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" aria-label="%3$s">
                <rect width="%1$d" height="%2$d" rx="8" fill="#0d1117" stroke="#30363d"/>
                <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="%4$s" \
                xml:space="preserve">
                """.formatted(width, height, escaped(title), FOREGROUND));
        for (int i = 0; i < lines.size(); i++) {
            image.svg.append("<text y=\"").append(MARGIN + 14 + i * LINE_HEIGHT).append("\">");
            image.appendLine(lines.get(i));
            image.svg.append("</text>\n");
        }
        return image.svg.append("</g>\n</svg>\n").toString();
    }

    private void appendLine(String line) {
        Matcher matcher = SEQUENCE.matcher(line);
        int next = 0;
        int column = 0;
        while (matcher.find()) {
            column = appendText(line.substring(next, matcher.start()), column);
            changeStyle(matcher.group(1).isEmpty() ? "0" : matcher.group(1));
            next = matcher.end();
        }
        appendText(line.substring(next), column);
    }

    private int appendText(String text, int column) {
        if (!text.isBlank()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<tspan x=\"%.1f\" textLength=\"%.1f\"%s%s%s>%s</tspan>",
                    MARGIN + column * COLUMN_WIDTH,
                    text.length() * COLUMN_WIDTH,
                    style.color().isEmpty() ? "" : " fill=\"" + style.color() + "\"",
                    style.isBold() ? " font-weight=\"bold\"" : "",
                    style.isDim() ? " opacity=\"0.7\"" : "",
                    escaped(text)));
        }
        return column + text.length();
    }

    private void changeStyle(String codes) {
        Iterator<Integer> numbers =
                Stream.of(codes.split(";")).map(Integer::valueOf).iterator();
        while (numbers.hasNext()) {
            int code = numbers.next();
            style = switch (code) {
                case 0 -> Style.PLAIN;
                case 1 -> new Style(style.color(), true, style.isDim());
                case 2 -> new Style(style.color(), style.isBold(), true);
                case 22 -> new Style(style.color(), false, false);
                case 38 -> {
                    // 38;5;N is the only form that sio writes.
                    numbers.next();
                    yield withColor(paletteColor(numbers.next()));
                }
                case 30, 31, 32, 33, 34, 35, 36, 37 -> withColor(COLORS.get(code - 30));
                case 39 -> withColor("");
                case 49 -> style; // The background is never set.
                case 90, 91, 92, 93, 94, 95, 96, 97 -> withColor(COLORS.get(code - 90));
                default -> throw new IllegalArgumentException("unknown attribute " + code);
            };
        }
    }

    private Style withColor(String color) {
        return new Style(color, style.isBold(), style.isDim());
    }

    /** Returns one of the 256 colours of xterm: 16 named ones, a cube of 6 levels, and 24 greys. */
    private static String paletteColor(int index) {
        if (index < 16) {
            return COLORS.get(index % 8);
        }
        if (index >= 232) {
            int grey = 8 + 10 * (index - 232);
            return hex(grey, grey, grey);
        }
        int cube = index - 16;
        return hex(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
    }

    private static int level(int step) {
        return step == 0 ? 0 : 55 + 40 * step;
    }

    private static String hex(int red, int green, int blue) {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
