package io.github.siocli.json;

/** Quotes and unquotes JSON strings (RFC 8259, section 7). */
final class JsonStrings {

    private static final String HEX = "0123456789abcdef";

    private JsonStrings() {}

    static String quote(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || isUnpaired(value, i)) {
                        appendEscape(quoted, c);
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** Unquotes a valid JSON string, which includes its quotes. */
    static String unquote(String quoted) {
        int end = quoted.length() - 1;
        int escape = quoted.indexOf('\\');
        if (escape < 0) {
            return quoted.substring(1, end);
        }
        StringBuilder value = new StringBuilder(end).append(quoted, 1, escape);
        for (int i = escape; i < end; i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            i++;
            switch (quoted.charAt(i)) {
                case 'b' -> value.append('\b');
                case 'f' -> value.append('\f');
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case 'u' -> {
                    value.append((char) Integer.parseInt(quoted, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> value.append(quoted.charAt(i));
            }
        }
        return value.toString();
    }

    private static boolean isUnpaired(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }

    private static void appendEscape(StringBuilder quoted, char c) {
        quoted.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            quoted.append(HEX.charAt((c >> shift) & 0xf));
        }
    }
}
