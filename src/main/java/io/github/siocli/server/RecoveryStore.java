package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what disconnected clients of one namespace miss (connection state recovery): the last events, each with an
 * offset as its last argument, and the rooms and attachments of these clients.
 */
final class RecoveryStore {

    private record KeptEvent(String offset, Packet packet, Set<String> to, Set<String> except, long size, long time) {}

    private record AbsentClient(
            String sid, Set<String> rooms, @Nullable Object attachment, long time) {}

    /**
     * A restored client.
     *
     * @param sid socket id
     * @param rooms rooms of the socket
     * @param attachment object that was attached to the socket; null for none
     * @param missed events that it missed
     */
    record RestoredClient(
            String sid, Set<String> rooms, @Nullable Object attachment, List<Packet> missed) {}

    private final RecoveryOptions options;
    private final Supplier<String> offsets;
    private final LongSupplier nanoTime;
    private final Deque<KeptEvent> kept = new ArrayDeque<>();
    private final Map<String, AbsentClient> absent = new LinkedHashMap<>();
    private final Budget budget;

    /** The size that all namespaces keep together. */
    static final class Budget {
        private long held;
    }

    /**
     * Creates an empty store.
     *
     * @param offsets returns the offset of the next event
     * @param nanoTime returns the time in nanoseconds, as {@link System#nanoTime}
     */
    RecoveryStore(RecoveryOptions options, Budget budget, Supplier<String> offsets, LongSupplier nanoTime) {
        this.options = options;
        this.budget = budget;
        this.offsets = offsets;
        this.nanoTime = nanoTime;
    }

    /** Keeps an event and returns it with its offset. */
    Packet addEvent(String nsp, EventName event, Arguments args, Set<String> to, Set<String> except) {
        String offset = offsets.get();
        List<Json> values = new ArrayList<>(args.values());
        values.add(Json.string(offset));
        Packet packet = new Packet.Event(nsp, event, new Arguments(values, args.attachments()), OptionalLong.empty());
        long taken = args.size() + event.text().length();
        kept.add(new KeptEvent(offset, packet, to, except, taken, nanoTime.getAsLong()));
        budget.held += taken;
        expire();
        return packet;
    }

    /**
     * Keeps the state of a client that has disconnected.
     *
     * @param attachment object that is attached to the socket; null for none
     */
    void addClient(String pid, String sid, Set<String> rooms, @Nullable Object attachment) {
        absent.put(pid, new AbsentClient(sid, rooms, attachment, nanoTime.getAsLong()));
        expire();
    }

    /** Restores a client, if it disconnected within the limit and its missed events are complete. */
    Optional<RestoredClient> restore(String pid, String offset) {
        expire();
        Optional<AbsentClient> found = Optional.ofNullable(absent.get(pid));
        if (found.isEmpty() || kept.stream().noneMatch(event -> event.offset().equals(offset))) {
            return Optional.empty();
        }
        absent.remove(pid);
        AbsentClient back = found.get();
        List<Packet> missed = kept.stream()
                .dropWhile(event -> !event.offset().equals(offset))
                .skip(1)
                .filter(event -> isFor(event, back.rooms()))
                .map(KeptEvent::packet)
                .toList();
        return Optional.of(new RestoredClient(back.sid(), back.rooms(), back.attachment(), missed));
    }

    private static boolean isFor(KeptEvent event, Set<String> rooms) {
        return (event.to().isEmpty() || !Collections.disjoint(event.to(), rooms))
                && Collections.disjoint(event.except(), rooms);
    }

    /** Returns true if no client can be restored. */
    boolean isEmpty() {
        expire();
        return absent.isEmpty();
    }

    void clear() {
        kept.forEach(event -> budget.held -= event.size());
        kept.clear();
        absent.clear();
    }

    private void expire() {
        long oldest = nanoTime.getAsLong() - options.time().toNanos();
        while (!kept.isEmpty()
                && (kept.size() > options.packets()
                        || budget.held > options.size()
                        || kept.peek().time() - oldest < 0)) {
            budget.held -= kept.remove().size();
        }
        var leavers = absent.values().iterator();
        while (leavers.hasNext() && (leavers.next().time() - oldest < 0 || absent.size() > options.clients())) {
            leavers.remove();
        }
    }
}
