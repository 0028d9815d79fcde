package io.github.siocli.expression;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of an evaluation.
 *
 * @param json the value, with placeholders for attachments
 * @param attachments the attachments that the placeholders number
 */
public record Value(Json json, List<Attachment> attachments) {

    /** The value of a reference to a missing member. */
    public static final Value NOTHING = of(Json.literal("null"));

    /**
     * Maximum size of a value that an expression creates, in characters and bytes, so that events cannot exhaust the
     * memory.
     */
    public static final int LIMIT = 16 << 20;

    /** Returns a value without bytes. */
    public static Value of(Json json) {
        return new Value(json, List.of());
    }

    /** Returns a string. */
    public static Value text(String text) {
        return of(Json.string(text));
    }

    /** Returns a number. */
    public static Value number(long number) {
        return of(Json.literal(Long.toString(number)));
    }

    /** Returns an array of strings. */
    public static Value texts(List<String> texts) {
        return of(Json.literal(
                texts.stream().map(text -> Json.string(text).text()).collect(Collectors.joining(",", "[", "]"))));
    }

    /** Returns an object of strings, sorted by their keys. */
    public static Value texts(Map<String, String> texts) {
        Map<String, Value> members = new TreeMap<>();
        texts.forEach((key, text) -> members.put(key, text(text)));
        return object(members);
    }

    /**
     * Returns an object.
     *
     * @throws EvaluationException if it is too large
     */
    public static Value object(Map<String, Value> members) {
        ArgumentsBuilder values = new ArgumentsBuilder();
        String text = members.entrySet().stream()
                .map(member -> Json.string(member.getKey()).text() + ":" + values.text(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return new Value(Json.literal(text), values.attachments());
    }

    /** Returns all arguments as an array. */
    static Value array(Arguments args) {
        String all = args.values().stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
        return new Value(Json.literal(all), args.attachments());
    }

    /** Returns one argument, counted from 1; {@link #NOTHING} if there are fewer. */
    public static Value argument(Arguments args, int number) {
        return number <= args.values().size() ? new Value(args.values().get(number - 1), args.attachments()) : NOTHING;
    }

    /**
     * Returns a member of an object, an element of an array, or the {@code length} of an array, a text or bytes;
     * {@link #NOTHING} if there is none.
     */
    Value member(String key) {
        Optional<Attachment> bytes = bytes();
        if (bytes.isPresent()) {
            return key.equals("length") ? number(bytes.get().size()) : NOTHING;
        }
        return switch (json.kind()) {
            case OBJECT -> inside(json.members().getOrDefault(key, NOTHING.json));
            case ARRAY -> key.equals("length") ? number(json.elements().size()) : element(key);
            case STRING -> key.equals("length") ? number(json.stringValue().length()) : NOTHING;
            default -> NOTHING;
        };
    }

    private Value element(String key) {
        List<Json> elements = json.elements();
        if (!key.chars().allMatch(c -> c >= '0' && c <= '9') || key.length() > 9) {
            return NOTHING;
        }
        int index = Integer.parseInt(key);
        return index < elements.size() ? inside(elements.get(index)) : NOTHING;
    }

    private Value inside(Json part) {
        return new Value(part, attachments);
    }

    /** Returns the elements of an array, or the value itself if it is no array. */
    public List<Value> elements() {
        return json.kind() == Json.Kind.ARRAY
                ? json.elements().stream().map(this::inside).toList()
                : List.of(this);
    }

    /** Returns the members of an object. */
    Map<String, Value> members() {
        return json.members().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, member -> inside(member.getValue())));
    }

    /** Returns the bytes that the value is; empty if it is something else. */
    Optional<Attachment> bytes() {
        if (attachments.isEmpty() || json.kind() != Json.Kind.OBJECT) {
            return Optional.empty();
        }
        return new Arguments(List.of(json), attachments).attachment(json);
    }

    /** Returns the bytes that the value is, or the UTF-8 bytes of its text. */
    byte[] toBytes() {
        return bytes().map(Attachment::bytes).orElseGet(() -> text().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the type of the value as {@code is} names it. */
    String type() {
        return bytes().isPresent() ? "bytes" : json.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Returns the value as text: empty if it is missing, a string without quotes, anything else as JSON. */
    public String text() {
        return switch (json.kind()) {
            case STRING -> json.stringValue();
            case NULL -> "";
            default -> withoutBytes().text();
        };
    }

    /** Returns the value with its bytes in text notation, for places that allow text only. */
    public Json withoutBytes() {
        return attachments.isEmpty()
                ? json
                : Json.literal(
                        new Arguments(List.of(json), attachments).toTexts().get(0));
    }

    /** Returns the size of the value, in characters and bytes. */
    public long size() {
        return json.size() + attachments.stream().mapToLong(Attachment::size).sum();
    }

    /** Returns true unless the value is missing, {@code false}, zero or an empty text. */
    boolean isTrue() {
        return switch (json.kind()) {
            case NULL -> false;
            case BOOLEAN -> json.text().equals("true");
            case NUMBER -> Double.parseDouble(json.text()) != 0;
            case STRING -> !json.stringValue().isEmpty();
            default -> true;
        };
    }
}
