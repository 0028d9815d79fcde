package io.github.siocli.command;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import org.jspecify.annotations.Nullable;

/** Selects the hint for a refused namespace by the command line. */
final class RefusalHints {

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
        return failure;
    }
}
