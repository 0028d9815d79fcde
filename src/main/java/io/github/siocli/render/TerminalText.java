package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;

/**
 * Escapes text for a terminal. Characters that move the cursor, change settings, reverse text or are invisible become
 * JSON escapes ({@code \}{@code u001b}), which inside a JSON string have the same value.
 *
 * <p>It escapes control characters (C0, DEL, C1), bidirectional controls, line and paragraph separators, invisible
 * format characters including tags, and unpaired surrogates. It keeps the joiners U+200C and U+200D, as emoji and
 * several scripts need them.
 */
public final class TerminalText {

    private static final String HEX = "0123456789abcdef";
    private static final int ESCAPE_LENGTH = "\\u0000".length();

    private TerminalText() {}

    /** Returns the text with unsafe characters escaped; returns the same object if there are none. */
    public static String escape(String text) {
        int first = firstUnsafe(text, 0, text.length());
        if (first == text.length()) {
            return text;
        }
        Utf8Builder escaped = new Utf8Builder(text.length() + 16).append(text, 0, first);
        append(escaped, text, first, text.length());
        return escaped.toString();
    }

    /** Appends part of an untrusted text, escaped. */
    static void append(Utf8Builder out, String text, int from, int to) {
        int written = from;
        for (int i = firstUnsafe(text, from, to); i < to; i = firstUnsafe(text, written, to)) {
            out.append(text, written, i);
            int codePoint = text.codePointAt(i);
            appendEscape(out, codePoint);
            written = i + Character.charCount(codePoint);
        }
        out.append(text, written, to);
    }

    /**
     * Appends part of a valid JSON text, escaped and on one line. Raw line breaks and tabs become spaces: they occur
     * only between tokens, and an escape there would not be JSON.
     */
    static void appendJson(Utf8Builder out, String json, int from, int to) {
        int written = from;
        for (int i = firstUnsafe(json, from, to); i < to; i = firstUnsafe(json, written, to)) {
            out.append(json, written, i);
            int codePoint = json.codePointAt(i);
            if (isJsonSpace(codePoint)) {
                out.append(' ');
            } else {
                appendEscape(out, codePoint);
            }
            written = i + Character.charCount(codePoint);
        }
        out.append(json, written, to);
    }

    /** Escapes the JSON lines in a builder from an index on, and keeps their line feeds. */
    static void escapeJsonLines(Utf8Builder out, int from) {
        String lines = out.substring(from);
        int first = firstUnsafe(lines, 0, lines.length());
        while (first < lines.length() && lines.charAt(first) == '\n') {
            first = firstUnsafe(lines, first + 1, lines.length());
        }
        if (first == lines.length()) {
            return;
        }
        out.setLength(from);
        int line = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', line)) {
            appendJson(out, lines, line, end);
            out.append('\n');
            line = end + 1;
        }
        appendJson(out, lines, line, lines.length());
    }

    /**
     * Returns a valid JSON text in which printable characters stand for their escapes, as people read {@code "José"}
     * more easily than the escapes that Python servers send. The value is the same. Quotes, backslashes, unsafe
     * characters, spaces and unassigned characters stay escaped.
     */
    static String readable(String json) {
        int escape = json.indexOf('\\');
        if (escape < 0) {
            return json;
        }
        StringBuilder readable = new StringBuilder(json.length());
        int copied = 0;
        while (escape >= 0) {
            int end = escape + 2;
            int codePoint = json.charAt(escape + 1);
            if (codePoint == 'u') {
                codePoint = unit(json, escape);
                end = escape + ESCAPE_LENGTH;
                boolean paired = Character.isHighSurrogate((char) codePoint) && json.startsWith("\\u", end);
                if (paired && Character.isLowSurrogate((char) unit(json, end))) {
                    codePoint = Character.toCodePoint((char) codePoint, (char) unit(json, end));
                    end += ESCAPE_LENGTH;
                }
            }
            boolean unicode = end > escape + 2;
            if (unicode ? isPrintable(codePoint) : codePoint == '/') {
                readable.append(json, copied, escape).appendCodePoint(codePoint);
                copied = end;
            }
            escape = json.indexOf('\\', end);
        }
        return readable.append(json, copied, json.length()).toString();
    }

    /** Returns the value of an escape of six characters. */
    private static int unit(String json, int escape) {
        return Integer.parseInt(json, escape + 2, escape + ESCAPE_LENGTH, 16);
    }

    private static boolean isPrintable(int c) {
        int type = Character.getType(c);
        return isSafe(c)
                && c != '"'
                && c != '\\'
                && (c == ' ' || !Character.isSpaceChar(c))
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE;
    }

    static boolean isJsonSpace(int codePoint) {
        return codePoint == '\t' || codePoint == '\n' || codePoint == '\r' || codePoint == ' ';
    }

    static void appendEscape(Utf8Builder out, int codePoint) {
        if (Character.isBmpCodePoint(codePoint)) {
            appendUnit(out, codePoint);
        } else {
            appendUnit(out, Character.highSurrogate(codePoint));
            appendUnit(out, Character.lowSurrogate(codePoint));
        }
    }

    private static void appendUnit(Utf8Builder out, int unit) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((unit >> shift) & 0xf));
        }
    }

    private static int firstUnsafe(String text, int from, int to) {
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                i++;
                continue;
            }
            int codePoint = text.codePointAt(i);
            if (!isSafe(codePoint)) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return to;
    }

    /** Returns true if a terminal shows the character, on its own or as part of another, without side effects. */
    static boolean isSafe(int c) {
        if (c < 0xad) {
            return c >= ' ' && (c < 0x7f || c > 0x9f);
        }
        if (c < 0x2000) {
            return c != 0xad && c != 0x34f && c != 0x61c && c != 0x180e;
        }
        if (c < 0x2070) {
            boolean invisible = c == 0x200b || c == 0x200e || c == 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2060;
            return !invisible;
        }
        if (c < 0x10000) {
            return !Character.isSurrogate((char) c) && c != 0xfeff && (c < 0xfff9 || c > 0xfffb);
        }
        boolean notation = c >= 0x1bca0 && c <= 0x1bca3 || c >= 0x1d173 && c <= 0x1d17a;
        boolean tag = c >= 0xe0000 && c <= 0xe007f;
        return !notation && !tag;
    }
}
