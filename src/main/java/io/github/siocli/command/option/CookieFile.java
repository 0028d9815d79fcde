package io.github.siocli.command.option;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.cookie.StoredCookie;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads cookie files in the Netscape format, which curl and browser extensions write.
 *
 * <p>Each line is a cookie with seven fields separated by tabs: domain, TRUE if subdomains match, path, TRUE if the cookie is
 * for HTTPS only, expiry in seconds since 1970 (0 for a session cookie), name, and value.
 */
final class CookieFile {

    private static final String HTTP_ONLY = "#HttpOnly_";
    private static final int FIELDS_WITHOUT_VALUE = 6;
    private static final int FIELDS = 7;
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*|\\[?[0-9A-Fa-f:.]+]?");
    private static final Pattern NAME = Pattern.compile("[^\\s=;,\\p{Cntrl}]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e&&[^;]]*");
    private static final Pattern TIME = Pattern.compile("\\d{1,12}");

    private final String file;

    private CookieFile(String file) {
        this.file = file;
    }

    /**
     * Reads the cookies of a file.
     *
     * @param name name of the file, or {@code -} for standard input
     * @throws FailureException if the file cannot be read, or a line is invalid
     */
    static List<StoredCookie> read(String name, InputReader inputs) throws FailureException {
        CookieFile file = new CookieFile(name.equals("-") ? "standard input" : name);
        List<StoredCookie> cookies = new ArrayList<>();
        int number = 0;
        for (String line : inputs.text(name).lines().toList()) {
            number++;
            String text = line.startsWith(HTTP_ONLY) ? line.substring(HTTP_ONLY.length()) : line;
            if (!text.isBlank() && !text.startsWith("#")) {
                cookies.add(file.cookie(text.split("\t", -1), number));
            }
        }
        return cookies;
    }

    /** Reads a cookie. Messages do not show the line, because it may hold a secret. */
    private StoredCookie cookie(String[] fields, int number) throws FailureException {
        if (fields.length != FIELDS && fields.length != FIELDS_WITHOUT_VALUE) {
            throw invalid(number, "it has " + count(fields.length) + " separated by tabs, not 7");
        }
        String domain = fields[0].startsWith(".") ? fields[0].substring(1) : fields[0];
        String value = fields.length == FIELDS ? fields[6].strip() : "";
        check(number, DOMAIN.matcher(domain).matches(), "the first field is not a domain");
        check(number, fields[2].startsWith("/"), "the third field is not a path");
        check(number, TIME.matcher(fields[4]).matches(), "the fifth field is not a time in seconds");
        check(number, NAME.matcher(fields[5]).matches(), "the sixth field is not a cookie name");
        check(number, VALUE.matcher(value).matches(), "the value holds characters that HTTP does not allow");
        long expires = Long.parseLong(fields[4]);
        return new StoredCookie(
                domain.replaceAll("[\\[\\]]", ""),
                flag(number, "second", fields[1]),
                fields[2],
                flag(number, "fourth", fields[3]),
                expires == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(expires)),
                fields[5],
                value);
    }

    private boolean flag(int number, String position, String text) throws FailureException {
        boolean isTrue = text.equalsIgnoreCase("TRUE");
        check(number, isTrue || text.equalsIgnoreCase("FALSE"), "the " + position + " field is neither TRUE nor FALSE");
        return isTrue;
    }

    private void check(int number, boolean isValid, String problem) throws FailureException {
        if (!isValid) {
            throw invalid(number, problem);
        }
    }

    private FailureException invalid(int number, String problem) {
        return new FailureException(
                Failure.of(FailureKind.FILE_UNREADABLE, file, "line " + number + " is not a cookie: " + problem));
    }

    private static String count(int fields) {
        return fields == 1 ? "1 field" : fields + " fields";
    }
}
