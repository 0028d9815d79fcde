package io.github.siocli.shell;

import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.render.Durations;
import org.jspecify.annotations.Nullable;

/** Maps connection events to the failures that waiting commands report. */
public final class ConnectionFailures {

    /** Beginning of the message of {@code sio serve --max-clients}. */
    private static final String SERVER_FULL = "The server is full: ";

    private ConnectionFailures() {}

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
        String data = refused.data().map(json -> " " + json.text()).orElse("");
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
    static Failure of(NamespaceRefused refused, boolean authenticated, @Nullable String urlNamespace) {
        Failure failure = of(refused, urlNamespace);
        return authenticated ? failure : withoutAuth(failure);
    }

    /**
     * Returns the failure for a disconnected namespace, with a hint at {@code --auth} if no auth payload was sent.
     *
     * @param authenticated true if we sent an auth payload
     */
    static Failure of(NamespaceDisconnected disconnected, boolean authenticated) {
        return authenticated ? of(disconnected) : withoutAuth(of(disconnected));
    }

    private static Failure withoutAuth(Failure failure) {
        return failure.kind() == FailureKind.REFUSED_BY_SERVER
                ? new Failure(FailureKind.REFUSED_WITHOUT_AUTH, failure.facts(), failure.evidence())
                : failure;
    }

    /** Returns the failure for a disconnected namespace. */
    static Failure of(NamespaceDisconnected disconnected) {
        String message = disconnected.serverReason().text();
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

    /** Returns the failure for an acknowledgement that timed out. */
    static Failure of(AckTimedOut ack) {
        return of(ack, "");
    }

    /**
     * Returns the failure for an acknowledgement that timed out, with what arrived instead.
     *
     * @param arrivedInstead the events that arrived meanwhile, as text that begins with a separator; may be empty
     */
    public static Failure of(AckTimedOut ack, String arrivedInstead) {
        String name = ack.name().json().text();
        String time = Durations.text(ack.timeout());
        return ack.large().isEmpty()
                ? Failure.of(FailureKind.ACK_TIMEOUT, name, time, arrivedInstead)
                : Failure.of(
                        FailureKind.LARGE_ACK_TIMEOUT,
                        name,
                        time,
                        size(ack.large().get()),
                        arrivedInstead);
    }

    private static String size(AckTimedOut.Large large) {
        return "it was sent as " + large.size() + " bytes, and the server "
                + (large.limit().isPresent() ? "accepts " + large.limit().getAsLong() : "does not report its limit");
    }

    /** Returns the failure for a reconnection that was given up. */
    static Failure of(ReconnectGivenUp givenUp) {
        int attempts = givenUp.attempts();
        return Failure.of(FailureKind.RECONNECT_GIVEN_UP, attempts == 1 ? "1 attempt" : attempts + " attempts");
    }
}
