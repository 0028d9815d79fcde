package io.github.siocli.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to a value, such as {@code $1}, {@code $auth.user.name} or {@code $1[0]}; in braces if more text
 * follows.
 *
 * @param name the name, without the dollar sign
 * @param path path within the value, from the outside to the inside
 */
record Reference(String name, List<String> path) implements Value {

    /** All names that are defined. */
    static final List<String> NAMES = List.of(
            "args", "event", "id", "nsp", "auth", "query", "header", "data", "room", "rooms", "count", "now", "uuid",
            "n", "reason", "answer");

    private static final String KEY = "[\\p{L}\\p{N}_]+(?:-[\\p{L}\\p{N}_]+)*";
    private static final String FORM = "(\\d{1,4}|[A-Za-z]+)((?:\\." + KEY + "|\\[\\d{1,9}])*)";
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

    /** Returns true if the name is the number of an argument. */
    boolean isArgument() {
        return Character.isDigit(name.charAt(0));
    }

    @Override
    public RuntimeValue evaluate(RuleContext occasion) {
        RuntimeValue found =
                isArgument() ? RuntimeValue.argument(occasion.args(), Integer.parseInt(name)) : occasion.named(name);
        for (String step : path) {
            // Names of header fields are case-insensitive.
            found = found.member(name.equals("header") ? step.toLowerCase(Locale.ROOT) : step);
        }
        return found;
    }

    @Override
    public void addTo(ArgumentsBuilder payload, RuleContext occasion) {
        if (name.equals("args") && path.isEmpty()) {
            for (int i = 1; i <= occasion.args().values().size(); i++) {
                payload.add(RuntimeValue.argument(occasion.args(), i));
            }
        } else {
            payload.add(evaluate(occasion));
        }
    }
}
