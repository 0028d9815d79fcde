package io.github.siocli.protocol.socketio;

import io.github.siocli.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Socket.IO protocol 5 (servers 3.x and 4.x): each namespace, the root included, is requested with CONNECT. */
public final class ProtocolV5 implements SocketIoProtocol {

    private final Handler handler;
    private boolean isAssumed;
    private boolean isRefuted;

    /**
     * Creates the protocol of a connection that is opening.
     *
     * @param isAssumed whether the handshake could also be one of protocol 4
     */
    public ProtocolV5(Handler handler, boolean isAssumed) {
        this.handler = handler;
        this.isAssumed = isAssumed;
    }

    @Override
    public void connect(String nsp, @Nullable Json data) {
        handler.send(new Packet.Connect(nsp, Optional.ofNullable(data)));
    }

    @Override
    public void disconnect(String nsp) {
        handler.send(new Packet.Disconnect(nsp));
    }

    @Override
    public Optional<Packet> receive(Packet packet) {
        if (isRefuted) {
            // The connection is being replaced, and a server of protocol 4 may answer for the root twice.
            return Optional.empty();
        }
        if (isAssumed && isOfProtocol4(packet)) {
            isRefuted = true;
            handler.otherProtocol("it answered for " + packet.nsp() + " without a request");
            return Optional.empty();
        }
        if (!handler.isKnown(packet.nsp())) {
            return Optional.of(packet);
        }
        if (packet instanceof Packet.Connect connect) {
            receiveConnect(connect);
        } else if (packet instanceof Packet.ConnectError error) {
            handler.refused(error);
        } else if (packet instanceof Packet.Disconnect disconnect) {
            handler.disconnected(disconnect);
        }
        return Optional.empty();
    }

    private void receiveConnect(Packet.Connect packet) {
        Optional<String> sid = ConnectReply.sid(packet);
        if (sid.isPresent()) {
            isAssumed = false;
            handler.connected(packet.nsp(), sid.get(), ConnectReply.pid(packet).orElse(null));
        } else {
            handler.otherProtocol("it connected " + packet.nsp() + " without a sid");
        }
    }

    /** Returns true if a packet is the unrequested answer for the root of a server before Socket.IO 3. */
    private static boolean isOfProtocol4(Packet packet) {
        if (packet instanceof Packet.ConnectError error && error.nsp().equals(ROOT)) {
            return !ConnectReply.hasMessage(error);
        }
        return packet instanceof Packet.Connect connect
                && connect.nsp().equals(ROOT)
                && ConnectReply.sid(connect).isEmpty();
    }

    @Override
    public boolean supportsRecovery() {
        return true;
    }
}
