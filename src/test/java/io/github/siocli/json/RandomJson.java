package io.github.siocli.json;

import java.util.Random;

/** Generates random JSON of all kinds, and damages it. */
public final class RandomJson {

    private static final String[] SCALARS = {
        "true",
        "false",
        "null",
        "0",
        "-0",
        "7",
        "-12",
        "2.0",
        "1e5",
        "1E+05",
        "-0.10e-7",
        "12345678901234567890.50",
        "\"\"",
        "\"a\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u001b\\uD83D\\ude00\"",
        "\"é漢😀\"",
        "\"// no /* comment */ {a:'b'}\"",
        "\"\u007f\u009b\u2028\u202e\""
    };
    private static final String[] KEYS = {
        "\"\"", "\"a\"", "\"$b_1\"", "\"with \\\" quote\"", "\"ключ\"", "\"_placeholder\""
    };
    private static final String[] SPACES = {"", "", "", "", " ", "\n", "\r\n", "\t ", "  "};
    private static final String NOISE = "{}[]:,\"'\\/*-+.0123456789eEtrufalsn \n\t\r\b\u0000\u001b\u00a0é\ufeff_$";

    private final Random random;

    /** Creates a generator that uses this source of randomness. */
    public RandomJson(Random random) {
        this.random = random;
    }

    /** Returns a valid value without surrounding white space. */
    public String value() {
        StringBuilder out = new StringBuilder();
        value(out, 4);
        return out.toString();
    }

    private void value(StringBuilder out, int deepest) {
        int choice = random.nextInt(deepest == 0 ? 2 : 5);
        if (choice <= 1) {
            out.append(any(SCALARS));
            return;
        }
        boolean object = choice == 2 || choice == 3;
        out.append(object ? '{' : '[').append(space());
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.append(space()).append(',').append(space());
            }
            if (object) {
                out.append(any(KEYS)).append(space()).append(':').append(space());
            }
            value(out, deepest - 1);
        }
        out.append(space()).append(object ? '}' : ']');
    }

    String space() {
        return any(SPACES);
    }

    /** Returns the text with a few random changes. */
    String spoiled(String text) {
        StringBuilder spoiled = new StringBuilder(text);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(spoiled.length() + 1);
            char noise = NOISE.charAt(random.nextInt(NOISE.length()));
            switch (random.nextInt(5)) {
                case 0 -> spoiled.insert(at, noise);
                case 1 -> spoiled.setLength(at);
                case 2 -> {
                    if (at < spoiled.length()) {
                        spoiled.setCharAt(at, noise);
                    }
                }
                case 3 -> {
                    if (at < spoiled.length()) {
                        spoiled.deleteCharAt(at);
                    }
                }
                default -> {
                    int other = random.nextInt(spoiled.length() + 1);
                    spoiled.insert(at, spoiled.substring(Math.min(at, other), Math.max(at, other)));
                }
            }
        }
        return spoiled.toString();
    }

    private String any(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
