package io.github.siocli.shell;

import io.github.siocli.client.diagnosis.NamespaceDiagnosis;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ClientDisconnected;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.render.ClientIds;
import io.github.siocli.render.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tracks the acknowledgements that this side awaits and those that the other side awaits. Guarded by the session state.
 *
 * <p>An acknowledgement may arrive before {@link #expect} registers it, because the emitting thread learns the ack id
 * only after the event was handed to the connection. Therefore outcomes are kept for a while, and a sent event registers
 * its acknowledgement too: its namespace may end before the emitting thread continues.
 */
public final class PendingAcks {

    private static final int MAX_REMEMBERED = 1_000;

    /** The outcome of a wait for an acknowledgement; without a failure if it arrived. */
    private record AckOutcome(Optional<Failure> failure) {}

    private final Map<AckKey, EventName> pending = new LinkedHashMap<>();
    private final Map<AckKey, AckOutcome> outcomes = bounded();
    private final Map<AckKey, EventName> requested = bounded();

    /** Registers an acknowledgement that this side has requested. */
    public void expect(AckKey key, EventName name) {
        if (!outcomes.containsKey(key)) {
            pending.put(key, name);
        }
    }

    void handle(Event event) {
        if (event instanceof AckReceived ack) {
            settle(new AckKey(ack.sid(), ack.nsp(), ack.id()), new AckOutcome(Optional.empty()));
        } else if (event instanceof AckTimedOut late) {
            fail(new AckKey(late.sid(), late.nsp(), late.id()), timeoutFailure(late));
        } else if (event instanceof EventReceived question && question.ackId().isPresent()) {
            requested.put(
                    new AckKey(question.sid(), question.nsp(), question.ackId().getAsLong()), question.name());
        } else if (event instanceof EventSent sent
                && sent.ackId().isPresent()
                && sent.sid().isEmpty()) {
            expect(AckKey.of(sent.nsp(), sent.ackId().getAsLong()), sent.name());
        } else if (event instanceof AckSent answer) {
            answered(new AckKey(answer.sid(), answer.nsp(), answer.id()));
        } else if (event instanceof EventDropped dropped && dropped.ackId().isPresent()) {
            Failure failure = Failure.of(
                    FailureKind.NOT_CONNECTED, dropped.nsp(), dropped.reason().description());
            fail(new AckKey(Optional.empty(), dropped.nsp(), dropped.ackId().getAsLong()), failure);
        } else if (event instanceof NamespaceDisconnected gone) {
            handleDisconnect(gone);
        } else if (event instanceof ClientDisconnected gone) {
            requested.keySet().removeIf(key -> key.sid().equals(Optional.of(gone.sid())));
        }
    }

    private static Failure timeoutFailure(AckTimedOut timedOut) {
        return timedOut.sid()
                .map(sid -> Failure.of(
                        FailureKind.CLIENT_SILENT,
                        timedOut.name().json().text(),
                        ClientIds.shorten(sid),
                        Durations.text(timedOut.timeout())))
                .orElseGet(() -> ConnectionFailures.of(timedOut));
    }

    private void handleDisconnect(NamespaceDisconnected disconnected) {
        requested.keySet().removeIf(key -> key.nsp().equals(disconnected.nsp()));
        if (disconnected.pendingAcks() > 0) {
            List<AckKey> lost = pending.keySet().stream()
                    .filter(key -> key.nsp().equals(disconnected.nsp()))
                    .toList();
            lost.forEach(key -> fail(key, NamespaceDiagnosis.of(disconnected)));
        }
    }

    /** Ends the wait for an acknowledgement that will not arrive. */
    public void fail(AckKey key, Failure failure) {
        settle(key, new AckOutcome(Optional.of(failure)));
    }

    private void settle(AckKey key, AckOutcome outcome) {
        pending.remove(key);
        outcomes.put(key, outcome);
    }

    /** Forgets everything, because the ids of a new session start again. */
    void clear() {
        pending.clear();
        outcomes.clear();
        requested.clear();
    }

    /** Returns the number of acknowledgements that are pending. */
    public int pendingCount() {
        return pending.size();
    }

    /** Returns true if an acknowledgement has arrived or failed. */
    boolean isSettled(AckKey key) {
        return outcomes.containsKey(key);
    }

    /** Returns why an acknowledgement failed; empty if it arrived or is pending. */
    public Optional<Failure> failure(AckKey key) {
        return Optional.ofNullable(outcomes.get(key)).flatMap(AckOutcome::failure);
    }

    /** Notes that a line has sent a requested acknowledgement; the event of it may arrive after the next line. */
    public void answered(AckKey key) {
        requested.remove(key);
    }

    /** Returns true if an acknowledgement is pending. */
    public boolean isPending(AckKey key) {
        return pending.containsKey(key);
    }

    /** Returns all acknowledgements that the other side awaits, the oldest first. */
    public List<AckKey> requested() {
        return List.copyOf(requested.keySet());
    }

    private static <V> Map<AckKey, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<AckKey, V> eldest) {
                return size() > MAX_REMEMBERED;
            }
        };
    }
}
