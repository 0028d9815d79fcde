package io.github.siocli.event;

import io.github.siocli.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    // A quote that is not escaped cannot stand inside a JSON string, so in valid JSON this finds objects only.
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\s*(?:\"_placeholder\"\\s*:\\s*true\\s*,\\s*\"num\"\\s*:\\s*(\\d{1,9})"
                    + "|\"num\"\\s*:\\s*(\\d{1,9})\\s*,\\s*\"_placeholder\"\\s*:\\s*true)\\s*}");

    private static final Pattern BINARY_MARK =
            Pattern.compile("\\{\\s*\"\\$binary\"\\s*:\\s*\"([A-Za-z0-9+/=]*)\"\\s*}");

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
        return Json.literal("{\"_placeholder\":true,\"num\":" + number + "}");
    }

    /**
     * Arguments in which binary values are written as {@code {"$binary":"<base64>"}}, wherever they stand.
     *
     * @throws IllegalArgumentException where such a value is not Base64
     */
    public static Arguments ofText(List<Json> values) {
        List<Attachment> attachments = new ArrayList<>();
        List<Json> taken = new ArrayList<>();
        for (Json value : values) {
            if (!value.text().contains("\"$binary\"")) {
                taken.add(value);
                continue;
            }
            Matcher mark = BINARY_MARK.matcher(value.text());
            String text = mark.replaceAll(found -> {
                attachments.add(new Attachment(Base64.getDecoder().decode(found.group(1))));
                return Matcher.quoteReplacement(
                        placeholder(attachments.size() - 1).text());
            });
            taken.add(Json.literal(text));
        }
        return new Arguments(taken, attachments);
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
        if (attachments.isEmpty()) {
            return values.stream().map(Json::text).toList();
        }
        return values.stream().map(value -> replace(value.text(), replacement)).toList();
    }

    /**
     * A placeholder in the text of a value.
     *
     * @param attachment what it stands for
     * @param end the index behind it
     */
    public record Placeholder(Attachment attachment, int end) {}

    /** The placeholder that begins at an index; empty where there is none, or none for an attachment that is here. */
    public Optional<Placeholder> placeholderAt(String text, int from) {
        Matcher placeholder = PLACEHOLDER.matcher(text).region(from, text.length());
        if (!placeholder.lookingAt()) {
            return Optional.empty();
        }
        int number = number(placeholder);
        return number < attachments.size()
                ? Optional.of(new Placeholder(attachments.get(number), placeholder.end()))
                : Optional.empty();
    }

    private static int number(Matcher placeholder) {
        return Integer.parseInt(placeholder.group(placeholder.start(1) >= 0 ? 1 : 2));
    }

    private String replace(String text, Function<Attachment, String> replacement) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (placeholder.find()) {
            int number = number(placeholder);
            String with =
                    number < attachments.size() ? replacement.apply(attachments.get(number)) : placeholder.group();
            placeholder.appendReplacement(replaced, Matcher.quoteReplacement(with));
        }
        return placeholder.appendTail(replaced).toString();
    }
}
