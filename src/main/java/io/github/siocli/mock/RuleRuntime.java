package io.github.siocli.mock;

import io.github.siocli.expression.ValueSources;
import io.github.siocli.server.SioServer;
import io.github.siocli.server.engine.EngineSession;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** State that all rules of one server share. Used on the event loop. */
final class RuleRuntime {

    private static final long PATIENCE_SECONDS = 10;

    private final ValueSources sources;
    private final Consumer<String> warnings;
    private final CompletableFuture<SioServer> server = new CompletableFuture<>();
    private final Set<EngineSession> withoutUpgrade = new HashSet<>();
    private final Set<EngineSession> withoutPing = new HashSet<>();
    /** Null while no packets are sent to which faults apply. */
    private @Nullable PendingFaults activeFaults;

    RuleRuntime(ValueSources sources, Consumer<String> warnings) {
        this.sources = sources;
        this.warnings = warnings;
    }

    ValueSources sources() {
        return sources;
    }

    RandomGenerator random() {
        return sources.random();
    }

    void warn(String line) {
        warnings.accept(line);
    }

    void attach(SioServer newServer) {
        server.complete(newServer);
    }

    /**
     * Returns the server. Waits until it is attached, because a client may connect before the starting thread
     * attaches it.
     */
    SioServer server() {
        return server.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Returns the sessions whose upgrade is refused. */
    Set<EngineSession> withoutUpgrade() {
        return withoutUpgrade;
    }

    /** Returns the sessions that receive no heartbeats. */
    Set<EngineSession> withoutPing() {
        return withoutPing;
    }

    /** Returns the faults that apply to the packets being sent. */
    Optional<PendingFaults> activeFaults() {
        return Optional.ofNullable(activeFaults);
    }

    /** Runs a task that sends packets to which faults apply. */
    void sendWith(PendingFaults faults, Runnable task) {
        PendingFaults before = activeFaults;
        activeFaults = faults;
        try {
            task.run();
        } finally {
            activeFaults = before;
        }
    }
}
