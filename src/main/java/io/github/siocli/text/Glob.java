package io.github.siocli.text;

/**
 * A pattern for names, in which {@code *} matches any characters and {@code ?} matches one.
 *
 * @param pattern the pattern
 */
public record Glob(String pattern) {

    /** Returns true if the pattern matches the whole name. */
    public boolean matches(String name) {
        int patternAt = 0;
        int nameAt = 0;
        int star = -1;
        int resume = 0;
        while (nameAt < name.length()) {
            if (patternAt < pattern.length() && pattern.charAt(patternAt) == '*') {
                star = patternAt++;
                resume = nameAt;
            } else if (patternAt < pattern.length()
                    && (pattern.charAt(patternAt) == '?' || pattern.charAt(patternAt) == name.charAt(nameAt))) {
                patternAt++;
                nameAt++;
            } else if (star >= 0) {
                patternAt = star + 1;
                nameAt = ++resume;
            } else {
                return false;
            }
        }
        while (patternAt < pattern.length() && pattern.charAt(patternAt) == '*') {
            patternAt++;
        }
        return patternAt == pattern.length();
    }
}
