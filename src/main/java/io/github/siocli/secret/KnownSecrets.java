package io.github.siocli.secret;

import io.github.siocli.json.Json;
import io.github.siocli.text.UriComponent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The secrets that the user has configured. Masks them in any text, plain and percent-encoded. */
public final class KnownSecrets {

    /** Length of the shortest masked secret. A shorter text also occurs within other words. */
    private static final int SHORTEST = 5;

    private final List<String> secrets;

    /** @param values the secrets, not encoded */
    public KnownSecrets(Collection<String> values) {
        // The longest first, because a shorter one may be a part of it.
        Set<String> found = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (String value : values) {
            found.add(value);
            // Both forms of percent-encoding, because a server may write the one of HTML forms.
            found.add(UriComponent.encode(value));
            found.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
            String json = Json.string(value).text();
            found.add(json.substring(1, json.length() - 1));
        }
        found.removeIf(secret -> secret.length() < SHORTEST);
        secrets = List.copyOf(found);
    }

    /** Returns the text with its secrets masked. */
    public String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, Redaction.MASK);
        }
        return masked;
    }

    /** Returns the secrets in a header field with a secret name: cookies, or credentials without their scheme. */
    public static List<String> ofField(String name, String value) {
        List<String> found = new ArrayList<>();
        if (name.equalsIgnoreCase("Cookie")) {
            for (String pair : value.split(";")) {
                found.add(pair.substring(pair.indexOf('=') + 1).strip());
            }
            return found;
        }
        String credentials = value.substring(value.indexOf(' ') + 1);
        found.add(credentials);
        if (value.startsWith("Basic ")) {
            try {
                String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
                found.add(pair.substring(pair.indexOf(':') + 1));
            } catch (IllegalArgumentException notBase64) {
                // Users may send invalid values to test a server.
            }
        }
        return found;
    }

    /** Returns the secrets in an auth payload. In Engine.IO 3 it is part of the URL, which an error page may quote. */
    public static List<String> ofAuth(Json auth) {
        List<String> found = new ArrayList<>();
        addAuth(found, auth);
        return found;
    }

    private static void addAuth(List<String> found, Json auth) {
        if (auth.kind() != Json.Kind.OBJECT) {
            found.add(auth.kind() == Json.Kind.STRING ? auth.stringValue() : auth.text());
            return;
        }
        auth.members().forEach((name, value) -> {
            if (value.kind() == Json.Kind.OBJECT || SecretNames.isCredential(name)) {
                addAuth(found, value);
            }
        });
    }
}
