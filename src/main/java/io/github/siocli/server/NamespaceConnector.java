package io.github.siocli.server;

import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineSession;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Connects a client to namespaces (Socket.IO protocol 5, "Connection to a namespace"). */
final class NamespaceConnector {

    private final ServerState hub;
    private final Client client;
    private final EngineSession session;
    private final ProtocolDialect dialect;
    private final Set<String> undecided = new HashSet<>();
    private boolean opened;

    NamespaceConnector(ServerState hub, Client client, EngineSession session) {
        this.hub = hub;
        this.client = client;
        this.session = session;
        this.dialect = ProtocolDialect.of(session);
    }

    /** Returns true if a namespace was connected at least once. */
    boolean wasOpened() {
        return opened;
    }

    /**
     * Handles a CONNECT packet. Ignores a second one for the same namespace.
     *
     * @param asked name of the namespace, with an optional query
     */
    void knock(String asked, Optional<Json> auth) {
        String nsp = ProtocolDialect.name(asked);
        ServerLimits limits = hub.options().limits();
        if (client.isIn(nsp) || undecided.contains(nsp)) {
            return;
        }
        if (client.size() + undecided.size() >= limits.namespaces() || !hub.hasRoomFor(nsp)) {
            refuse(nsp, "Too many namespaces", Optional.empty());
        } else if (asked.length() > limits.namespaceLength()
                || !hub.options().namespaces().test(nsp)) {
            refuse(nsp, "Invalid namespace", Optional.empty());
        } else if (isFull()) {
            refuseAsFull(nsp);
        } else {
            ConnectRequest request = new ConnectRequest(
                    nsp, auth, ProtocolDialect.query(asked, session.handshake().query()), session.handshake());
            undecided.add(nsp);
            Optional<RecoveryStore.Returned> returned = returned(nsp, auth);
            if (returned.isPresent()) {
                comeBack(request, returned.get(), text(auth, "pid").orElseThrow());
            } else {
                decide(
                        request,
                        hub.ask(told -> told.onConnecting(request))
                                .orElse(new ConnectDecision.Refuse("Internal error", Optional.empty())));
            }
        }
    }

    /** Drops a request that is not answered yet, because the client has sent DISCONNECT. */
    void withdraw(String nsp) {
        undecided.remove(nsp);
    }

    private boolean isFull() {
        return client.size() == 0 && hub.isFull();
    }

    private void decide(ConnectRequest request, ConnectDecision admission) {
        String nsp = request.nsp();
        if (!session.isOpen() || !undecided.contains(nsp)) {
            return;
        }
        if (admission instanceof ConnectDecision.Later later) {
            hub.schedule(later.delay(), () -> decide(request, later.then()));
        } else if (admission instanceof ConnectDecision.Refuse refuse) {
            undecided.remove(nsp);
            refuse(nsp, refuse.message(), refuse.data());
        } else if (admission instanceof ConnectDecision.Accept && isFull()) {
            undecided.remove(nsp);
            refuseAsFull(nsp);
        } else if (admission instanceof ConnectDecision.Accept) {
            boolean recoverable = hub.options().recovery().isPresent() && dialect == ProtocolDialect.PROTOCOL_5;
            enter(socket(
                    dialect.id(session, nsp, hub::newId),
                    request,
                    recoverable ? Optional.of(hub.newId()) : Optional.empty(),
                    false));
        }
        // A decision of silence leaves the request undecided.
    }

    private ClientSocket socket(String id, ConnectRequest request, Optional<String> pid, boolean recovered) {
        return new ClientSocket(id, hub.namespace(request.nsp()), request, session, client, pid, recovered);
    }

    private Optional<RecoveryStore.Returned> returned(String nsp, Optional<Json> auth) {
        Optional<String> pid = text(auth, "pid");
        Optional<String> offset = text(auth, "offset");
        if (hub.options().recovery().isEmpty() || pid.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(hub.namespaces().get(nsp))
                .flatMap(Namespace::recovery)
                .flatMap(recovery -> recovery.returned(pid.get(), offset.get()));
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
    private void comeBack(ConnectRequest request, RecoveryStore.Returned returned, String pid) {
        ClientSocket socket = socket(returned.sid(), request, Optional.of(pid), true);
        client.add(socket);
        socket.enter(returned.rooms());
        for (Packet missed : returned.missed()) {
            socket.send(EncodedPacket.of(missed));
        }
        welcome(socket, Optional.of(pid));
    }

    private void enter(ClientSocket socket) {
        client.add(socket);
        socket.enter(Set.of());
        welcome(socket, socket.pid());
    }

    private void welcome(ClientSocket socket, Optional<String> pid) {
        opened = true;
        undecided.remove(socket.namespace().name());
        socket.send(EncodedPacket.of(dialect.connected(socket.namespace().name(), socket.id(), pid)));
        session.sendApart();
        if (socket.isConnected()) {
            hub.tell(told -> told.onConnected(socket));
        }
    }

    private void refuseAsFull(String nsp) {
        refuse(
                nsp,
                "The server is full: " + hub.clients() + " of " + hub.options().maxClients() + " clients are connected",
                Optional.empty());
    }

    private void refuse(String nsp, String message, Optional<Json> data) {
        session.send(EncodedPacket.of(dialect.refused(nsp, message, data)).frames());
        hub.tell(told -> told.onRefused(session, nsp, message, data));
    }
}
