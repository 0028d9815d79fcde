package io.github.siocli.server;

import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketDecoder;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.SessionListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A client: one Engine.IO session and the namespaces that are connected over it. */
final class Client implements SessionListener {

    private static final String ROOT = "/";

    /** Names of local events of Socket.IO clients. A packet with such a name is an attempt to spoof one. */
    private static final Set<String> RESERVED = Set.of("connect", "connect_error", "disconnect", "disconnecting");

    private final ServerState hub;
    private final EngineSession session;
    private final PacketSender outlet;
    private final PacketDecoder decoder;
    private final NamespaceConnector entrance;
    private final Map<String, ClientSocket> sockets = new LinkedHashMap<>();
    private Cancellable homeless = () -> {};

    Client(ServerState hub, EngineSession session) {
        this.hub = hub;
        this.session = session;
        this.outlet = new PacketSender(hub, session);
        ServerLimits limits = hub.options().limits();
        this.decoder = new PacketDecoder(limits.attachments(), limits.attachmentBytes());
        this.entrance = new NamespaceConnector(hub, this, session);
    }

    /** Starts the timeout for the first namespace. */
    void begin() {
        expectNamespace();
        if (ProtocolDialect.of(session) == ProtocolDialect.EARLIER) {
            entrance.knock(ROOT, Optional.empty());
        }
    }

    PacketSender outlet() {
        return outlet;
    }

    boolean isIn(String nsp) {
        return sockets.containsKey(nsp);
    }

    /** Returns the number of connected namespaces. */
    int size() {
        return sockets.size();
    }

    void add(ClientSocket socket) {
        if (sockets.isEmpty()) {
            homeless.cancel();
            hub.came();
            session.setNeeded(true);
        }
        sockets.put(socket.namespace().name(), socket);
    }

    void remove(ClientSocket socket, ServerDisconnectReason reason) {
        if (sockets.remove(socket.namespace().name(), socket)) {
            if (sockets.isEmpty()) {
                hub.went();
                session.setNeeded(false);
                expectNamespace();
            }
            socket.gone(reason);
        }
    }

    /**
     * Disconnects all sockets with a DISCONNECT packet, so that the client does not reconnect, and closes the
     * session.
     */
    void kickAll() {
        List.copyOf(sockets.values()).forEach(socket -> socket.disconnect(false));
        session.close(CloseReason.FORCED_CLOSE);
    }

    private void expectNamespace() {
        if (session.isOpen()) {
            homeless = hub.schedule(hub.options().connectTimeout(), () -> session.close(CloseReason.FORCED_CLOSE));
        }
    }

    @Override
    public void onText(String frame, int from) {
        try {
            decoder.decodeText(frame, from).ifPresent(this::packet);
        } catch (PacketSyntaxException e) {
            reject(e.getMessage());
        }
    }

    @Override
    public void onBinary(byte[] bytes) {
        try {
            decoder.decodeBinary(bytes).ifPresent(this::packet);
        } catch (PacketSyntaxException e) {
            reject(e.getMessage());
        }
    }

    private void reject(String why) {
        hub.tell(told -> told.onRejected(session, why));
        session.close(CloseReason.PARSE_ERROR);
    }

    private void packet(Packet packet) {
        if (packet instanceof Packet.Connect connect) {
            entrance.knock(connect.nsp(), connect.data());
            return;
        }
        Optional<ClientSocket> found = Optional.ofNullable(sockets.get(ProtocolDialect.name(packet.nsp())));
        if (found.isPresent()) {
            packet(found.get(), packet);
        } else if (packet instanceof Packet.Disconnect) {
            entrance.withdraw(ProtocolDialect.name(packet.nsp()));
        } else if (!entrance.wasOpened()) {
            reject("a packet before any namespace is connected");
        }
        // A packet without a socket was sent before the client knew that the namespace was left.
    }

    private void packet(ClientSocket socket, Packet packet) {
        if (packet instanceof Packet.Event event) {
            if (!event.name().isNumber() && RESERVED.contains(event.name().text())) {
                reject("an event with the reserved name " + event.name());
            } else {
                socket.event(event);
            }
        } else if (packet instanceof Packet.Ack ack) {
            socket.ack(ack);
        } else if (packet instanceof Packet.Disconnect) {
            remove(socket, ServerDisconnectReason.CLIENT_LEFT);
        } else {
            reject("a packet that only servers send");
        }
    }

    @Override
    public void onUpgrade() {
        hub.tell(told -> told.onUpgraded(session));
    }

    @Override
    public void onClose(CloseReason reason) {
        homeless.cancel();
        decoder.reset();
        outlet.end();
        List.copyOf(sockets.values()).forEach(socket -> remove(socket, ServerDisconnectReason.of(reason)));
        hub.tell(told -> told.onSessionClosed(session, reason));
    }
}
