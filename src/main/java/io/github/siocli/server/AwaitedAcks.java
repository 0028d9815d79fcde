package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Tracks the acknowledgements that one socket owes the server. */
final class AwaitedAcks {

    private record AwaitedAck(AckCallback callback, Cancellable timer) {}

    private final ServerState state;
    private final Map<Long, AwaitedAck> pending = new HashMap<>();
    private long next;

    AwaitedAcks(ServerState state) {
        this.state = state;
    }

    /** Returns the id of a new acknowledgement, or empty if the socket owes too many. */
    OptionalLong expect(Duration timeout, AckCallback callback) {
        if (pending.size() >= state.options().limits().acks()) {
            return OptionalLong.empty();
        }
        long id = next++;
        Cancellable timer = state.schedule(timeout, () -> fail(id, AckCallback.AckFailure.TIMED_OUT));
        pending.put(id, new AwaitedAck(callback, timer));
        return OptionalLong.of(id);
    }

    /** Handles an acknowledgement. Ignores one that is unknown or has timed out. */
    void handleAck(long id, Arguments args) {
        take(id).ifPresent(taken -> state.guarded(() -> taken.callback().onAck(args)));
    }

    private void fail(long id, AckCallback.AckFailure failure) {
        take(id).ifPresent(taken -> state.guarded(() -> taken.callback().onFailure(failure)));
    }

    private Optional<AwaitedAck> take(long id) {
        Optional<AwaitedAck> taken = Optional.ofNullable(pending.remove(id));
        taken.ifPresent(found -> found.timer().cancel());
        return taken;
    }

    /** Fails all awaited acknowledgements, because the socket has left. */
    void failAll() {
        List.copyOf(pending.keySet()).forEach(id -> fail(id, AckCallback.AckFailure.DISCONNECTED));
    }
}
