package io.github.siocli.text;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name that is most similar to a mistyped one. */
public final class NearestName {

    private NearestName() {}

    /**
     * Returns the name with the smallest edit distance; empty if no name is similar. Names without a common letter are not
     * similar, even if they are short.
     */
    public static Optional<String> find(String name, List<String> names) {
        return names.stream()
                .filter(candidate -> {
                    int distance = distance(name, candidate);
                    return distance <= Math.max(1, candidate.length() / 3)
                            && distance < Math.max(name.length(), candidate.length());
                })
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** Returns the number of letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : distance(a, b, i, j, distances);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int distance(String a, String b, int i, int j, int[][] distances) {
        int replaced = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int smallest = Math.min(replaced, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean isSwapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwapped ? Math.min(smallest, 1 + distances[i - 2][j - 2]) : smallest;
    }
}
