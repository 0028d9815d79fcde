package io.github.siocli.doctor;

import java.util.Locale;

/**
 * A cookie that a response sets, with the attributes that decide which pages may use it (RFC 6265bis, section 5.6).
 *
 * @param sameSite {@code strict}, {@code lax} or {@code none}; empty if the cookie has no valid value, which browsers
 *     treat as {@code lax}
 * @param isSecure true if the cookie may only be sent over TLS
 */
public record SetCookie(String name, String value, String sameSite, boolean isSecure) {

    /** Reads the value of a field {@code Set-Cookie}. */
    static SetCookie of(String field) {
        String[] parts = field.split(";");
        String[] pair = parts[0].split("=", 2);
        String sameSite = "";
        boolean isSecure = false;
        for (int i = 1; i < parts.length; i++) {
            String attribute = parts[i].strip().toLowerCase(Locale.ROOT);
            isSecure |= attribute.equals("secure");
            if (attribute.matches("samesite\\s*=\\s*(strict|lax|none)")) {
                sameSite = attribute.split("=", 2)[1].strip();
            }
        }
        return new SetCookie(pair[0].strip(), pair.length < 2 ? "" : pair[1].strip(), sameSite, isSecure);
    }
}
