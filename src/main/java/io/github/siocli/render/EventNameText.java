package io.github.siocli.render;

import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;

/** How names of events are shown to people. */
final class EventNameText {

    private EventNameText() {}

    /**
     * The name itself, or the JSON string of one that would be misread: an empty one, one that looks like a number and is
     * none, and one with white space, quotes, or something that is shown escaped.
     */
    static String shown(EventName event) {
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
