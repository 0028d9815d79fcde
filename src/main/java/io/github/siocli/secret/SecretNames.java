package io.github.siocli.secret;

import io.github.siocli.json.KeyTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Names of members whose values are secret.
 *
 * <p>A name matches a key that ends with its words: {@code token} matches {@code token}, {@code accessToken},
 * {@code ACCESS_TOKEN} and {@code token2}, but neither {@code tokenCount} nor {@code broken}. Case of ASCII letters and separators do not
 * count: {@code api_key} matches {@code apiKey}, {@code API-Key} and {@code apikey}.
 */
public final class SecretNames implements KeyTest {

    /** The names that are secret if the user does not say otherwise. */
    public static final List<String> DEFAULT_NAMES = List.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "secret",
            "token",
            "accesstoken",
            "refreshtoken",
            "authtoken",
            "jwt",
            "api_key",
            "access_key",
            "secret_key",
            "private_key",
            "auth",
            "authorization",
            "bearer",
            "credential",
            "credentials",
            "cookie",
            "cookies",
            "session_id",
            "otp");

    static final SecretNames NONE = new SecretNames(List.of());

    static final SecretNames DEFAULT = new SecretNames(DEFAULT_NAMES);

    private static final char NOT_ASCII = '\u0080';

    /** Parts of the names of header fields, parameters and members of an auth payload that are credentials. */
    private static final List<String> CREDENTIALS =
            List.of("auth", "token", "secret", "passw", "pwd", "session", "cookie", "credential", "apikey", "jwt");

    private final List<String> names;
    /** The names without separators, in lower case, by their last byte: most keys differ there. */
    private final byte[][][] wordsByEnd = new byte[1 << Byte.SIZE][][];

    private SecretNames(List<String> names) {
        this.names = List.copyOf(names);
        for (String name : names) {
            byte[] word = normalize(name).getBytes(StandardCharsets.UTF_8);
            int end = word[word.length - 1] & 0xff;
            byte[][] others = wordsByEnd[end] == null ? new byte[0][] : wordsByEnd[end];
            wordsByEnd[end] = Arrays.copyOf(others, others.length + 1);
            wordsByEnd[end][others.length] = word;
        }
    }

    /** Returns true if a text has a letter or a digit, and can be a name. */
    public static boolean isName(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /**
     * Returns these names and others.
     *
     * @param others names for which {@link #isName} is true
     */
    SecretNames with(List<String> others) {
        List<String> all = new ArrayList<>(names);
        all.addAll(others);
        return new SecretNames(all);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    private static String normalize(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c >= NOT_ASCII || !isSeparator((byte) c)) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    /** Returns true if the value of a header field, a parameter or a member of an auth payload with this name is a credential. */
    public static boolean isCredential(String name) {
        return CREDENTIALS.stream().anyMatch(normalize(name)::contains);
    }

    /** Returns true if a key matches one of the names. */
    boolean matches(String key) {
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
        return matches(utf8, 0, utf8.length);
    }

    @Override
    public boolean matches(byte[] utf8, int from, int to) {
        if (to > from && endsWithName(utf8, from, to)) {
            return true;
        }
        int end = endOfLetters(utf8, from, to);
        return end > from && end < to && endsWithName(utf8, from, end);
    }

    /** Returns the index after the last letter: a number may follow, as in {@code password2}. */
    private static int endOfLetters(byte[] utf8, int from, int to) {
        int end = to;
        while (end > from && (isSeparator(utf8[end - 1]) || utf8[end - 1] >= '0' && utf8[end - 1] <= '9')) {
            end--;
        }
        return end;
    }

    private boolean endsWithName(byte[] utf8, int from, int to) {
        byte[][] words = wordsByEnd[lowerCase(utf8[to - 1]) & 0xff];
        if (words == null) {
            return false;
        }
        for (byte[] word : words) {
            if (endsWith(utf8, from, to, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWith(byte[] utf8, int from, int to, byte[] word) {
        int start = to;
        for (int i = word.length - 1; i >= 0; i--) {
            start--;
            while (start >= from && isSeparator(utf8[start])) {
                start--;
            }
            if (start < from || lowerCase(utf8[start]) != word[i]) {
                return false;
            }
        }
        return isWordStart(utf8, from, start, to);
    }

    /** Returns true if a word begins at an index: after another kind of character, or with an upper-case letter. */
    private static boolean isWordStart(byte[] utf8, int from, int index, int to) {
        if (index == from || !isLetter(utf8[index - 1])) {
            return true;
        }
        boolean isAfterAcronym = index + 1 < to && isLowerCase(utf8[index + 1]);
        return isUpperCase(utf8[index]) && (isLowerCase(utf8[index - 1]) || isAfterAcronym);
    }

    private static boolean isSeparator(byte b) {
        return b == '_' || b == '-' || b == '.' || b == ' ';
    }

    private static boolean isLetter(byte b) {
        return isLowerCase(b) || isUpperCase(b) || b < 0;
    }

    private static boolean isLowerCase(byte b) {
        return b >= 'a' && b <= 'z';
    }

    private static boolean isUpperCase(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private static byte lowerCase(byte b) {
        return isUpperCase(b) ? (byte) (b + ('a' - 'A')) : b;
    }
}
