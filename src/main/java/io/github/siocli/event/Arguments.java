package io.github.siocli.event;

import io.github.siocli.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The arguments of an event or an acknowledgement.
 *
 * <p>Binary values are taken out of the JSON, wherever they stand in it: a placeholder is left in the text
 * ({@code {"_placeholder":true,"num":0}}, Socket.IO protocol 5, "Packet encoding") and the bytes are in the attachments.
 *
 * @param values the arguments in order, each exactly as it was on the wire
 * @param attachments the binary values, in the order of their numbers
 */
public record Arguments(List<Json> values, List<Attachment> attachments) {

    /** No arguments. */
    public static final Arguments NONE = new Arguments(List.of(), List.of());

    /** How a key is spelled that is no key of a placeholder, though it has its name; in JSON it is the same. */
    static final String ORDINARY_KEY = "\"\\u005fplaceholder\"";

    private static final String PLACEHOLDER_HEAD = "{\"_placeholder\":true,\"num\":";

    public Arguments {
        values = List.copyOf(values);
        attachments = List.copyOf(attachments);
    }

    /** Arguments without binary values. */
    public static Arguments of(Json... values) {
        return new Arguments(List.of(values), List.of());
    }

    /** The value that stands for the attachment with a number, counted from 0. */
    public static Json placeholder(int number) {
        return Json.literal(PLACEHOLDER_HEAD + number + "}");
    }

    /**
     * Arguments in which binary values are written as {@code {"$binary":"<base64>"}}, wherever they stand, and ordinary
     * objects that look like this as {@code {"$escape":…}}.
     *
     * @throws Base64Exception if such a value is not Base64
     */
    public static Arguments ofText(List<Json> values) throws Base64Exception {
        Builder builder = new Builder();
        values.forEach(builder::add);
        return builder.build();
    }

    /** Puts arguments together that people or files give. */
    public static final class Builder {

        private final List<Object> parts = new ArrayList<>();
        private boolean binary;

        /** Adds a value that may hold bytes as text, as {@link #ofText} reads them. */
        public Builder add(Json value) {
            parts.add(value);
            binary |= BinaryNotation.isPossible(value.text()) && BinaryNotation.holdsBytes(value.text());
            return this;
        }

        /** Adds a value that is bytes. */
        public Builder add(Attachment value) {
            parts.add(value);
            binary = true;
            return this;
        }

        /**
         * The arguments.
         *
         * @throws Base64Exception if bytes in a value are not Base64
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
                    boolean isPlain = !binary && !BinaryNotation.isPossible(value.text());
                    values.add(isPlain ? value : Json.literal(BinaryNotation.read(value.text(), attachments, binary)));
                }
            }
            return new Arguments(values, attachments);
        }
    }

    /** Whether there is a binary value among or in the arguments. */
    public boolean isBinary() {
        return !attachments.isEmpty();
    }

    /** Size of the texts in characters, plus that of the binary values in bytes. */
    public long size() {
        long size = 0;
        for (Json value : values) {
            size += value.text().length();
        }
        for (Attachment attachment : attachments) {
            size += attachment.size();
        }
        return size;
    }

    /**
     * The text of each argument, with something else in the place of binary values.
     *
     * @param replacement gives the text that takes the place of an attachment
     */
    public List<String> texts(Function<Attachment, String> replacement) {
        List<String> texts = new ArrayList<>(values.size());
        for (Json value : values) {
            texts.add(
                    attachments.isEmpty()
                            ? value.text()
                            : BinaryNotation.replaced(value.text(), attachments, replacement, false));
        }
        return texts;
    }

    /** The text of each argument as {@link #ofText} reads it. */
    public List<String> marked() {
        List<String> texts = new ArrayList<>(values.size());
        for (Json value : values) {
            texts.add(marked(value));
        }
        return texts;
    }

    /** The text of one argument as {@link #ofText} reads it. */
    public String marked(Json value) {
        return BinaryNotation.write(value.text(), attachments);
    }

    /**
     * Returns true if an ordinary object looks like the placeholder of an attachment, and would be taken for one by those
     * who read the arguments as JSON.
     */
    public boolean isAmbiguous() {
        if (isBinary()) {
            for (Json value : values) {
                if (value.text().contains(ORDINARY_KEY)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The numbers of the placeholders in the arguments; -1 stands for one without a number. */
    public List<Integer> placeholders() {
        List<Integer> numbers = new ArrayList<>();
        for (Json value : values) {
            for (ObjectScan.ObjectMatch object : ObjectScan.of(value.text())) {
                if (object.form() == ObjectScan.Form.PLACEHOLDER) {
                    numbers.add(object.number(value.text()));
                }
            }
        }
        return numbers;
    }

    /**
     * A placeholder in the text of a value.
     *
     * @param attachment what it stands for
     * @param end the index behind it
     */
    public record Placeholder(Attachment attachment, int end) {}

    /**
     * The placeholder that begins at an index, as {@link #placeholder} writes it; empty if there is none, or none for an
     * attachment that is here.
     */
    public Optional<Placeholder> placeholderAt(String text, int from) {
        if (!text.startsWith(PLACEHOLDER_HEAD, from)) {
            return Optional.empty();
        }
        int digits = from + PLACEHOLDER_HEAD.length();
        int end = text.indexOf('}', digits);
        int number = Integer.parseInt(text, digits, end, 10);
        return number < attachments.size()
                ? Optional.of(new Placeholder(attachments.get(number), end + 1))
                : Optional.empty();
    }
}
