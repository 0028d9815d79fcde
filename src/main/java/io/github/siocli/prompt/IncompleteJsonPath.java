package io.github.siocli.prompt;

import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import io.github.siocli.prompt.JsonLexer.Token;
import io.github.siocli.prompt.JsonLexer.TokenKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The position at which an incomplete JSON value ends while the user types it.
 *
 * @param steps the keys and indices that lead to the innermost object or array
 * @param start index of the key that is being typed; the end of the text if none is
 * @param expectsKey true if a key is expected at the position
 * @param existingKeys the keys that the object already has
 */
record IncompleteJsonPath(List<String> steps, int start, boolean expectsKey, Set<String> existingKeys) {

    IncompleteJsonPath {
        steps = List.copyOf(steps);
        existingKeys = Set.copyOf(existingKeys);
    }

    private static final class NestingLevel {
        private final boolean object;
        private final Set<String> keys = new TreeSet<>();
        private String key = "";
        private int index;

        NestingLevel(boolean object) {
            this.object = object;
        }

        String step() {
            return object ? key : String.valueOf(index);
        }
    }

    /** Reads the incomplete value that begins at an index and ends with the text. */
    static IncompleteJsonPath of(String text, int from) {
        Deque<NestingLevel> levels = new ArrayDeque<>();
        TokenKind before = TokenKind.OTHER;
        int start = text.length();
        for (Token token : JsonLexer.tokens(text, from, text.length())) {
            boolean typing = token.end() == text.length() && (before == TokenKind.OPEN || before == TokenKind.COMMA);
            NestingLevel level = levels.peek();
            switch (token.kind()) {
                case OPEN -> levels.push(new NestingLevel(text.charAt(token.start()) == '{'));
                case CLOSE -> levels.poll();
                case KEY -> {
                    if (level != null) {
                        level.key = name(text.substring(token.start(), token.end()));
                        level.keys.add(level.key);
                    }
                }
                case COMMA -> {
                    if (level != null) {
                        level.index++;
                    }
                }
                case STRING, NUMBER, LITERAL, OTHER -> start = typing ? token.start() : start;
                case COLON, COMMENT -> {}
            }
            if (token.kind() != TokenKind.COMMENT) {
                boolean typed = typing && start == token.start();
                before = typed ? before : token.kind();
            }
        }
        NestingLevel innermost = levels.peek();
        boolean expectsKey =
                innermost != null && innermost.object && (before == TokenKind.OPEN || before == TokenKind.COMMA);
        List<String> steps = new ArrayList<>();
        for (Iterator<NestingLevel> outer = levels.descendingIterator(); outer.hasNext(); ) {
            NestingLevel level = outer.next();
            if (level != innermost) {
                steps.add(level.step());
            }
        }
        return new IncompleteJsonPath(
                steps, expectsKey ? start : text.length(), expectsKey, innermost == null ? Set.of() : innermost.keys);
    }

    /** Returns the keys of the object at this path in a similar, complete value. */
    Set<String> keysOf(Json sample) {
        Optional<Json> at = Optional.of(sample);
        for (String step : steps) {
            at = at.flatMap(value -> child(value, step));
        }
        return at.filter(value -> value.kind() == Json.Kind.OBJECT)
                .map(Json::members)
                .map(Map::keySet)
                .orElse(Set.of());
    }

    private static Optional<Json> child(Json value, String step) {
        if (value.kind() == Json.Kind.OBJECT) {
            return Optional.ofNullable(value.members().get(step));
        }
        if (value.kind() == Json.Kind.ARRAY) {
            // The other elements of an array usually look like the first one.
            return value.elements().stream().findFirst();
        }
        return Optional.empty();
    }

    private static String name(String key) {
        if (key.startsWith("\"") || key.startsWith("'")) {
            try {
                return RelaxedJson.parse(key).stringValue();
            } catch (JsonSyntaxException broken) {
                return key;
            }
        }
        return key;
    }
}
