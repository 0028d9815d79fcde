package io.github.siocli.client.diagnosis;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.event.Failure;
import io.github.siocli.net.cookie.StoredCookie;
import io.github.siocli.secret.KnownSecrets;
import io.github.siocli.secret.SecretNames;
import java.util.ArrayList;
import java.util.List;

/** Masks the secrets that sio has sent, because servers and proxies quote them in their responses. */
public final class SecretRedactor {

    private final KnownSecrets secrets;

    public SecretRedactor(ConnectOptions options) {
        List<String> found = new ArrayList<>();
        options.http().fields().stream()
                .filter(field -> SecretNames.isCredential(field.name()))
                .forEach(field -> found.addAll(KnownSecrets.ofField(field.name(), field.value())));
        options.http().query().stream()
                .filter(field -> SecretNames.isCredential(field.name()))
                .map(NameValue::value)
                .forEach(found::add);
        options.auth().ifPresent(auth -> found.addAll(KnownSecrets.ofAuth(auth)));
        options.http().cookies().stream().map(StoredCookie::value).forEach(found::add);
        options.network().proxy().flatMap(proxy -> proxy.credentials()).ifPresent(known -> {
            found.add(known.password());
            found.add(known.basic().substring("Basic ".length()));
        });
        secrets = new KnownSecrets(found);
    }

    /** Returns the secrets for the trace, which also masks secrets by their position. */
    public KnownSecrets secrets() {
        return secrets;
    }

    /** Returns the failure with its secrets masked. */
    Failure redact(Failure failure) {
        return new Failure(
                failure.kind(), failure.facts().stream().map(secrets::mask).toList(), secrets.mask(failure.evidence()));
    }
}
