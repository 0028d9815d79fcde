package io.github.siocli.render;

import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;

/** Formats event names for users. */
final class EventNameText {

    private EventNameText() {}

    /**
     * Returns the name itself, or its JSON string if the name could be misread. Names that could be misread are empty,
     * look like a number but are strings, or contain white space, quotes, backslashes or characters that are shown
     * escaped.
     */
    static String format(EventName event) {
        String name = event.text();
        if (event.isNumber()) {
            return name;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == '"' || c == '\\' || c >= 0x7f && isMisread(name, i)) {
                return TerminalText.escape(Json.string(name).text());
            }
        }
        return name.isEmpty() || Json.isNumber(name) ? "\"" + name + "\"" : name;
    }

    private static boolean isMisread(String name, int i) {
        if (Character.isLowSurrogate(name.charAt(i)) && i > 0 && Character.isHighSurrogate(name.charAt(i - 1))) {
            return false;
        }
        int codePoint = name.codePointAt(i);
        return !TerminalText.isSafe(codePoint) || Character.isSpaceChar(codePoint);
    }
}
