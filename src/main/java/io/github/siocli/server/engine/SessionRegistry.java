package io.github.siocli.server.engine;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The open sessions by their ids. */
final class SessionRegistry {

    private final EngineLimits limits;
    private final Map<String, EngineSession> sessions = new HashMap<>();
    /** The sessions that their clients do not use, the oldest first. */
    private final Set<EngineSession> unused = new LinkedHashSet<>();

    private final Map<InetAddress, Set<EngineSession>> unusedByAddress = new HashMap<>();
    private final RandomIds ids = new RandomIds();
    private boolean isClosed;
    private Runnable onEmpty = () -> {};

    SessionRegistry(EngineLimits limits) {
        this.limits = limits;
    }

    /** Returns a random id; the id is the only credential of a session. */
    String newId() {
        return ids.next();
    }

    void add(EngineSession session) {
        sessions.put(session.id(), session);
        setUsed(session, false);
    }

    void remove(EngineSession session) {
        sessions.remove(session.id());
        setUsed(session, true);
        if (sessions.isEmpty()) {
            onEmpty.run();
        }
    }

    /** Sets whether a client uses its session. */
    void setUsed(EngineSession session, boolean used) {
        InetAddress address = session.handshake().address().getAddress();
        if (!used && sessions.containsKey(session.id())) {
            unused.add(session);
            unusedByAddress
                    .computeIfAbsent(address, first -> new LinkedHashSet<>())
                    .add(session);
        } else if (used && unused.remove(session)) {
            unusedByAddress.computeIfPresent(
                    address, (key, ofAddress) -> ofAddress.remove(session) && ofAddress.isEmpty() ? null : ofAddress);
        }
    }

    /** Returns true if there is room for one more session, if necessary in the place of an unused one. */
    boolean hasRoom() {
        return sessions.size() < limits.counts().sessions() || !unused.isEmpty();
    }

    /**
     * Returns the session that must end before an address may have one more: the oldest unused one, of that address
     * if it has its maximum. A client that opens sessions without end ends its own.
     */
    Optional<EngineSession> sessionToClose(InetAddress address) {
        Set<EngineSession> ofAddress = unusedByAddress.getOrDefault(address, Set.of());
        if (ofAddress.size() >= limits.counts().unusedSessions()) {
            return Optional.of(ofAddress.iterator().next());
        }
        return sessions.size() >= limits.counts().sessions() && !unused.isEmpty()
                ? Optional.of(unused.iterator().next())
                : Optional.empty();
    }

    Optional<EngineSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** Refuses new sessions from now on. */
    void close() {
        isClosed = true;
    }

    boolean isClosed() {
        return isClosed;
    }

    int size() {
        return sessions.size();
    }

    List<EngineSession> all() {
        return List.copyOf(sessions.values());
    }

    /** Runs a task when no session is left. */
    void whenEmpty(Runnable task) {
        onEmpty = task;
        if (sessions.isEmpty()) {
            task.run();
        }
    }
}
