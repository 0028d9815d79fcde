package io.github.siocli.client;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the sessions that the server can restore after a lost connection (connection state recovery). Any
 * thread may call.
 *
 * <p>The server gives each session a secret id ({@code pid}) and most events an offset; a CONNECT that names both has it
 * send again what came after that offset, and then answer with the same id.
 */
public final class RecoveryStates {

    private static final class Known {
        private Optional<String> pid = Optional.empty();
        private Optional<String> offset = Optional.empty();
        /** Whether the server was asked to restore it, on the current connection. */
        private boolean asked;
        /** Whether the auth payload had no place to ask in. */
        private boolean unaskable;
        /** The offsets that came since it was asked. */
        private final Set<String> shown = new HashSet<>();
    }

    private final Map<String, Known> sessions = new HashMap<>();
    private volatile boolean anyOffered;

    /** The payload of a CONNECT, from that of the user. */
    synchronized Optional<Json> connectData(String nsp, Optional<Json> auth) {
        Known known = sessions.get(nsp);
        if (known == null || known.pid.isEmpty()) {
            return auth;
        }
        known.unaskable = auth.isPresent() && auth.get().kind() != Json.Kind.OBJECT;
        if (known.unaskable || known.offset.isEmpty()) {
            return auth;
        }
        known.asked = true;
        known.shown.clear();
        String members = auth.map(Json::text)
                .map(text -> text.substring(1, text.length() - 1))
                .filter(inner -> !inner.isBlank())
                .map(inner -> "," + inner)
                .orElse("");
        return Optional.of(
                Json.literal("{\"pid\":" + Json.string(known.pid.get()).text() + ",\"offset\":"
                        + Json.string(known.offset.get()).text() + members + "}"));
    }

    /** The server has connected a namespace; tells what became of the session that it had. */
    synchronized RecoveryOutcome connected(String nsp, Optional<String> pid) {
        Known before = sessions.get(nsp);
        RecoveryOutcome recovery = recovery(before, pid);
        Known now = new Known();
        now.pid = pid;
        if (recovery.isRecovered()) {
            now.offset = before.offset;
        }
        sessions.put(nsp, now);
        anyOffered |= pid.isPresent();
        return recovery;
    }

    private static RecoveryOutcome recovery(Known before, Optional<String> pid) {
        if (before == null) {
            return pid.isPresent() ? RecoveryOutcome.OFFERED : RecoveryOutcome.NOT_OFFERED;
        }
        if (before.pid.isEmpty()) {
            return RecoveryOutcome.NOT_ENABLED;
        }
        if (!before.asked && before.unaskable) {
            return RecoveryOutcome.AUTH_NOT_OBJECT;
        }
        if (!before.asked && before.offset.isEmpty()) {
            return RecoveryOutcome.NO_OFFSET;
        }
        return before.asked && before.pid.equals(pid) ? RecoveryOutcome.RECOVERED : RecoveryOutcome.NEW_SESSION;
    }

    /** The session has ended for good: the namespace was left, refused, or disconnected by the server. */
    synchronized void forget(String nsp) {
        sessions.remove(nsp);
    }

    /** An event, with its offset apart; empty where it was told before the server sent it again. */
    Optional<EventReceived> received(Packet.Event event, Instant now) {
        Optional<String> offset = offset(event, now);
        if (offset.isEmpty()) {
            return Optional.of(new EventReceived(now, event.nsp(), event.name(), event.args(), event.id()));
        }
        if (!isNews(event.nsp(), offset.get())) {
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
        if (!anyOffered || event.id().isPresent() || values.isEmpty()) {
            return Optional.empty();
        }
        synchronized (this) {
            Known known = sessions.get(event.nsp());
            return known == null || known.pid.isEmpty()
                    ? Optional.empty()
                    : OffsetDetector.of(values.get(values.size() - 1), now);
        }
    }

    /** What the last connection still had to tell when the server was asked comes again over the new one. */
    private synchronized boolean isNews(String nsp, String offset) {
        Known known = sessions.get(nsp);
        if (known == null) {
            return true;
        }
        if (known.asked && !known.shown.add(offset)) {
            return false;
        }
        known.offset = Optional.of(offset);
        return true;
    }
}
