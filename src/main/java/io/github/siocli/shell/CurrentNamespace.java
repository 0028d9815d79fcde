package io.github.siocli.shell;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The namespace of lines that name no other. One thread changes it; any thread may read it. */
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
     * Returns the namespace. A namespace that the server refused is left out; one that it disconnected is not,
     * because events meant for it must not go elsewhere.
     */
    String nsp() {
        Optional<Failure> failure = ledger.read(view -> view.links().failure(chosen));
        boolean refused =
                failure.filter(why -> NEVER_JOINED.contains(why.kind())).isPresent();
        return refused && ledger.read(view -> view.links().isExpected(before)) ? before : chosen;
    }
}
