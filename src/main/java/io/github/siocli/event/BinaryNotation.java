package io.github.siocli.event;

import io.github.siocli.event.ObjectScan.Form;
import io.github.siocli.event.ObjectScan.ObjectMatch;
import io.github.siocli.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Bytes in JSON text, for records and for what people type: {@code {"$binary":"<base64>"}}.
 *
 * <p>An ordinary object that looks like this is written as {@code {"$escape":{"$binary":…}}}, and so is one that looks like
 * an escape. {@code $escape} takes the object in it for an ordinary one, and says nothing of the values inside of that. So
 * whatever is written is read back as it was, however deep it is nested.
 */
final class BinaryNotation {

    private static final String ESCAPE = "{\"$escape\":";

    private BinaryNotation() {}

    /** Returns true if a text may hold an object of this notation: each of their keys begins with a dollar. */
    static boolean isPossible(String json) {
        return (json.indexOf('$') >= 0 || json.contains("\\u0024"))
                && (json.contains("\"$binary\"") || json.contains("\"$escape\"") || json.contains("\\u00"));
    }

    /**
     * Writes a value.
     *
     * @param json the value, with placeholders for its attachments
     * @param attachments the attachments; if there are none, an object that looks like a placeholder is an ordinary one
     */
    static String write(String json, List<Attachment> attachments) {
        if (attachments.isEmpty() && !isPossible(json)) {
            return json;
        }
        return replaced(json, attachments, Attachment::mark, true);
    }

    /**
     * The text of a value with something else in the place of its attachments.
     *
     * @param escaping whether ordinary objects that look like this notation are escaped
     */
    static String replaced(
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

    /** Returns true if the notation stands for bytes somewhere in a text. */
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
     * Reads a value.
     *
     * @param attachments takes the bytes in it, which leave placeholders in the text
     * @param hiding whether ordinary objects that look like placeholders are respelled, so that they are not taken for some
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
