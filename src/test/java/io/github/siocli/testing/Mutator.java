package io.github.siocli.testing;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Mutates valid input, as a faulty server, a proxy or an attacker would. */
public final class Mutator {

    private static final String[] NOISE = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "/",
        "-",
        "0",
        "1",
        "4",
        "b",
        "\\",
        "\u001e",
        "\u0000",
        "\ud800",
        "é",
        "😀",
        "?",
        " ",
        "9223372036854775807",
        "99999999999999999999",
        "-1",
        "1e9",
        "null",
        "{\"_placeholder\":true,\"num\":7}",
        "40",
        "41",
        "44",
        "0{\"sid\":\"x\"",
        "51-",
        "5999999999-[\"e\"]",
        "b4AA==",
        "\u00ff"
    };
    private static final int DEEP = 20_000;

    private Mutator() {}

    /** Returns the text with one to three changes. */
    public static String of(Random random, String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length() + 1);
            int other = random.nextInt(changed.length() + 1);
            int from = Math.min(at, other);
            int to = Math.min(Math.max(at, other), from + 30);
            switch (random.nextInt(7)) {
                case 0 -> changed.insert(at, NOISE[random.nextInt(NOISE.length)]);
                case 1 -> changed.setLength(at);
                case 2 -> changed.delete(from, to);
                case 3 -> changed.insert(at, changed.substring(from, to));
                case 4 -> changed.replace(from, to, NOISE[random.nextInt(NOISE.length)]);
                case 5 -> replaceDigits(random, changed, at);
                default -> {
                    if (random.nextInt(20) == 0) {
                        changed.insert(at, (random.nextBoolean() ? "[" : "{\"a\":").repeat(DEEP));
                    } else if (at < changed.length()) {
                        changed.setCharAt(at, (char) random.nextInt(256));
                    }
                }
            }
        }
        return changed.toString();
    }

    /** Returns the bytes with one to three changes. */
    public static byte[] of(Random random, byte[] bytes) {
        String each = new String(bytes, StandardCharsets.ISO_8859_1);
        return of(random, each).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void replaceDigits(Random random, StringBuilder text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (Character.isDigit(text.charAt(at))) {
                text.replace(at, at + 1, String.valueOf(random.nextInt(random.nextBoolean() ? 10 : Integer.MAX_VALUE)));
                return;
            }
        }
    }
}
