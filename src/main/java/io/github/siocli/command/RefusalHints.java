package io.github.siocli.command;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Selects the hint for a refused namespace by the message of the server and by the command line. */
final class RefusalHints {

    private static final Set<FailureKind> REFUSALS =
            Set.of(FailureKind.REFUSED_BY_SERVER, FailureKind.REFUSED_WITHOUT_AUTH);

    /** Beginning of the message of {@code sio serve --max-clients}. */
    private static final String SERVER_FULL = "The server is full: ";

    private RefusalHints() {}

    /**
     * Returns a failure with a hint that fits the refusal. Other failures are returned unchanged.
     *
     * @param urlNamespace the namespace that is the path of the URL; null if the URL has none
     */
    static Failure refine(Failure failure, @Nullable String urlNamespace) {
        if (failure.kind() == FailureKind.INVALID_NAMESPACE
                && failure.facts().get(0).equals(urlNamespace)) {
            return new Failure(FailureKind.INVALID_NAMESPACE_IN_URL, failure.facts(), failure.evidence());
        }
        if (REFUSALS.contains(failure.kind()) && failure.facts().get(1).startsWith(SERVER_FULL)) {
            return new Failure(FailureKind.SERVER_FULL, failure.facts(), failure.evidence());
        }
        return failure;
    }
}
