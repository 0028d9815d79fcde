package io.github.siocli.shell;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tracks the current namespace, which lines use unless they name another. One thread changes it; any thread may read
 * it.
 */
final class CurrentNamespace {

    private static final Set<FailureKind> NEVER_JOINED = Set.of(
            FailureKind.REFUSED_BY_SERVER,
            FailureKind.REFUSED_WITHOUT_AUTH,
            FailureKind.SERVER_FULL,
            FailureKind.INVALID_NAMESPACE,
            FailureKind.INVALID_NAMESPACE_IN_URL,
            FailureKind.NAMESPACE_SILENT);

    private final SessionState state;
    private volatile String current = "/";
    private volatile String previous = "/";

    CurrentNamespace(SessionState state) {
        this.state = state;
    }

    void use(String nsp) {
        if (!nsp.equals(current)) {
            previous = current;
            current = nsp;
        }
    }

    void namespaceLeft(String nsp) {
        if (nsp.equals(current)) {
            List<String> expected = state.read(view -> view.namespaces().expected()).stream()
                    .filter(other -> !other.equals(nsp))
                    .toList();
            use(expected.contains(previous) || expected.isEmpty() ? previous : expected.get(0));
        }
    }

    /**
     * Returns the current namespace. If the server refused it, the previous one is current again. If the server
     * disconnected it later, it stays current, so that no event goes to another namespace by mistake.
     */
    String name() {
        Optional<Failure> failure = state.read(view -> view.namespaces().failure(current));
        boolean refused =
                failure.filter(cause -> NEVER_JOINED.contains(cause.kind())).isPresent();
        return refused && state.read(view -> view.namespaces().isExpected(previous)) ? previous : current;
    }
}
