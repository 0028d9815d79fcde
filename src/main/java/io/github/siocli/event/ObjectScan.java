package io.github.siocli.event;

import io.github.siocli.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the objects in a JSON text that represent binary values: placeholders of attachments and the two forms of
 * {@link BinaryNotation}. It scans once and without recursion, as text from the network may be nested very deep.
 */
final class ObjectScan {

    /** The form of a matching object. */
    enum Form {
        /** {@code {"_placeholder":true,"num":0}}, with or without other members. */
        PLACEHOLDER,
        /** An object whose only member is {@code $binary} with a string. */
        BINARY,
        /** An object whose only member is {@code $escape} with an object. */
        ESCAPE
    }

    /**
     * A matching object in the text.
     *
     * @param form the form of the object
     * @param start index of its opening brace
     * @param end index after its closing brace
     * @param key index of the key {@code _placeholder}, {@code $binary} or {@code $escape}
     * @param valueStart index of the value of {@code num}, {@code $binary} or {@code $escape}; -1 if there is no
     *     {@code num}
     * @param valueEnd index after that value
     */
    record ObjectMatch(Form form, int start, int end, int key, int valueStart, int valueEnd) {

        /** Returns the number of a placeholder; -1 if it has no number that an attachment can have. */
        int number(String text) {
            return valueStart < 0 ? -1 : ObjectScan.number(text, valueStart, valueEnd);
        }
    }

    static final String PLACEHOLDER_KEY = "\"_placeholder\"";
    private static final String NUMBER_KEY = "\"num\"";
    private static final String BINARY_KEY = "$binary";
    private static final String ESCAPE_KEY = "$escape";
    static final int MOST_DIGITS = 9;

    /** An object or array whose end the scan has not reached. */
    private static final class Open {
        private final Open outer;
        private final int start;
        private final boolean object;
        private boolean keyDue;
        private int members;
        private int key = -1;
        private Form form;
        private boolean isNumber;
        private boolean isPlaceholder;
        private int valueStart = -1;
        private int valueEnd;

        private Open(Open outer, int start, boolean object) {
            this.outer = outer;
            this.start = start;
            this.object = object;
            this.keyDue = object;
        }
    }

    private final String text;
    private final List<ObjectMatch> found = new ArrayList<>();
    private Open open;

    private ObjectScan(String text) {
        this.text = text;
    }

    /** Returns the matching objects of a valid JSON text, in the order of their start. */
    static List<ObjectMatch> of(String json) {
        ObjectScan scan = new ObjectScan(json);
        scan.run();
        scan.found.sort(Comparator.comparingInt(ObjectMatch::start));
        return scan.found;
    }

    /** Returns the number in a part of a text; -1 if the part is not a number that an attachment can have. */
    static int number(String text, int from, int to) {
        if (from == to || to - from > MOST_DIGITS) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private void run() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '{', '[' -> {
                    value(c, at, at);
                    open = new Open(open, at, c == '{');
                    at++;
                }
                case '}', ']' -> {
                    at++;
                    close(at);
                }
                case ',' -> {
                    if (open != null) {
                        open.keyDue = open.object;
                    }
                    at++;
                }
                case ':', ' ', '\t', '\r', '\n' -> at++;
                case '"' -> {
                    int end = endOfString(at);
                    if (open != null && open.keyDue) {
                        key(at, end);
                    } else {
                        value(c, at, end);
                    }
                    at = end;
                }
                default -> {
                    int end = endOfWord(at);
                    value(c, at, end);
                    at = end;
                }
            }
        }
    }

    private void key(int from, int end) {
        open.keyDue = false;
        open.members++;
        open.isNumber = matches(NUMBER_KEY, from, end);
        open.isPlaceholder = matches(PLACEHOLDER_KEY, from, end);
        if (open.isPlaceholder) {
            open.key = from;
        } else if (open.members == 1
                && end - from > 1
                && (text.charAt(from + 1) == '$' || text.charAt(from + 1) == '\\')) {
            String name = Json.literal(text.substring(from, end)).stringValue();
            open.key = from;
            open.form = name.equals(BINARY_KEY) ? Form.BINARY : name.equals(ESCAPE_KEY) ? Form.ESCAPE : null;
        }
    }

    private boolean matches(String key, int from, int end) {
        return end - from == key.length() && text.startsWith(key, from);
    }

    /** Handles the start of a value; for an object or array, {@code end} is its start, as its end is unknown. */
    private void value(char first, int from, int end) {
        if (open == null || !open.object) {
            return;
        }
        if (open.isPlaceholder) {
            open.form = first == 't' ? Form.PLACEHOLDER : null;
        } else if (open.isNumber || open.members == 1 && isValueOf(open.form, first)) {
            open.valueStart = from;
            open.valueEnd = end;
        }
    }

    private static boolean isValueOf(Form form, char first) {
        return form == Form.BINARY && first == '"' || form == Form.ESCAPE && first == '{';
    }

    private void close(int end) {
        Open closed = open;
        open = closed.outer;
        boolean isAlone = closed.members == 1 && closed.valueStart >= 0;
        if (closed.form == Form.PLACEHOLDER || closed.form != null && isAlone) {
            found.add(new ObjectMatch(closed.form, closed.start, end, closed.key, closed.valueStart, closed.valueEnd));
        }
        if (open != null && open.form == Form.ESCAPE && open.members == 1 && open.valueStart == closed.start) {
            open.valueEnd = end;
        }
    }

    private int endOfString(int from) {
        int at = from + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private int endOfWord(int from) {
        int at = from + 1;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
