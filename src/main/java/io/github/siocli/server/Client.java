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

/** A client: one Engine.IO session and the namespaces that are connected over it. */
final class Client implements SessionListener {

    private static final String ROOT = "/";

    private final ServerState state;
    private final EngineSession session;
    private final PacketSender sender;
    private final PacketDecoder decoder;
    private final NamespaceConnector connector;
    private final Map<String, ClientSocket> sockets = new LinkedHashMap<>();
    private Cancellable connectTimeout = Cancellable.NONE;

    Client(ServerState state, EngineSession session) {
        this.state = state;
        this.session = session;
        this.sender = new PacketSender(state, session);
        ServerLimits limits = state.options().limits();
        this.decoder = new PacketDecoder(limits.attachments(), limits.attachmentBytes());
        this.connector = new NamespaceConnector(state, this, session);
    }

    /** Starts the timeout for the first namespace. */
    void start() {
        startConnectTimeout();
        if (ProtocolDialect.of(session) == ProtocolDialect.EARLIER) {
            connector.handleConnect(ROOT, null);
        }
    }

    PacketSender sender() {
        return sender;
    }

    boolean isConnectedTo(String nsp) {
        return sockets.containsKey(nsp);
    }

    /** Returns the number of connected namespaces. */
    int namespaceCount() {
        return sockets.size();
    }

    void add(ClientSocket socket) {
        if (sockets.isEmpty()) {
            stopConnectTimeout();
            state.clientConnected();
            session.setNeeded(true);
        }
        sockets.put(socket.namespace().name(), socket);
    }

    void remove(ClientSocket socket, ServerDisconnectReason reason) {
        if (sockets.remove(socket.namespace().name(), socket)) {
            if (sockets.isEmpty()) {
                state.clientDisconnected();
                session.setNeeded(false);
                startConnectTimeout();
            }
            socket.handleDisconnect(reason);
        }
    }

    /**
     * Disconnects all sockets with a DISCONNECT packet, so that the client does not reconnect, and closes the
     * session.
     */
    void disconnectAll() {
        List.copyOf(sockets.values()).forEach(socket -> socket.disconnect(false));
        session.close(CloseReason.FORCED_CLOSE);
    }

    private void startConnectTimeout() {
        if (session.isOpen()) {
            connectTimeout =
                    state.schedule(state.options().connectTimeout(), () -> session.close(CloseReason.FORCED_CLOSE));
        }
    }

    private void stopConnectTimeout() {
        connectTimeout.cancel();
        // Frees the memory of the task.
        connectTimeout = Cancellable.NONE;
    }

    @Override
    public void onText(byte[] packet, int from) {
        try {
            decoder.decodeText(packet, from).ifPresent(this::handlePacket);
        } catch (PacketSyntaxException e) {
            reject(e.getMessage());
        }
    }

    @Override
    public void onBinary(byte[] bytes) {
        try {
            decoder.decodeBinary(bytes).ifPresent(this::handlePacket);
        } catch (PacketSyntaxException e) {
            reject(e.getMessage());
        }
    }

    private void reject(String why) {
        state.notifyListener(told -> told.onRejected(session, why));
        session.close(CloseReason.PARSE_ERROR);
    }

    private void handlePacket(Packet packet) {
        if (packet instanceof Packet.Connect connect) {
            connector.handleConnect(connect.nsp(), connect.data().orElse(null));
            return;
        }
        Optional<ClientSocket> found = Optional.ofNullable(sockets.get(ProtocolDialect.namespaceName(packet.nsp())));
        if (found.isPresent()) {
            handlePacket(found.get(), packet);
        } else if (packet instanceof Packet.Disconnect) {
            connector.cancelPending(ProtocolDialect.namespaceName(packet.nsp()));
        } else if (!connector.hasConnected()) {
            reject("a packet before CONNECT");
        }
        // A packet without a socket was sent before the client knew that the namespace was left.
    }

    private void handlePacket(ClientSocket socket, Packet packet) {
        if (packet instanceof Packet.Event event) {
            // It is an attempt to imitate a local event of the socket.
            if (event.name().isReserved()) {
                reject("an event with the reserved name " + event.name());
            } else {
                socket.handleEvent(event);
            }
        } else if (packet instanceof Packet.Ack ack) {
            socket.handleAck(ack);
        } else if (packet instanceof Packet.Disconnect) {
            remove(socket, ServerDisconnectReason.CLIENT_LEFT);
        } else {
            reject("a packet that only servers send");
        }
    }

    @Override
    public void onUpgrade() {
        state.notifyListener(told -> told.onUpgraded(session));
    }

    @Override
    public void onClose(CloseReason reason) {
        stopConnectTimeout();
        decoder.reset();
        sender.close();
        List.copyOf(sockets.values()).forEach(socket -> remove(socket, ServerDisconnectReason.of(reason)));
        state.notifyListener(told -> told.onSessionClosed(session, reason));
    }
}
