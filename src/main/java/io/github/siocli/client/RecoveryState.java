package io.github.siocli.client;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.OffsetDetector;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what is needed to restore the session of a namespace after a lost connection (connection state recovery).
 * {@link Namespaces} guards it.
 *
 * <p>The server gives each session a secret id ({@code pid}) and most events an offset. If a CONNECT contains both, the
 * server sends the events after that offset again, and then answers with the same id.
 */
final class RecoveryState {

    /** True if there is a session that the server may restore. */
    private boolean isStarted;
    /** Null if the server does not offer recovery. */
    private @Nullable String pid;
    /** Offset of the latest event; null before the first. */
    private @Nullable String offset;
    /** True if the CONNECT on the current connection asked to restore the session. */
    private boolean isRestoreRequested;
    /** True if the auth payload is not an object, so that the request could not be added to it. */
    private boolean isAuthNotObject;
    /** Offsets received since the request to restore. */
    private final Set<String> seenOffsets = new HashSet<>();

    /**
     * Returns the payload of a CONNECT: the user's auth payload with the recovery members added, if the session can be
     * restored.
     *
     * @param auth the user's auth payload; null for none
     */
    Optional<Json> connectData(@Nullable Json auth) {
        isAuthNotObject = pid != null && auth != null && auth.kind() != Json.Kind.OBJECT;
        if (isAuthNotObject || pid == null || offset == null) {
            return Optional.ofNullable(auth);
        }
        isRestoreRequested = true;
        seenOffsets.clear();
        String text = auth == null ? "{}" : auth.text();
        String members = text.substring(1, text.length() - 1);
        return Optional.of(Json.literal("{\"pid\":" + Json.string(pid).text() + ",\"offset\":"
                + Json.string(offset).text() + (members.isBlank() ? "" : "," + members) + "}"));
    }

    /**
     * Starts the session that the server has connected, and returns the outcome for the previous session.
     *
     * @param newPid id for the recovery of the new session; null if the server gave none
     */
    RecoveryOutcome startSession(@Nullable String newPid) {
        RecoveryOutcome outcome = outcome(newPid);
        String keptOffset = outcome.isRecovered() ? offset : null;
        forget();
        isStarted = true;
        pid = newPid;
        offset = keptOffset;
        return outcome;
    }

    private RecoveryOutcome outcome(@Nullable String newPid) {
        if (!isStarted) {
            return newPid != null ? RecoveryOutcome.OFFERED : RecoveryOutcome.NOT_OFFERED;
        }
        if (pid == null) {
            return RecoveryOutcome.NOT_ENABLED;
        }
        if (isRestoreRequested) {
            return pid.equals(newPid) ? RecoveryOutcome.RECOVERED : RecoveryOutcome.NEW_SESSION;
        }
        if (isAuthNotObject) {
            return RecoveryOutcome.AUTH_NOT_OBJECT;
        }
        return offset == null ? RecoveryOutcome.NO_OFFSET : RecoveryOutcome.NEW_SESSION;
    }

    /** Forgets a session that cannot be restored: the namespace was left, refused, or disconnected by the server. */
    void forget() {
        isStarted = false;
        pid = null;
        offset = null;
        isRestoreRequested = false;
        isAuthNotObject = false;
        seenOffsets.clear();
    }

    /**
     * Makes the event for a packet, with the offset removed from the arguments.
     *
     * @return empty if the event was already reported and the server sent it again
     */
    Optional<EventReceived> toEvent(Packet.Event event, Instant now) {
        List<Json> values = event.args().values();
        Optional<String> found = pid == null || event.id().isPresent() || values.isEmpty()
                ? Optional.empty()
                : OffsetDetector.detect(values.get(values.size() - 1), now);
        if (found.isEmpty()) {
            return Optional.of(eventWithoutOffset(event, now));
        }
        // The last connection may deliver events after the request to restore was sent; the server sends these again.
        if (isRestoreRequested && !seenOffsets.add(found.get())) {
            return Optional.empty();
        }
        offset = found.get();
        Arguments args =
                new Arguments(values.subList(0, values.size() - 1), event.args().attachments());
        return Optional.of(
                new EventReceived(now, event.nsp(), event.name(), args, event.id(), found, Optional.empty()));
    }

    /** Makes the event for a packet of a server that does not offer recovery. */
    static EventReceived eventWithoutOffset(Packet.Event event, Instant now) {
        return new EventReceived(now, event.nsp(), event.name(), event.args(), event.id());
    }
}
