package io.github.siocli.expression;

import io.github.siocli.event.Attachment;
import io.github.siocli.json.Json;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Comparison operators. Numbers compare as numbers, strings by their characters; a number never equals a string. */
enum Comparison {
    EQUAL("=="),
    UNEQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    MORE(">");

    /** Maximum depth; deeper values are compared as text. */
    private static final int DEPTH = 64;

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /** Returns the symbol of the operator. */
    String symbol() {
        return symbol;
    }

    boolean holds(Value left, Value right) {
        return switch (this) {
            case EQUAL -> equal(left, right, 0);
            case UNEQUAL -> !equal(left, right, 0);
            case AT_MOST -> order(left.json(), right.json()).filter(o -> o <= 0).isPresent();
            case AT_LEAST ->
                order(left.json(), right.json()).filter(o -> o >= 0).isPresent();
            case LESS -> order(left.json(), right.json()).filter(o -> o < 0).isPresent();
            case MORE -> order(left.json(), right.json()).filter(o -> o > 0).isPresent();
        };
    }

    private static Optional<Integer> order(Json left, Json right) {
        if (left.kind() != right.kind()) {
            return Optional.empty();
        }
        return switch (left.kind()) {
            case NUMBER -> Optional.of(Double.compare(number(left), number(right)));
            case STRING -> Optional.of(left.stringValue().compareTo(right.stringValue()));
            default -> Optional.empty();
        };
    }

    /** Ignores the sign of zero. */
    private static double number(Json json) {
        return Double.parseDouble(json.text()) + 0.0;
    }

    private static boolean equal(Value left, Value right, int depth) {
        boolean isText = left.attachments().isEmpty() && right.attachments().isEmpty();
        if (isText && left.json().equals(right.json())) {
            return true;
        }
        if (depth > DEPTH || left.json().kind() != right.json().kind()) {
            return depth > DEPTH && left.withoutBytes().equals(right.withoutBytes());
        }
        Optional<Attachment> bytes = left.bytes();
        Optional<Attachment> otherBytes = right.bytes();
        if (bytes.isPresent() || otherBytes.isPresent()) {
            return bytes.equals(otherBytes);
        }
        return switch (left.json().kind()) {
            case NUMBER, STRING ->
                order(left.json(), right.json()).filter(o -> o == 0).isPresent();
            case ARRAY -> equal(left.elements(), right.elements(), depth);
            case OBJECT -> equal(left.members(), right.members(), depth);
            case BOOLEAN, NULL -> left.json().equals(right.json());
        };
    }

    private static boolean equal(List<Value> left, List<Value> right, int depth) {
        Iterator<Value> other = right.iterator();
        return left.size() == right.size() && left.stream().allMatch(one -> equal(one, other.next(), depth + 1));
    }

    private static boolean equal(Map<String, Value> left, Map<String, Value> right, int depth) {
        return left.keySet().equals(right.keySet())
                && left.entrySet().stream()
                        .allMatch(entry -> equal(entry.getValue(), right.get(entry.getKey()), depth + 1));
    }
}
