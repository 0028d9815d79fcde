package io.github.siocli.serve.engine;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions that there are, by their ids. */
final class Sessions {

    private static final int ID_BYTES = 15;

    private final Map<String, EngineSession> sessions = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private boolean closed;
    private Runnable onEmpty = () -> {};

    /** An id that nobody can guess: whoever knows it has the session. */
    String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    void add(EngineSession session) {
        sessions.put(session.id(), session);
    }

    void remove(EngineSession session) {
        sessions.remove(session.id());
        if (sessions.isEmpty()) {
            onEmpty.run();
        }
    }

    Optional<EngineSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** No more of them. */
    void refuseNew() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    int size() {
        return sessions.size();
    }

    List<EngineSession> all() {
        return List.copyOf(sessions.values());
    }

    /** Runs a task as soon as there is none. */
    void whenEmpty(Runnable task) {
        onEmpty = task;
        if (sessions.isEmpty()) {
            task.run();
        }
    }
}
