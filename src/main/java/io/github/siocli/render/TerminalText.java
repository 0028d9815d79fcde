package io.github.siocli.render;

/**
 * Makes text harmless for a terminal: what would move its cursor, change its settings, reverse its text or stay
 * invisible is shown as a JSON escape ({@code \}{@code u001b}), which inside a JSON string is still the same value.
 *
 * <p>Escaped are control characters (C0, DEL, C1), bidirectional controls, line and paragraph separators, invisible
 * format characters with the tags among them, and unpaired surrogates. The joiners U+200C and U+200D stay: emoji and
 * several scripts are written with them.
 */
public final class TerminalText {

    private static final int LARGE = 64 << 10;
    private static final int LINE_END = 1024;
    private static final String HEX = "0123456789abcdef";

    private TerminalText() {}

    /** The text with everything escaped that could drive a terminal; the same text where there is nothing. */
    public static String escape(String text) {
        int first = firstUnsafe(text, 0, text.length());
        if (first == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        append(escaped, text, first, text.length());
        return escaped.toString();
    }

    /** Appends text from outside, escaped. */
    static void append(StringBuilder out, String text, int from, int to) {
        int written = from;
        for (int i = firstUnsafe(text, from, to); i < to; i = firstUnsafe(text, written, to)) {
            appendPart(out, text, written, i);
            int codePoint = text.codePointAt(i);
            appendEscape(out, codePoint);
            written = i + Character.charCount(codePoint);
        }
        appendPart(out, text, written, to);
    }

    /**
     * Appends valid JSON, escaped and on one line: raw line breaks and tabs stand between tokens only, where an escape
     * would not be JSON, and become spaces.
     */
    static void appendJson(StringBuilder out, String json, int from, int to) {
        int written = from;
        for (int i = firstUnsafe(json, from, to); i < to; i = firstUnsafe(json, written, to)) {
            appendPart(out, json, written, i);
            int codePoint = json.codePointAt(i);
            if (isJsonSpace(codePoint)) {
                out.append(' ');
            } else {
                appendEscape(out, codePoint);
            }
            written = i + Character.charCount(codePoint);
        }
        appendPart(out, json, written, to);
    }

    /** Escapes lines of JSON that have been appended already; their line feeds stay. */
    static void escapeJsonLines(StringBuilder out, int from) {
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

    private static void appendPart(StringBuilder out, String text, int from, int to) {
        reserve(out, to - from);
        // Of a whole string the bytes are copied at once, of a part the characters one by one.
        if (from == 0 && to == text.length()) {
            out.append(text);
        } else {
            out.append(text, from, to);
        }
    }

    /** Makes room for a large text and for what ends its line, which would otherwise double the memory once more. */
    static void reserve(StringBuilder out, int length) {
        if (length > LARGE) {
            out.ensureCapacity(out.length() + length + LINE_END);
        }
    }

    static boolean isJsonSpace(int codePoint) {
        return codePoint == '\t' || codePoint == '\n' || codePoint == '\r' || codePoint == ' ';
    }

    static void appendEscape(StringBuilder out, int codePoint) {
        if (Character.isBmpCodePoint(codePoint)) {
            appendUnit(out, codePoint);
        } else {
            appendUnit(out, Character.highSurrogate(codePoint));
            appendUnit(out, Character.lowSurrogate(codePoint));
        }
    }

    private static void appendUnit(StringBuilder out, int unit) {
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

    /** Whether a terminal shows the character as a character, or as part of one. */
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
