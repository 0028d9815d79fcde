package io.github.siocli.mock;

import io.github.siocli.expression.ValueSources;
import io.github.siocli.server.ServerLoop;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.fault.Fault;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** State that all rules of one server share. Used on the event loop. */
final class RuleRuntime {

    private final ValueSources sources;
    private final Variables shared = new Variables("the shared variables");
    private final Consumer<String> warnings;
    private final Map<Fault.Kind, Set<EngineSession>> faultySessions = new EnumMap<>(Fault.Kind.class);
    /** Null until the server starts, which is before its first event. */
    private @Nullable ServerLoop server;

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

    /** Returns the variables that all clients share. */
    Variables shared() {
        return shared;
    }

    void warn(String line) {
        warnings.accept(line);
    }

    void attach(ServerLoop newServer) {
        server = newServer;
    }

    ServerLoop server() {
        return Objects.requireNonNull(server);
    }

    /** Injects a fault into a session from now on. */
    void inject(Fault.Kind kind, EngineSession session) {
        faultySessions.computeIfAbsent(kind, none -> new HashSet<>()).add(session);
    }

    /** Returns true if a fault is injected into a session. */
    boolean isInjected(Fault.Kind kind, EngineSession session) {
        return faultySessions.getOrDefault(kind, Set.of()).contains(session);
    }

    void sessionClosed(EngineSession session) {
        faultySessions.values().forEach(sessions -> sessions.remove(session));
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
