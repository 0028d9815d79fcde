package io.github.siocli.shell.server;

import io.github.siocli.event.EventName;
import io.github.siocli.server.AckResponder;
import io.github.siocli.shell.AckKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The acknowledgements that clients owe, and those that they wait for. Bounded, as a client may ask for any number. Used
 * on the event loop.
 */
final class AckRegistry {

    private static final int MOST_SENT = 20_000;
    private static final int MOST_ASKED = 1_000;

    /**
     * An event that asks for an acknowledgement.
     *
     * @param name its name
     * @param nanoTime when it was sent, in nanoseconds
     * @param own whether a line emitted it, and not a rule
     * @param late whether its time has run out
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

    /** An event goes out that asks a client. */
    void ask(AckKey question, EventName name) {
        sent.put(question, new SentEvent(name, System.nanoTime(), false, false));
        latest = Optional.of(question);
    }

    /** What asks a client with an emission of a line; empty where the emission came to nothing. */
    Optional<AckKey> own(Runnable emission) {
        latest = Optional.empty();
        emission.run();
        latest.ifPresent(question -> sent.computeIfPresent(
                question, (same, emit) -> new SentEvent(emit.name(), emit.nanoTime(), true, false)));
        return latest;
    }

    /** The time of one has run out. */
    void late(AckKey question) {
        sent.computeIfPresent(question, (same, emit) -> new SentEvent(emit.name(), emit.nanoTime(), false, true));
    }

    /** What an acknowledgement answers. */
    Optional<SentEvent> taken(AckKey question) {
        return Optional.ofNullable(sent.remove(question));
    }

    /** A client asks. */
    void asked(AckKey question, AckResponder answer) {
        asked.put(question, answer);
    }

    /** A client was answered. */
    void answered(AckKey question) {
        asked.remove(question);
    }

    /** How a client is answered that still waits. */
    Optional<AckResponder> responder(AckKey question) {
        return Optional.ofNullable(asked.get(question));
    }

    /** A client is gone. */
    void left(String sid) {
        asked.keySet().removeIf(question -> question.sid().equals(Optional.of(sid)));
    }
}
