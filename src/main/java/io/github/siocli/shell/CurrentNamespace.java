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

    private static final Set<FailureKind> NEVER_JOINED =
            Set.of(FailureKind.REFUSED_BY_SERVER, FailureKind.INVALID_NAMESPACE, FailureKind.NAMESPACE_SILENT);

    private final SessionState ledger;
    private volatile String chosen = "/";
    private volatile String before = "/";

    CurrentNamespace(SessionState ledger) {
        this.ledger = ledger;
    }

    void use(String nsp) {
        if (!nsp.equals(chosen)) {
            before = chosen;
            chosen = nsp;
        }
    }

    void left(String nsp) {
        if (nsp.equals(chosen)) {
            List<String> others = ledger.read(view -> view.links().expected()).stream()
                    .filter(other -> !other.equals(nsp))
                    .toList();
            use(others.contains(before) || others.isEmpty() ? before : others.get(0));
        }
    }

    /**
     * Returns the current namespace. If the server refused it, the previous one is current again. If the server
     * disconnected it later, it stays current, so that no event goes to another namespace by mistake.
     */
    String nsp() {
        Optional<Failure> failure = ledger.read(view -> view.links().failure(chosen));
        boolean refused =
                failure.filter(why -> NEVER_JOINED.contains(why.kind())).isPresent();
        return refused && ledger.read(view -> view.links().isExpected(before)) ? before : chosen;
    }
}
