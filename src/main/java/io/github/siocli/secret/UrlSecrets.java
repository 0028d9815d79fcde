package io.github.siocli.secret;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks credentials in URLs. */
public final class UrlSecrets {

    private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z0-9+.-]*://)?.*@");
    private static final Pattern PARAMETER = Pattern.compile("(?<=[?&])([^=&\\s]+)=([^&\\s,#]*)");

    private UrlSecrets() {}

    /**
     * Returns a URL without name and password, and with the values of secret parameters masked. The text up to the last
     * {@code @} is removed, as the URL may be invalid.
     */
    public static String mask(String url) {
        return maskParameters(USER_INFO.matcher(url).replaceFirst("$1…@"), SecretNames::isCredential);
    }

    /**
     * Returns a text with the values of parameters masked, in each URL in it.
     *
     * @param names returns true for the name of a parameter whose value is masked
     */
    public static String maskParameters(String text, Predicate<String> names) {
        return PARAMETER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        names.test(found.group(1)) ? found.group(1) + "=" + Redaction.MASK : found.group()));
    }
}
