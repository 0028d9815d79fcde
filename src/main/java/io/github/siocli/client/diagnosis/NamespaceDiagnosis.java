package io.github.siocli.client.diagnosis;

import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.ServerReason;
import io.github.siocli.secret.EventRedactor;
import io.github.siocli.secret.Redaction;
import org.jspecify.annotations.Nullable;

/** Explains why the server refused or disconnected a namespace. */
public final class NamespaceDiagnosis {

    /** Beginning of the message of {@code sio serve --max-clients}. */
    private static final String SERVER_FULL = "The server is full: ";

    /** Masks the data of the server, as a failure is text for people. */
    private static final EventRedactor REDACTOR = new EventRedactor(Redaction.DEFAULT);

    private NamespaceDiagnosis() {}

    /**
     * Returns the failure for a refused namespace.
     *
     * @param urlNamespace the namespace that is the path of the URL; null if the URL has none
     */
    static Failure of(NamespaceRefused refused, @Nullable String urlNamespace) {
        if (refused.isUnknownNamespace()) {
            return Failure.of(
                    refused.nsp().equals(urlNamespace)
                            ? FailureKind.INVALID_NAMESPACE_IN_URL
                            : FailureKind.INVALID_NAMESPACE,
                    refused.nsp(),
                    refused.message(),
                    suggestedEnginePath(refused.nsp()));
        }
        String data =
                REDACTOR.redact(refused.data()).map(json -> " " + json.text()).orElse("");
        boolean isFull = refused.message().startsWith(SERVER_FULL);
        return Failure.of(
                isFull ? FailureKind.SERVER_FULL : FailureKind.REFUSED_BY_SERVER,
                refused.nsp(),
                (refused.message() + data).strip());
    }

    /**
     * Returns the engine path to suggest, if the URL's path was taken for a namespace but the server is mounted there.
     */
    private static String suggestedEnginePath(String nsp) {
        return (nsp + "/socket.io/").replaceAll("/{2,}", "/").replaceAll("(/socket\\.io)+/$", "/socket.io/");
    }

    /**
     * Returns the failure for a refused namespace, with a hint at {@code --auth} if no auth payload was sent.
     *
     * @param authenticated true if we sent an auth payload
     * @param urlNamespace the namespace that is the path of the URL; null if the URL has none
     */
    public static Failure of(NamespaceRefused refused, boolean authenticated, @Nullable String urlNamespace) {
        Failure failure = of(refused, urlNamespace);
        return authenticated ? failure : withoutAuth(failure);
    }

    /**
     * Returns the failure for a disconnected namespace, with a hint at {@code --auth} if no auth payload was sent.
     *
     * @param authenticated true if we sent an auth payload
     */
    public static Failure of(NamespaceDisconnected disconnected, boolean authenticated) {
        return authenticated ? of(disconnected) : withoutAuth(of(disconnected));
    }

    private static Failure withoutAuth(Failure failure) {
        return failure.kind() == FailureKind.REFUSED_BY_SERVER
                ? new Failure(FailureKind.REFUSED_WITHOUT_AUTH, failure.facts(), failure.evidence())
                : failure;
    }

    /** Returns the failure for a disconnected namespace. */
    public static Failure of(NamespaceDisconnected disconnected) {
        ServerReason reason = disconnected.serverReason();
        String message = new ServerReason(reason.message(), REDACTOR.redact(reason.data())).text();
        if (disconnected.reason() == DisconnectReason.REFUSED) {
            return Failure.of(FailureKind.REFUSED_BY_SERVER, disconnected.nsp(), message);
        }
        String detail = disconnected.detail().isEmpty() ? "" : " (" + disconnected.detail() + ")";
        return Failure.of(
                FailureKind.DISCONNECTED,
                disconnected.reason().description() + (message.isEmpty() ? "" : ": " + message) + detail,
                "",
                disconnected.hint());
    }
}
