package io.github.siocli.mock;

import io.github.siocli.server.SioServer;
import io.github.siocli.server.engine.EngineSession;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What the rules of one server share. Used on the event loop. */
final class RuleRuntime {

    private static final long PATIENCE_SECONDS = 10;

    private final RandomGenerator random;
    private final Clock clock;
    private final Consumer<String> complaints;
    private final CompletableFuture<SioServer> server = new CompletableFuture<>();
    private final Set<EngineSession> withoutUpgrade = new HashSet<>();
    private final Set<EngineSession> withoutPing = new HashSet<>();
    private Optional<PendingFaults> mishaps = Optional.empty();

    RuleRuntime(RandomGenerator random, Clock clock, Consumer<String> complaints) {
        this.random = random;
        this.clock = clock;
        this.complaints = complaints;
    }

    RandomGenerator random() {
        return random;
    }

    Clock clock() {
        return clock;
    }

    void complain(String line) {
        complaints.accept(line);
    }

    void attach(SioServer started) {
        server.complete(started);
    }

    /** The server. A client may be quicker than the thread that has started it, by a moment. */
    SioServer server() {
        return server.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Sessions that are kept from moving to a websocket. */
    Set<EngineSession> withoutUpgrade() {
        return withoutUpgrade;
    }

    /** Sessions that get no heartbeat. */
    Set<EngineSession> withoutPing() {
        return withoutPing;
    }

    /** What befalls the packets that are being sent. */
    Optional<PendingFaults> mishaps() {
        return mishaps;
    }

    /** Sends something which mishaps befall. */
    void sending(PendingFaults befalling, Runnable task) {
        Optional<PendingFaults> before = mishaps;
        mishaps = Optional.of(befalling);
        try {
            task.run();
        } finally {
            mishaps = before;
        }
    }
}
