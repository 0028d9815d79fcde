package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of an evaluation.
 *
 * @param json the value, with placeholders for attachments
 * @param attachments the attachments that the placeholders number
 */
record RuntimeValue(Json json, List<Attachment> attachments) {

    /** The value of a reference to a missing member. */
    static final RuntimeValue NOTHING = of(Json.literal("null"));

    /**
     * Maximum size of a value that a rule creates, in characters and bytes, so that clients cannot exhaust the
     * memory.
     */
    static final int LIMIT = 16 << 20;

    static RuntimeValue of(Json json) {
        return new RuntimeValue(json, List.of());
    }

    static RuntimeValue text(String text) {
        return of(Json.string(text));
    }

    static RuntimeValue number(long number) {
        return of(Json.literal(Long.toString(number)));
    }

    static RuntimeValue texts(List<String> texts) {
        return of(Json.literal(
                texts.stream().map(text -> Json.string(text).text()).collect(Collectors.joining(",", "[", "]"))));
    }

    static RuntimeValue texts(Map<String, String> texts) {
        return of(Json.literal(new TreeMap<>(texts)
                .entrySet().stream()
                        .map(entry -> Json.string(entry.getKey()).text() + ":"
                                + Json.string(entry.getValue()).text())
                        .collect(Collectors.joining(",", "{", "}"))));
    }

    /** Returns all arguments as an array. */
    static RuntimeValue array(Arguments args) {
        String all = args.values().stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
        return new RuntimeValue(Json.literal(all), args.attachments());
    }

    /** Returns one argument, counted from 1. */
    static RuntimeValue argument(Arguments args, int number) {
        return number <= args.values().size()
                ? new RuntimeValue(args.values().get(number - 1), args.attachments())
                : NOTHING;
    }

    /** Returns a member of an object, an element of an array, or the {@code length} of an array or a text. */
    RuntimeValue member(String key) {
        return switch (json.kind()) {
            case OBJECT -> inside(json.members().getOrDefault(key, NOTHING.json));
            case ARRAY -> key.equals("length") ? number(json.elements().size()) : element(key);
            case STRING -> key.equals("length") ? number(json.stringValue().length()) : NOTHING;
            default -> NOTHING;
        };
    }

    private RuntimeValue element(String key) {
        List<Json> elements = json.elements();
        if (!key.chars().allMatch(c -> c >= '0' && c <= '9') || key.length() > 9) {
            return NOTHING;
        }
        int index = Integer.parseInt(key);
        return index < elements.size() ? inside(elements.get(index)) : NOTHING;
    }

    private RuntimeValue inside(Json part) {
        return new RuntimeValue(part, attachments);
    }

    /** Returns the elements of an array, or the value itself if it is no array. */
    List<RuntimeValue> elements() {
        return json.kind() == Json.Kind.ARRAY
                ? json.elements().stream().map(this::inside).toList()
                : List.of(this);
    }

    /** Returns the value as text: empty if it is missing, a string without quotes, anything else as JSON. */
    String text() {
        return switch (json.kind()) {
            case STRING -> json.stringValue();
            case NULL -> "";
            default -> withoutBytes().text();
        };
    }

    /** Returns the value with its bytes in text notation, for places that allow text only. */
    Json withoutBytes() {
        return attachments.isEmpty()
                ? json
                : Json.literal(
                        new Arguments(List.of(json), attachments).toTexts().get(0));
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
