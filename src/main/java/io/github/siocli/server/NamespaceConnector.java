package io.github.siocli.server;

import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineSession;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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
     */
    void handleConnect(String name, Optional<Json> auth) {
        String nsp = ProtocolDialect.namespaceName(name);
        ServerLimits limits = state.options().limits();
        if (client.isConnectedTo(nsp) || undecided.contains(nsp)) {
            return;
        }
        if (client.namespaceCount() + undecided.size() >= limits.namespaces() || !state.hasRoomFor(nsp)) {
            refuse(nsp, "Too many namespaces", Optional.empty());
        } else if (name.length() > limits.namespaceLength()
                || !state.options().admission().namespaces().test(nsp)) {
            refuse(nsp, "Invalid namespace", Optional.empty());
        } else if (isFull()) {
            refuseAsFull(nsp);
        } else {
            ConnectRequest request = new ConnectRequest(
                    nsp,
                    auth,
                    ProtocolDialect.mergedQuery(name, session.handshake().query()),
                    session.handshake());
            undecided.add(nsp);
            Optional<RecoveryStore.RestoredClient> returned = recoveredState(nsp, auth);
            if (returned.isPresent()) {
                restore(request, returned.get(), text(auth, "pid").orElseThrow());
            } else {
                decide(
                        request,
                        state.queryListener(told -> told.onConnecting(request))
                                .orElse(new ConnectDecision.Refuse("Internal error", Optional.empty())));
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
            refuse(nsp, refuse.message(), refuse.data());
        } else if (decision instanceof ConnectDecision.Accept && isFull()) {
            undecided.remove(nsp);
            refuseAsFull(nsp);
        } else if (decision instanceof ConnectDecision.Accept) {
            boolean recoverable = state.options().recovery().isPresent() && dialect == ProtocolDialect.PROTOCOL_5;
            enter(socket(
                    dialect.socketId(session, nsp, state::newId),
                    request,
                    recoverable ? Optional.of(state.newId()) : Optional.empty(),
                    false));
        }
        // A decision of silence leaves the request undecided.
    }

    private ClientSocket socket(String id, ConnectRequest request, Optional<String> pid, boolean recovered) {
        return new ClientSocket(id, state.namespace(request.nsp()), request, session, client, pid, recovered);
    }

    private Optional<RecoveryStore.RestoredClient> recoveredState(String nsp, Optional<Json> auth) {
        Optional<String> pid = text(auth, "pid");
        Optional<String> offset = text(auth, "offset");
        if (state.options().recovery().isEmpty() || pid.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(state.namespaces().get(nsp))
                .flatMap(Namespace::recovery)
                .flatMap(recovery -> recovery.restore(pid.get(), offset.get()));
    }

    private static Optional<String> text(Optional<Json> auth, String member) {
        return auth.filter(payload -> payload.kind() == Json.Kind.OBJECT)
                .map(payload -> payload.members().get(member))
                .filter(value -> value.kind() == Json.Kind.STRING)
                .map(Json::stringValue);
    }

    /**
     * Like the reference server, sends the missed events before the CONNECT response. Clients buffer them until then.
     */
    private void restore(ConnectRequest request, RecoveryStore.RestoredClient returned, String pid) {
        ClientSocket socket = socket(returned.sid(), request, Optional.of(pid), true);
        client.add(socket);
        socket.enter(returned.rooms());
        for (Packet missed : returned.missed()) {
            socket.send(EncodedPacket.of(missed));
        }
        sendConnect(socket, Optional.of(pid));
    }

    private void enter(ClientSocket socket) {
        client.add(socket);
        socket.enter(Set.of());
        sendConnect(socket, socket.pid());
    }

    private void sendConnect(ClientSocket socket, Optional<String> pid) {
        hasConnected = true;
        undecided.remove(socket.namespace().name());
        socket.send(EncodedPacket.of(dialect.connectPacket(socket.namespace().name(), socket.id(), pid)));
        session.separateNextFrame();
        if (socket.isConnected()) {
            state.notifyListener(told -> told.onConnected(socket));
        }
    }

    private void refuseAsFull(String nsp) {
        refuse(
                nsp,
                "The server is full: " + state.clients() + " of "
                        + state.options().admission().maxClients() + " clients are connected",
                Optional.empty());
    }

    private void refuse(String nsp, String message, Optional<Json> data) {
        session.send(EncodedPacket.of(dialect.refusalPacket(nsp, message, data)).frames());
        state.notifyListener(told -> told.onRefused(session, nsp, message, data));
    }
}
