package io.github.siocli.event;

import io.github.siocli.json.Json;
import io.github.siocli.text.ByteScan;
import io.github.siocli.text.Utf8Builder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The arguments of an event or an acknowledgement.
 *
 * <p>Binary values are kept outside the JSON, at any depth of nesting: the text has a placeholder
 * ({@code {"_placeholder":true,"num":0}}, Socket.IO protocol 5, "Packet encoding"), and the attachments have the bytes.
 *
 * @param values the arguments in order, each exactly as it was on the wire
 * @param attachments the binary values; the number in a placeholder is an index in this list
 */
public record Arguments(List<Json> values, List<Attachment> attachments) {

    /** No arguments. */
    public static final Arguments NONE = new Arguments(List.of(), List.of());

    /**
     * Spelling of the key {@code _placeholder} in an ordinary object: equal in JSON, but not taken for a placeholder.
     */
    static final String ORDINARY_KEY = "\"\\u005fplaceholder\"";

    private static final String PLACEHOLDER_HEAD = "{\"_placeholder\":true,\"num\":";

    public Arguments {
        values = List.copyOf(values);
        attachments = List.copyOf(attachments);
    }

    /** Returns arguments without binary values. */
    public static Arguments of(Json... values) {
        return new Arguments(List.of(values), List.of());
    }

    /** Returns the placeholder of the attachment at an index. */
    public static Json placeholder(int number) {
        return Json.literal(PLACEHOLDER_HEAD + number + "}");
    }

    /**
     * Parses arguments in which binary values are written as {@code {"$binary":"<base64>"}}, at any depth of nesting,
     * and ordinary objects of that form as {@code {"$escape":…}}.
     *
     * @throws Base64Exception if the string of a {@code $binary} is not Base64
     */
    public static Arguments ofText(List<Json> values) throws Base64Exception {
        Builder builder = new Builder();
        values.forEach(builder::add);
        return builder.build();
    }

    /** Builds arguments from the values that users type or files contain. */
    public static final class Builder {

        private final List<Object> parts = new ArrayList<>();
        private boolean binary;

        /** Adds a JSON value, in which binary values are written as {@link #ofText} reads them. */
        public Builder add(Json value) {
            parts.add(value);
            binary |= BinaryNotation.isPossible(value) && BinaryNotation.holdsBytes(value.text());
            return this;
        }

        /** Adds a binary value. */
        public Builder add(Attachment value) {
            parts.add(value);
            binary = true;
            return this;
        }

        /**
         * Builds the arguments.
         *
         * @throws Base64Exception if the string of a {@code $binary} is not Base64
         */
        public Arguments build() throws Base64Exception {
            List<Json> values = new ArrayList<>();
            List<Attachment> attachments = new ArrayList<>();
            for (Object part : parts) {
                if (part instanceof Attachment attachment) {
                    values.add(placeholder(attachments.size()));
                    attachments.add(attachment);
                } else {
                    Json value = (Json) part;
                    boolean isPlain = !binary && !BinaryNotation.isPossible(value);
                    values.add(isPlain ? value : Json.literal(BinaryNotation.read(value.text(), attachments, binary)));
                }
            }
            return new Arguments(values, attachments);
        }
    }

    /** Returns true if an argument is a binary value or contains one. */
    public boolean isBinary() {
        return !attachments.isEmpty();
    }

    /** Returns the size in bytes: the JSON texts plus the binary values. */
    public long size() {
        long size = 0;
        for (Json value : values) {
            size += value.size();
        }
        for (Attachment attachment : attachments) {
            size += attachment.size();
        }
        return size;
    }

    /**
     * Returns the text of each argument, with binary values replaced.
     *
     * @param replacement returns the text that replaces an attachment
     */
    public List<String> texts(Function<Attachment, String> replacement) {
        List<String> texts = new ArrayList<>(values.size());
        for (Json value : values) {
            texts.add(
                    attachments.isEmpty()
                            ? value.text()
                            : BinaryNotation.replaceAttachments(value.text(), attachments, replacement, false));
        }
        return texts;
    }

    /** Returns the text of each argument in the notation that {@link #ofText} reads. */
    public List<String> toTexts() {
        List<String> texts = new ArrayList<>(values.size());
        for (Json value : values) {
            texts.add(toText(value));
        }
        return texts;
    }

    /** Returns the text of one argument in the notation that {@link #ofText} reads. */
    public String toText(Json value) {
        return isPlain(value)
                ? value.text()
                : BinaryNotation.replaceAttachments(value.text(), attachments, Attachment::toJson, true);
    }

    /** Appends one argument on one line, in the notation that {@link #ofText} reads. */
    public void appendText(Json value, Utf8Builder out) {
        int number = attachments.isEmpty() ? -1 : placeholderNumber(value);
        if (number >= 0 && number < attachments.size()) {
            attachments.get(number).appendJsonTo(out);
        } else if (isPlain(value)) {
            value.appendOneLineTo(out);
        } else {
            int from = out.length();
            out.append(toText(value));
            out.replaceLineBreaks(from);
        }
    }

    /** Returns true if an argument is written as it is: nothing in it stands for bytes or looks as if it did. */
    private boolean isPlain(Json value) {
        return attachments.isEmpty() && !BinaryNotation.isPossible(value);
    }

    /**
     * Returns true if an ordinary object looks like the placeholder of an attachment. A reader that parses the
     * arguments as JSON would take it for a placeholder.
     */
    public boolean isAmbiguous() {
        if (isBinary()) {
            for (Json value : values) {
                if (value.contains(ORDINARY_KEY)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the numbers of the placeholders in the arguments; -1 for a placeholder without a number. */
    public List<Integer> placeholders() {
        List<Integer> numbers = new ArrayList<>();
        for (Json value : values) {
            int number = placeholderNumber(value);
            if (number >= 0) {
                numbers.add(number);
            } else if (value.kind() == Json.Kind.OBJECT || value.kind() == Json.Kind.ARRAY) {
                addPlaceholders(value.text(), numbers);
            }
        }
        return numbers;
    }

    private static void addPlaceholders(String text, List<Integer> numbers) {
        for (ObjectScan.ObjectMatch object : ObjectScan.of(text)) {
            if (object.form() == ObjectScan.Form.PLACEHOLDER) {
                numbers.add(object.number(text));
            }
        }
    }

    /**
     * Returns the number of the placeholder that a whole value is, in the form that {@link #placeholder} writes; -1 if
     * it is something else. Most binary values are arguments of their own, which need no {@link ObjectScan}.
     */
    private static int placeholderNumber(Json value) {
        int digits = value.size() - PLACEHOLDER_HEAD.length() - 1;
        if (digits < 1 || digits > ObjectScan.MOST_DIGITS) {
            return -1;
        }
        String text = value.text();
        return text.startsWith(PLACEHOLDER_HEAD)
                ? ObjectScan.number(text, PLACEHOLDER_HEAD.length(), text.length() - 1)
                : -1;
    }

    /** Returns the binary value that a whole value stands for; empty if it is something else. */
    public Optional<Attachment> attachment(Json value) {
        String text = value.text();
        return ObjectScan.of(text).stream()
                .filter(object -> object.form() == ObjectScan.Form.PLACEHOLDER && object.start() == 0)
                .map(object -> object.number(text))
                .filter(number -> number >= 0 && number < attachments.size())
                .map(attachments::get)
                .findFirst();
    }

    /**
     * A placeholder in the text of a value.
     *
     * @param attachment the attachment that it stands for
     * @param end the index after the placeholder
     */
    public record Placeholder(Attachment attachment, int end) {}

    /**
     * Returns the placeholder that begins at an index of JSON, in the form that {@link #placeholder} writes. The
     * result is empty if no placeholder begins there, or if these arguments have no attachment with its number.
     */
    public Optional<Placeholder> placeholderAt(byte[] json, int from) {
        int digits = from + PLACEHOLDER_HEAD.length();
        if (digits > json.length || !PLACEHOLDER_HEAD.equals(ascii(json, from, digits))) {
            return Optional.empty();
        }
        int end = ByteScan.indexOf(json, (byte) '}', digits, json.length);
        int number = Integer.parseInt(ascii(json, digits, end));
        return number < attachments.size()
                ? Optional.of(new Placeholder(attachments.get(number), end + 1))
                : Optional.empty();
    }

    private static String ascii(byte[] json, int from, int to) {
        return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
