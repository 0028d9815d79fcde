package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a value is at some time.
 *
 * @param json the value, with placeholders where binary values stand in it
 * @param attachments what the placeholders number
 */
record RuntimeValue(Json json, List<Attachment> attachments) {

    /** What is not there. */
    static final RuntimeValue NOTHING = of(Json.literal("null"));

    /** Characters and bytes that a rule may make, so that no client has it fill the memory. */
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

    /** All arguments as an array. */
    static RuntimeValue array(Arguments args) {
        String all = args.values().stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
        return new RuntimeValue(Json.literal(all), args.attachments());
    }

    /** One argument, counted from 1. */
    static RuntimeValue argument(Arguments args, int number) {
        return number <= args.values().size()
                ? new RuntimeValue(args.values().get(number - 1), args.attachments())
                : NOTHING;
    }

    /** A member of an object, an element of an array, or the {@code length} of an array or a text. */
    RuntimeValue step(String key) {
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

    /** The elements of an array; the value itself where it is none. */
    List<RuntimeValue> each() {
        return json.kind() == Json.Kind.ARRAY
                ? json.elements().stream().map(this::inside).toList()
                : List.of(this);
    }

    /** How it stands in a text: nothing where it is not there, a string without quotes, all else as JSON. */
    String text() {
        return switch (json.kind()) {
            case STRING -> json.stringValue();
            case NULL -> "";
            default -> marked().text();
        };
    }

    /** The value with bytes written as text, for where there can be text only. */
    Json marked() {
        return attachments.isEmpty()
                ? json
                : Json.literal(
                        new Arguments(List.of(json), attachments).marked().get(0));
    }

    /** Whether it counts as true: it is there, and not {@code false}, zero or an empty text. */
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
