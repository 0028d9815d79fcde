package io.github.siocli.cli.dialogue;

import io.github.siocli.event.AckReceived;
import io.github.siocli.event.AckSent;
import io.github.siocli.event.AckTimedOut;
import io.github.siocli.event.Disconnected;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventDropped;
import io.github.siocli.event.EventReceived;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The acknowledgements that we wait for, and those that the server waits for. The dialogue guards it.
 *
 * <p>An answer may come before its question is noted here: the thread that emits learns the id only when the event is on
 * its way. So outcomes are kept for a while.
 */
final class Answers {

    private static final int REMEMBERED = 1_000;

    /** How the wait for an acknowledgement ended; empty where it came. */
    private record Outcome(Optional<Failure> failure) {}

    private record Key(String nsp, long id) {}

    private final Map<Key, String> pending = new LinkedHashMap<>();
    private final Map<Key, Outcome> outcomes = bounded();
    private final Map<Key, String> asked = bounded();

    /** We asked for one. */
    void expect(String nsp, long id, String name) {
        Key key = new Key(nsp, id);
        if (!outcomes.containsKey(key)) {
            pending.put(key, name);
        }
    }

    void on(Event event) {
        if (event instanceof AckReceived ack) {
            ended(new Key(ack.nsp(), ack.id()), Optional.empty());
        } else if (event instanceof AckTimedOut late) {
            ended(new Key(late.nsp(), late.id()), Optional.of(ConnectionFailures.of(late)));
        } else if (event instanceof EventReceived question && question.ackId().isPresent()) {
            asked.put(new Key(question.nsp(), question.ackId().getAsLong()), question.name());
        } else if (event instanceof AckSent answer) {
            asked.remove(new Key(answer.nsp(), answer.id()));
        } else if (event instanceof EventDropped dropped && dropped.ackId().isPresent()) {
            Failure failure = Failure.of(
                    FailureKind.NOT_CONNECTED, dropped.nsp(), dropped.reason().plainWords());
            ended(new Key(dropped.nsp(), dropped.ackId().getAsLong()), Optional.of(failure));
        } else if (event instanceof Disconnected gone) {
            abandon(gone);
        }
    }

    private void abandon(Disconnected gone) {
        asked.keySet().removeIf(key -> key.nsp().equals(gone.nsp()));
        if (gone.pendingAcks() > 0) {
            List<Key> lost = pending.keySet().stream()
                    .filter(key -> key.nsp().equals(gone.nsp()))
                    .toList();
            lost.forEach(key -> ended(key, Optional.of(ConnectionFailures.of(gone))));
        }
    }

    private void ended(Key key, Optional<Failure> failure) {
        pending.remove(key);
        outcomes.put(key, new Outcome(failure));
    }

    /** The session has ended, and ids begin anew. */
    void restart() {
        pending.clear();
        outcomes.clear();
        asked.clear();
    }

    /** Number of acknowledgements that may still come. */
    int pending() {
        return pending.size();
    }

    /** Whether the wait for an acknowledgement has ended, in one way or another. */
    boolean isOver(String nsp, long id) {
        return outcomes.containsKey(new Key(nsp, id));
    }

    /** Why an acknowledgement did not come; empty where it did, or may still come. */
    Optional<Failure> failure(String nsp, long id) {
        return Optional.ofNullable(outcomes.get(new Key(nsp, id))).flatMap(Outcome::failure);
    }

    /** Whether the server waits for our acknowledgement with that id. */
    boolean isAsked(String nsp, long id) {
        return asked.containsKey(new Key(nsp, id));
    }

    /** The ids that the server waits for in a namespace, the oldest first. */
    List<Long> asked(String nsp) {
        return asked.keySet().stream()
                .filter(key -> key.nsp().equals(nsp))
                .map(Key::id)
                .toList();
    }

    private static <V> Map<Key, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
