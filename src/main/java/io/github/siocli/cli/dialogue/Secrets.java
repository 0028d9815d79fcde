package io.github.siocli.cli.dialogue;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what must not be kept or shown: credentials that a user typed. */
public final class Secrets {

    private static final Set<String> OPTIONS = Set.of(
            "--auth",
            "-a",
            "--bearer",
            "--user",
            "-u",
            "--key-pass",
            "--cookie",
            "-b",
            "--header",
            "-H",
            "--query",
            "-q",
            "--proxy",
            "-x");
    private static final Set<String> WORDS = Set.of("token", "password", "passwd", "secret", "authorization", "apikey");

    private Secrets() {}

    /** Whether the value of an option is one. */
    static boolean isSecret(String option) {
        return OPTIONS.contains(option);
    }

    /**
     * Whether a line of the language holds one, as far as that can be told: an option or a setting for credentials, user
     * info in a URL, or a key such as {@code token} in a payload.
     */
    public static boolean isIn(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        boolean option = words.stream()
                .map(word -> word.startsWith("--") ? word.split("=", 2)[0] : word)
                .anyMatch(OPTIONS::contains);
        boolean setting = words.size() > 1
                && words.get(0).equals("set")
                && isSecret("--" + words.get(1).replaceFirst("^--", ""));
        boolean url = words.stream()
                .anyMatch(word -> word.matches("[a-z0-9]+://[^/@]+@.+")
                        || words.get(0).equals("connect") && word.matches("[^/@]+@.+"));
        String lower = line.toLowerCase(Locale.ROOT);
        return option || setting || url || WORDS.stream().anyMatch(lower::contains);
    }
}
