package io.github.siocli.event;

import io.github.siocli.event.ObjectScan.Form;
import io.github.siocli.event.ObjectScan.ObjectMatch;
import io.github.siocli.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Reads and writes binary values in JSON text, as {@code {"$binary":"<base64>"}}. JSON output and user input use this
 * notation.
 *
 * <p>An ordinary object of this form is escaped as {@code {"$escape":{"$binary":…}}}, and an ordinary object in the
 * form of an escape is escaped as well. {@code $escape} applies to the object directly inside of it, not to the values
 * nested in that object. So reading restores every value that was written, at any depth of nesting.
 */
final class BinaryNotation {

    private static final String ESCAPE = "{\"$escape\":";

    private BinaryNotation() {}

    /**
     * Returns false if a value cannot contain an object of this notation, by a quick search for its keys.
     */
    static boolean isPossible(Json json) {
        return !json.isScalar()
                && json.containsDollarOrBackslash()
                && (json.contains("\"$binary\"") || json.contains("\"$escape\"") || json.contains("\\u00"));
    }

    /**
     * Returns the text of a value with its attachments replaced.
     *
     * @param json the value, with placeholders for its attachments
     * @param attachments the attachments; if the list is empty, an object in the form of a placeholder is ordinary
     * @param replacement returns the text that replaces an attachment
     * @param escaping true to escape ordinary objects of this notation's form
     */
    static String replaceAttachments(
            String json, List<Attachment> attachments, Function<Attachment, String> replacement, boolean escaping) {
        List<ObjectMatch> found = ObjectScan.of(json);
        if (found.isEmpty()) {
            return json;
        }
        StringBuilder out = new StringBuilder(json.length() + 16);
        Deque<Integer> ends = new ArrayDeque<>();
        int copied = 0;
        for (ObjectMatch object : found) {
            while (!ends.isEmpty() && ends.peek() <= object.start()) {
                copied = close(json, copied, ends.pop(), out);
            }
            if (object.start() < copied) {
                continue;
            }
            int number = object.form() == Form.PLACEHOLDER ? object.number(json) : -1;
            if (number >= 0 && number < attachments.size()) {
                out.append(json, copied, object.start()).append(replacement.apply(attachments.get(number)));
                copied = object.end();
            } else if (escaping && object.form() != Form.PLACEHOLDER) {
                out.append(json, copied, object.start()).append(ESCAPE);
                copied = object.start();
                ends.push(object.end());
            }
        }
        while (!ends.isEmpty()) {
            copied = close(json, copied, ends.pop(), out);
        }
        return out.append(json, copied, json.length()).toString();
    }

    private static int close(String json, int copied, int end, StringBuilder out) {
        out.append(json, copied, end).append('}');
        return end;
    }

    /** Returns true if a text contains a binary value in this notation. */
    static boolean holdsBytes(String json) {
        int suppressed = -1;
        for (ObjectMatch object : ObjectScan.of(json)) {
            if (object.start() != suppressed && object.form() == Form.BINARY) {
                return true;
            }
            suppressed =
                    object.start() != suppressed && object.form() == Form.ESCAPE ? object.valueStart() : suppressed;
        }
        return false;
    }

    /**
     * Reads a value in this notation.
     *
     * @param attachments receives the binary values of the text
     * @param hiding true to respell the keys of ordinary objects that look like placeholders, so that readers do not
     *     take them for placeholders
     * @return the text with a placeholder for each binary value
     * @throws Base64Exception if the string of a {@code $binary} is not Base64
     */
    static String read(String json, List<Attachment> attachments, boolean hiding) throws Base64Exception {
        StringBuilder out = new StringBuilder(json.length());
        Deque<ObjectMatch> escapes = new ArrayDeque<>();
        int suppressed = -1;
        int copied = 0;
        for (ObjectMatch object : ObjectScan.of(json)) {
            while (!escapes.isEmpty() && escapes.peek().end() <= object.start()) {
                copied = leave(json, copied, escapes.pop(), out);
            }
            if (object.form() == Form.PLACEHOLDER) {
                if (hiding) {
                    out.append(json, copied, object.key()).append(Arguments.ORDINARY_KEY);
                    copied = object.key() + ObjectScan.PLACEHOLDER_KEY.length();
                }
            } else if (object.start() != suppressed) {
                out.append(json, copied, object.start());
                if (object.form() == Form.BINARY) {
                    String base64 = Json.literal(json.substring(object.valueStart(), object.valueEnd()))
                            .stringValue();
                    out.append(Arguments.placeholder(attachments.size()).text());
                    attachments.add(Attachment.ofBase64(base64));
                    copied = object.end();
                } else {
                    copied = object.valueStart();
                    suppressed = copied;
                    escapes.push(object);
                }
            }
        }
        while (!escapes.isEmpty()) {
            copied = leave(json, copied, escapes.pop(), out);
        }
        return out.append(json, copied, json.length()).toString();
    }

    private static int leave(String json, int copied, ObjectMatch escape, StringBuilder out) {
        out.append(json, copied, escape.valueEnd());
        return escape.end();
    }
}
