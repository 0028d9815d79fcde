package io.github.siocli.client.diagnosis;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.event.Failure;
import io.github.siocli.json.Json;
import io.github.siocli.net.cookie.StoredCookie;
import io.github.siocli.net.http.UriComponent;
import io.github.siocli.net.trace.KnownSecrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Masks the secrets that sio has sent, because servers and proxies quote them in their responses. */
public final class SecretRedactor {

    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(auth|token|secret|passw|pwd|session|cookie|credential|api-?_?key|jwt).*");
    /** Length of the shortest masked secret. A shorter text also occurs within other words. */
    private static final int SHORTEST = 5;

    private static final String MASK = "***";

    private final List<String> secrets;

    public SecretRedactor(ConnectOptions options) {
        Set<String> found = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        options.http().fields().stream().filter(SecretRedactor::isSecret).forEach(field -> add(found, field));
        options.http().query().stream().filter(SecretRedactor::isSecret).forEach(field -> found.add(field.value()));
        options.auth().ifPresent(auth -> addAuth(found, auth));
        options.http().cookies().stream().map(StoredCookie::value).forEach(found::add);
        options.network().proxy().flatMap(proxy -> proxy.credentials()).ifPresent(known -> {
            found.add(known.password());
            found.add(known.basic().substring("Basic ".length()));
        });
        for (String secret : List.copyOf(found)) {
            // Both forms of percent-encoding, because a server may write the one of HTML forms.
            found.add(UriComponent.encode(secret));
            found.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        }
        found.removeIf(secret -> secret.length() < SHORTEST);
        // The longest first, because a shorter one may be a part of it.
        secrets = List.copyOf(found);
    }

    /** Returns the secrets for the trace, which also masks secrets by their position. */
    public KnownSecrets secrets() {
        return new KnownSecrets(this::redact, SecretRedactor::isSecret);
    }

    private static boolean isSecret(NameValue field) {
        return isSecret(field.name());
    }

    private static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** Adds the secrets of an auth payload. In Engine.IO 3 it is part of the URL, which an error page may quote. */
    private static void addAuth(Set<String> secrets, Json auth) {
        if (auth.kind() == Json.Kind.OBJECT) {
            auth.members().forEach((name, value) -> {
                if (value.kind() == Json.Kind.OBJECT || isSecret(name)) {
                    addAuth(secrets, value);
                }
            });
        } else {
            secrets.add(auth.kind() == Json.Kind.STRING ? auth.stringValue() : auth.text());
        }
    }

    private static void add(Set<String> secrets, NameValue field) {
        if (field.name().equalsIgnoreCase("Cookie")) {
            for (String pair : field.value().split(";")) {
                secrets.add(pair.substring(pair.indexOf('=') + 1).strip());
            }
            return;
        }
        // The scheme of an Authorization field is not secret.
        String value = field.value().substring(field.value().indexOf(' ') + 1);
        secrets.add(value);
        if (field.value().startsWith("Basic ")) {
            addPassword(secrets, value);
        }
    }

    private static void addPassword(Set<String> secrets, String basic) {
        try {
            String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            secrets.add(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException notBase64) {
            // Users may send invalid values to test a server.
        }
    }

    /** Returns the failure with its secrets masked. */
    Failure redact(Failure failure) {
        return new Failure(
                failure.kind(), failure.facts().stream().map(this::redact).toList(), redact(failure.evidence()));
    }

    /** Returns the text with its secrets masked. */
    String redact(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, MASK);
        }
        return redacted;
    }
}
