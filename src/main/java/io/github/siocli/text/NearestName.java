package io.github.siocli.text;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name that is most similar to a mistyped one. */
public final class NearestName {

    private NearestName() {}

    /** Returns the name with the smallest edit distance; empty if no name is similar. */
    public static Optional<String> find(String name, List<String> names) {
        return names.stream()
                .filter(candidate -> distance(name, candidate) <= Math.max(1, candidate.length() / 2))
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** Returns the Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
