package io.github.siocli.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds credentials in lines that a user typed, so that they are neither stored nor shown. */
public final class SecretFinder {

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

    /** Names of credentials: event names, keys of a payload, URL parameters. */
    private static final Pattern NAME = Pattern.compile(
            "token|passw(or)?d|passphrase|passcode|secret|authorization|credential|bearer|jwt"
                    + "|(api|access|auth|private|session|signing)[-_. ]?key|session[-_.]?id"
                    // These names are also parts of other words, and count only as a key or a parameter.
                    + "|\\b(auth|pass|pwd|pin|otp|cookie|session)[\"']?\\s*(=|:[\\s\"'{\\[0-9])"
                    + "|\\bemit\\s+\\S*\\bauth(enticate|entication|orize)?[\"']?\\s+\\S",
            Pattern.CASE_INSENSITIVE);

    /** User info in a URL, JSON Web Tokens, private keys in PEM, and keys with the prefixes of well-known services. */
    private static final Pattern FORMAT = Pattern.compile("://[^\\s/?#@\"']+@"
            + "|-----BEGIN [A-Z ]*PRIVATE KEY"
            + "|(?<![A-Za-z0-9_-])("
            + "eyJ[A-Za-z0-9_-]{5,}\\."
            + "|gh[a-z]_\\w{10}|github_pat_\\w{10}|glpat-[\\w-]{10}"
            + "|[a-z]k_(live|test)_\\w{6}|sk-[\\w-]{16}|whsec_\\w{8}"
            + "|xox[a-z]-[\\w-]{8}|xapp-[\\w-]{8}"
            + "|A[KS]IA[A-Z0-9]{12}|AIza[\\w-]{20}|ya29\\.[\\w.-]{10}"
            + "|npm_\\w{20}|pypi-[\\w-]{20}|hf_\\w{16}|SG\\.[\\w-]{10}"
            + ")");

    private static final Pattern DIGEST = Pattern.compile("\\bdigest\\s+\\w+=", Pattern.CASE_INSENSITIVE);
    private static final Pattern BASIC =
            Pattern.compile("\\bbasic\\s+([A-Za-z0-9+/]{4,}={0,2})", Pattern.CASE_INSENSITIVE);

    /** Binary payloads, which look as random as a key. */
    private static final Pattern BYTES =
            Pattern.compile("(?<!\\w)(b64|hex):[A-Za-z0-9+/=_-]*|\"\\$binary\"\\s*:\\s*\"[^\"]*\"");

    /**
     * Candidates for random keys. Ids do not match: Socket.IO ids have 20 characters, and a UUID has groups in one
     * case.
     */
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_-]{32,}");

    private static final int MIN_COUNT = 4;

    private SecretFinder() {}

    /** Returns true if the value of the option is a credential. */
    public static boolean isSecret(String option) {
        return OPTIONS.contains(option);
    }

    /**
     * Returns true if a line seems to contain a credential: the value of a secret option or setting, a value with a
     * name such as {@code token}, or a value that looks like a key.
     */
    public static boolean hasSecret(String line) {
        String text = BYTES.matcher(line).replaceAll(" ");
        String[] words = text.strip().split("\\s+");
        return Arrays.stream(words).anyMatch(SecretFinder::isSecretOption)
                || isSecretSetting(words)
                || words[0].equals("connect") && Arrays.stream(words).anyMatch(word -> word.matches("[^/@]+@.+"))
                || NAME.matcher(text).find()
                || FORMAT.matcher(text).find()
                || hasHttpCredentials(text)
                || hasRandomKey(text);
    }

    /** Returns true if a word is a secret option; its value may be part of the word. */
    private static boolean isSecretOption(String word) {
        return word.startsWith("--")
                ? OPTIONS.contains(word.split("=", 2)[0])
                : word.length() > 1 && OPTIONS.contains(word.substring(0, 2));
    }

    private static boolean isSecretSetting(String[] words) {
        return words.length > 1 && words[0].equals("set") && isSecret("--" + words[1].replaceFirst("^--", ""));
    }

    private static boolean hasHttpCredentials(String text) {
        Matcher basic = BASIC.matcher(text);
        while (basic.find()) {
            if (isUserAndPassword(basic.group(1))) {
                return true;
            }
        }
        return DIGEST.matcher(text).find();
    }

    private static boolean isUserAndPassword(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).indexOf(':') >= 0;
        } catch (IllegalArgumentException otherText) {
            return false;
        }
    }

    private static boolean hasRandomKey(String text) {
        Matcher words = LONG_WORD.matcher(text);
        while (words.find()) {
            if (looksRandom(words.group())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns true if a word has digits and letters of both cases, or several digits and letters without a separator.
     */
    private static boolean looksRandom(String word) {
        long digits = word.chars().filter(Character::isDigit).count();
        long upper = word.chars().filter(Character::isUpperCase).count();
        long lower = word.chars().filter(Character::isLowerCase).count();
        boolean separated = digits + upper + lower < word.length();
        return digits > 0 && upper > 0 && lower > 0 || !separated && digits >= MIN_COUNT && upper + lower >= MIN_COUNT;
    }
}
