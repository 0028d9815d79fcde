package io.github.siocli.doctor;

import io.github.siocli.client.diagnosis.SecretRedactor;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.json.Json;
import io.github.siocli.secret.KnownSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Masks secrets in everything that is reported: those of the options, every value of the auth payload, and the session
 * ids and cookies that the server has sent. Any thread may call.
 */
public final class Secrets {

    private final KnownSecrets configured;
    private final KnownSecrets auth;
    private final Set<String> received = ConcurrentHashMap.newKeySet();

    /** Collects the secrets of the options. */
    public Secrets(ConnectOptions options) {
        configured = new SecretRedactor(options).secrets();
        List<String> values = new ArrayList<>();
        options.auth().ifPresent(payload -> addValues(payload, values));
        auth = new KnownSecrets(values);
    }

    private static void addValues(Json value, List<String> values) {
        switch (value.kind()) {
            case OBJECT -> value.members().values().forEach(member -> addValues(member, values));
            case ARRAY -> value.elements().forEach(element -> addValues(element, values));
            case STRING -> values.add(value.stringValue());
            case NUMBER -> values.add(value.text());
            // They are no secrets, and occur in ordinary text.
            case BOOLEAN, NULL -> {}
        }
    }

    /** Masks a value from now on, for example a session id. */
    public void add(String value) {
        received.add(value);
    }

    /** Returns the text with its secrets masked. */
    public String mask(String text) {
        return new KnownSecrets(received).mask(auth.mask(configured.mask(text)));
    }
}
