package io.github.siocli.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A reference to a value, such as {@code $1}, {@code $auth.user.name} or {@code $1[0]}; in braces if more text
 * follows.
 *
 * @param name the name, without the dollar sign
 * @param path path within the value, from the outside to the inside
 */
record Reference(String name, List<String> path) {

    private static final String KEY = "[\\p{L}\\p{N}_]+(?:-[\\p{L}\\p{N}_]+)*";
    private static final String FORM = "(\\d{1,4}|[A-Za-z]\\w*)((?:\\." + KEY + "|\\[\\d{1,9}])*)";
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{" + FORM + "}|" + FORM + ")");
    private static final Pattern STEP = Pattern.compile(KEY);

    /**
     * A reference in a text.
     *
     * @param end index after the reference
     */
    record Match(Reference reference, int end) {}

    Reference {
        path = List.copyOf(path);
    }

    /** Parses the reference at an index. Does not check that its name is defined. */
    static Optional<Match> at(String text, int from) {
        Matcher form = REFERENCE.matcher(text).region(from, text.length());
        if (!form.lookingAt()) {
            return Optional.empty();
        }
        int group = form.start(1) >= 0 ? 1 : 3;
        List<String> path = new ArrayList<>();
        Matcher step = STEP.matcher(form.group(group + 1));
        while (step.find()) {
            path.add(step.group());
        }
        return Optional.of(new Match(new Reference(form.group(group), path), form.end()));
    }

    /** Returns the reference as it is written. */
    String text() {
        return "$" + name
                + path.stream()
                        .map(step -> Character.isDigit(step.charAt(0)) ? "[" + step + "]" : "." + step)
                        .collect(Collectors.joining());
    }

    /** Returns true if the name is the number of an argument. */
    boolean isArgument() {
        return Character.isDigit(name.charAt(0));
    }

    /** Returns true if this is {@code $args} without a path. */
    boolean isAllArguments() {
        return name.equals("args") && path.isEmpty();
    }

    /** Returns the value that the reference selects; {@link Value#NOTHING} if there is none. */
    Value find(Scope scope) {
        Value found = root(scope);
        boolean ignoresCase = scope.ignoresCase(name);
        for (String step : path) {
            found = found.member(ignoresCase ? step.toLowerCase(Locale.ROOT) : step);
        }
        return found;
    }

    private Value root(Scope scope) {
        if (isArgument()) {
            return Value.argument(scope.args(), Integer.parseInt(name));
        }
        return name.equals("args")
                ? Value.array(scope.args())
                : scope.sources().find(name).orElseGet(() -> scope.named(name));
    }
}
