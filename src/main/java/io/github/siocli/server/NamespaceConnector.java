package io.github.siocli.server;

import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.server.engine.EngineSession;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Connects a client to namespaces (Socket.IO protocol 5, "Connection to a namespace"). */
final class NamespaceConnector {

    private final ServerState state;
    private final Client client;
    private final EngineSession session;
    private final ProtocolDialect dialect;
    private final Set<String> undecided = new HashSet<>();
    private boolean hasConnected;

    NamespaceConnector(ServerState state, Client client, EngineSession session) {
        this.state = state;
        this.client = client;
        this.session = session;
        this.dialect = ProtocolDialect.of(session);
    }

    /** Returns true if a namespace was connected at least once. */
    boolean hasConnected() {
        return hasConnected;
    }

    /**
     * Handles a CONNECT packet. Ignores a second one for the same namespace.
     *
     * @param name name of the namespace, with an optional query
     * @param auth the auth payload; null for none
     */
    void handleConnect(String name, @Nullable Json auth) {
        String nsp = ProtocolDialect.namespaceName(name);
        ServerLimits limits = state.options().limits();
        if (client.isConnectedTo(nsp) || undecided.contains(nsp)) {
            return;
        }
        if (client.namespaceCount() + undecided.size() >= limits.namespaces() || !state.hasRoomFor(nsp)) {
            refuse(nsp, "Too many namespaces", null);
        } else if (name.length() > limits.namespaceLength()
                || !state.options().admission().namespaces().test(nsp)) {
            refuse(nsp, "Invalid namespace", null);
        } else if (isFull()) {
            refuseAsFull(nsp);
        } else {
            ConnectRequest request = new ConnectRequest(
                    nsp,
                    Optional.ofNullable(auth),
                    ProtocolDialect.mergedQuery(name, session.handshake().query()),
                    session.handshake());
            undecided.add(nsp);
            Optional<RecoveryStore.RestoredClient> returned = recoveredState(request);
            if (returned.isPresent()) {
                restore(request, returned.get(), text(request, "pid").orElseThrow());
            } else {
                decide(
                        request,
                        state.queryListener(told -> told.onConnecting(request))
                                .orElse(ConnectDecision.refuse("Internal error")));
            }
        }
    }

    /** Drops a request that is not answered yet, because the client has sent DISCONNECT. */
    void cancelPending(String nsp) {
        undecided.remove(nsp);
    }

    private boolean isFull() {
        return client.namespaceCount() == 0 && state.isFull();
    }

    private void decide(ConnectRequest request, ConnectDecision decision) {
        String nsp = request.nsp();
        if (!session.isOpen() || !undecided.contains(nsp)) {
            return;
        }
        if (decision instanceof ConnectDecision.Later later) {
            state.schedule(later.delay(), () -> decide(request, later.then()));
        } else if (decision instanceof ConnectDecision.Refuse refuse) {
            undecided.remove(nsp);
            refuse(nsp, refuse.message(), refuse.data().orElse(null));
        } else if (decision instanceof ConnectDecision.Accept && isFull()) {
            undecided.remove(nsp);
            refuseAsFull(nsp);
        } else if (decision instanceof ConnectDecision.Accept) {
            boolean recoverable = state.options().recovery().isPresent() && dialect == ProtocolDialect.PROTOCOL_5;
            enter(socket(
                    dialect.socketId(session, nsp, state::newId), request, recoverable ? state.newId() : null, false));
        }
        // A decision of silence leaves the request undecided.
    }

    private ClientSocket socket(String id, ConnectRequest request, @Nullable String pid, boolean recovered) {
        return new ClientSocket(id, state.namespace(request.nsp()), request, session, client, pid, recovered);
    }

    private Optional<RecoveryStore.RestoredClient> recoveredState(ConnectRequest request) {
        Optional<String> pid = text(request, "pid");
        Optional<String> offset = text(request, "offset");
        if (state.options().recovery().isEmpty() || pid.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(state.namespaces().get(request.nsp()))
                .flatMap(Namespace::recovery)
                .flatMap(recovery -> recovery.restore(pid.get(), offset.get()));
    }

    /** Returns a member of the auth payload; empty if it is missing or is not a string. */
    private static Optional<String> text(ConnectRequest request, String member) {
        return request.auth()
                .filter(payload -> payload.kind() == Json.Kind.OBJECT)
                .map(payload -> payload.members().get(member))
                .filter(value -> value.kind() == Json.Kind.STRING)
                .map(Json::stringValue);
    }

    /**
     * Like the reference server, sends the missed events before the CONNECT response. Clients buffer them until then.
     */
    private void restore(ConnectRequest request, RecoveryStore.RestoredClient returned, String pid) {
        ClientSocket socket = socket(returned.sid(), request, pid, true);
        socket.attach(returned.attachment());
        client.add(socket);
        socket.enter(returned.rooms());
        for (Packet missed : returned.missed()) {
            socket.send(EncodedPacket.of(missed));
        }
        sendConnect(socket);
    }

    private void enter(ClientSocket socket) {
        client.add(socket);
        socket.enter(Set.of());
        sendConnect(socket);
    }

    private void sendConnect(ClientSocket socket) {
        hasConnected = true;
        undecided.remove(socket.namespace().name());
        socket.send(EncodedPacket.of(dialect.connectPacket(
                socket.namespace().name(), socket.id(), socket.pid().orElse(null))));
        if (dialect == ProtocolDialect.PROTOCOL_5) {
            // A program that waits for this packet may attach its listener for the next one only now.
            session.separateNextFrame();
        }
        if (socket.isConnected()) {
            state.notifyListener(told -> told.onConnected(socket));
        }
    }

    private void refuseAsFull(String nsp) {
        refuse(
                nsp,
                "The server is full: " + state.clients() + " of "
                        + state.options().admission().maxClients() + " clients are connected",
                null);
    }

    private void refuse(String nsp, String message, @Nullable Json data) {
        session.send(EncodedPacket.of(dialect.refusalPacket(nsp, message, data)).frames());
        state.notifyListener(told -> told.onRefused(session, nsp, message, data));
    }
}
