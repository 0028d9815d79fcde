package io.github.siocli.shell.server;

import io.github.siocli.event.EventName;
import io.github.siocli.server.AckResponder;
import io.github.siocli.shell.AckKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tracks the acknowledgements that clients owe and those that clients await. Bounded, because a client may request any
 * number of them. Used on the event loop.
 */
final class AckRegistry {

    private static final int MOST_SENT = 20_000;
    private static final int MOST_ASKED = 1_000;

    /**
     * A sent event that requests an acknowledgement.
     *
     * @param name the name of the event
     * @param nanoTime time of sending, as {@link System#nanoTime}
     * @param own true if a line emitted it, false if a rule did
     * @param late true if the acknowledgement timed out
     */
    record SentEvent(EventName name, long nanoTime, boolean own, boolean late) {}

    private final Map<AckKey, SentEvent> sent = bounded(MOST_SENT);
    private final Map<AckKey, AckResponder> asked = bounded(MOST_ASKED);
    private Optional<AckKey> latest = Optional.empty();

    private static <V> Map<AckKey, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<AckKey, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Registers an event that is sent to a client and requests an acknowledgement. */
    void ask(AckKey question, EventName name) {
        sent.put(question, new SentEvent(name, System.nanoTime(), false, false));
        latest = Optional.of(question);
    }

    /**
     * Runs an emission of a line and marks the event that it sends as the line's own. Returns its key; empty if nothing
     * was sent.
     */
    Optional<AckKey> own(Runnable emission) {
        latest = Optional.empty();
        emission.run();
        latest.ifPresent(question -> sent.computeIfPresent(
                question, (same, emit) -> new SentEvent(emit.name(), emit.nanoTime(), true, false)));
        return latest;
    }

    /** Marks an acknowledgement as timed out. */
    void late(AckKey question) {
        sent.computeIfPresent(question, (same, emit) -> new SentEvent(emit.name(), emit.nanoTime(), false, true));
    }

    /** Removes and returns the event that an acknowledgement answers. */
    Optional<SentEvent> taken(AckKey question) {
        return Optional.ofNullable(sent.remove(question));
    }

    /** Registers an event for which a client awaits an acknowledgement. */
    void asked(AckKey question, AckResponder answer) {
        asked.put(question, answer);
    }

    /** Removes an event that was acknowledged. */
    void answered(AckKey question) {
        asked.remove(question);
    }

    /** Returns the responder for a client that still awaits the acknowledgement. */
    Optional<AckResponder> responder(AckKey question) {
        return Optional.ofNullable(asked.get(question));
    }

    /** Removes everything that a disconnected client awaits. */
    void left(String sid) {
        asked.keySet().removeIf(question -> question.sid().equals(Optional.of(sid)));
    }
}
