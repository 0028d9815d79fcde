package io.github.siocli.shell.server;

import io.github.siocli.event.EventName;
import io.github.siocli.server.AckResponder;
import io.github.siocli.shell.AckKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the acknowledgements that clients owe and those that clients await. Bounded, because a client may request any
 * number of them. Used on the event loop.
 */
final class AckRegistry {

    private static final int MAX_SENT = 20_000;
    private static final int MAX_REQUESTED = 1_000;

    /**
     * A sent event that requests an acknowledgement.
     *
     * @param name the name of the event
     * @param nanoTime time of sending, as {@link System#nanoTime}
     * @param fromLine true if a line emitted it, false if a rule did
     * @param timedOut true if the acknowledgement timed out
     */
    record SentEvent(EventName name, long nanoTime, boolean fromLine, boolean timedOut) {}

    private final Map<AckKey, SentEvent> sent = bounded(MAX_SENT);
    private final Map<AckKey, AckResponder> requested = bounded(MAX_REQUESTED);
    /** Key of the event that the current emission has sent; null if it has sent none. */
    private @Nullable AckKey latest;

    private static <V> Map<AckKey, V> bounded(int limit) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<AckKey, V> eldest) {
                return size() > limit;
            }
        };
    }

    /** Registers an event that is sent to a client and requests an acknowledgement. */
    void registerSent(AckKey key, EventName name) {
        sent.put(key, new SentEvent(name, System.nanoTime(), false, false));
        latest = key;
    }

    /**
     * Runs an emission of a line and marks the event that it sends as the line's own. Returns its key; empty if nothing
     * was sent.
     */
    Optional<AckKey> runOwnEmission(Runnable emission) {
        latest = null;
        emission.run();
        if (latest != null) {
            sent.computeIfPresent(
                    latest, (unchanged, emit) -> new SentEvent(emit.name(), emit.nanoTime(), true, false));
        }
        return Optional.ofNullable(latest);
    }

    /** Marks an acknowledgement as timed out. */
    void markTimedOut(AckKey key) {
        sent.computeIfPresent(key, (unchanged, emit) -> new SentEvent(emit.name(), emit.nanoTime(), false, true));
    }

    /** Removes and returns the event that an acknowledgement answers. */
    Optional<SentEvent> removeSent(AckKey key) {
        return Optional.ofNullable(sent.remove(key));
    }

    /** Registers an event for which a client awaits an acknowledgement. */
    void registerRequested(AckKey key, AckResponder responder) {
        requested.put(key, responder);
    }

    /** Removes an event that was acknowledged. */
    void removeRequested(AckKey key) {
        requested.remove(key);
    }

    /** Returns the responder for a client that still awaits the acknowledgement. */
    Optional<AckResponder> responder(AckKey key) {
        return Optional.ofNullable(requested.get(key));
    }

    /** Removes everything that a disconnected client awaits. */
    void clientDisconnected(String sid) {
        requested.keySet().removeIf(key -> key.sid().equals(Optional.of(sid)));
    }
}
