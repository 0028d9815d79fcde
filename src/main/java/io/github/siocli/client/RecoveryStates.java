package io.github.siocli.client;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.OffsetDetector;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what is needed to restore each namespace's session after a lost connection (connection state recovery). Any
 * thread may call.
 *
 * <p>The server gives each session a secret id ({@code pid}) and most events an offset. If a CONNECT contains both, the
 * server sends the events after that offset again, and then answers with the same id.
 */
final class RecoveryStates {

    private static final class RecoverableSession {
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
    }

    private final Map<String, RecoverableSession> sessions = new HashMap<>();
    private volatile boolean isRecoveryOffered;

    /**
     * Returns the payload of a CONNECT: the user's auth payload with the recovery members added, if a session can be
     * restored.
     *
     * @param auth the user's auth payload; null for none
     */
    synchronized Optional<Json> connectData(String nsp, @Nullable Json auth) {
        RecoverableSession known = sessions.get(nsp);
        if (known == null || known.pid == null) {
            return Optional.ofNullable(auth);
        }
        known.isAuthNotObject = auth != null && auth.kind() != Json.Kind.OBJECT;
        if (known.isAuthNotObject || known.offset == null) {
            return Optional.ofNullable(auth);
        }
        known.isRestoreRequested = true;
        known.seenOffsets.clear();
        String members = Optional.ofNullable(auth)
                .map(Json::text)
                .map(text -> text.substring(1, text.length() - 1))
                .filter(inner -> !inner.isBlank())
                .map(inner -> "," + inner)
                .orElse("");
        return Optional.of(Json.literal("{\"pid\":" + Json.string(known.pid).text() + ",\"offset\":"
                + Json.string(known.offset).text() + members + "}"));
    }

    /**
     * Starts the session of a namespace that the server has connected, and returns the outcome for the previous
     * session.
     *
     * @param pid id for the recovery of the new session; null if the server gave none
     */
    synchronized RecoveryOutcome startSession(String nsp, @Nullable String pid) {
        RecoverableSession previous = sessions.get(nsp);
        RecoveryOutcome recovery = outcome(previous, pid);
        RecoverableSession started = new RecoverableSession();
        started.pid = pid;
        if (recovery.isRecovered()) {
            started.offset = previous.offset;
        }
        sessions.put(nsp, started);
        isRecoveryOffered |= pid != null;
        return recovery;
    }

    /** Returns the outcome for the previous session; null stands for no previous session and for no new id. */
    private static RecoveryOutcome outcome(@Nullable RecoverableSession previous, @Nullable String pid) {
        if (previous == null) {
            return pid != null ? RecoveryOutcome.OFFERED : RecoveryOutcome.NOT_OFFERED;
        }
        if (previous.pid == null) {
            return RecoveryOutcome.NOT_ENABLED;
        }
        if (!previous.isRestoreRequested && previous.isAuthNotObject) {
            return RecoveryOutcome.AUTH_NOT_OBJECT;
        }
        if (!previous.isRestoreRequested && previous.offset == null) {
            return RecoveryOutcome.NO_OFFSET;
        }
        return previous.isRestoreRequested && previous.pid.equals(pid)
                ? RecoveryOutcome.RECOVERED
                : RecoveryOutcome.NEW_SESSION;
    }

    /** Forgets a session that cannot be restored: the namespace was left, refused, or disconnected by the server. */
    synchronized void forget(String nsp) {
        sessions.remove(nsp);
    }

    /**
     * Makes the event for a packet, with the offset removed from the arguments.
     *
     * @return empty if the event was already reported and the server sent it again
     */
    Optional<EventReceived> toEvent(Packet.Event event, Instant now) {
        Optional<String> offset = offset(event, now);
        if (offset.isEmpty()) {
            return Optional.of(new EventReceived(now, event.nsp(), event.name(), event.args(), event.id()));
        }
        if (!acceptOffset(event.nsp(), offset.get())) {
            return Optional.empty();
        }
        List<Json> values = event.args().values();
        Arguments args =
                new Arguments(values.subList(0, values.size() - 1), event.args().attachments());
        return Optional.of(
                new EventReceived(now, event.nsp(), event.name(), args, event.id(), offset, Optional.empty()));
    }

    private Optional<String> offset(Packet.Event event, Instant now) {
        List<Json> values = event.args().values();
        if (!isRecoveryOffered || event.id().isPresent() || values.isEmpty()) {
            return Optional.empty();
        }
        synchronized (this) {
            RecoverableSession known = sessions.get(event.nsp());
            return known == null || known.pid == null
                    ? Optional.empty()
                    : OffsetDetector.detect(values.get(values.size() - 1), now);
        }
    }

    /** The last connection may deliver events after the request to restore was sent; the server sends these again. */
    private synchronized boolean acceptOffset(String nsp, String offset) {
        RecoverableSession known = sessions.get(nsp);
        if (known == null) {
            return true;
        }
        if (known.isRestoreRequested && !known.seenOffsets.add(offset)) {
            return false;
        }
        known.offset = offset;
        return true;
    }
}
