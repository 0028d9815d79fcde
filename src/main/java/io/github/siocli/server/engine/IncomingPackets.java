package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;

/** Dispatches the packets of a client by their type (Engine.IO protocol, "Packet types"). */
final class IncomingPackets {

    private final EngineSession session;
    private final HeartbeatTimer heartbeat;
    private final EngineFaults faults;
    private final boolean clientPings;

    IncomingPackets(EngineSession session, HeartbeatTimer heartbeat, EngineFaults faults) {
        this.session = session;
        this.heartbeat = heartbeat;
        this.faults = faults;
        this.clientPings = session.handshake().generation() == Generation.EIO3;
    }

    void receive(EngineFrame frame, SessionListener listener) {
        if (frame instanceof EngineFrame.Binary binary) {
            listener.onBinary(binary.bytes());
        } else if (frame instanceof EngineFrame.Text text) {
            if (text.isMessage()) {
                listener.onText(text.utf8(), 1);
            } else {
                dispatch(text.packet());
            }
        }
    }

    private void dispatch(String packet) {
        switch (packet.isEmpty() ? ' ' : packet.charAt(0)) {
            case EnginePacket.NOOP -> {}
            case EnginePacket.CLOSE -> session.closedByClient();
            case EnginePacket.PING -> ping(packet);
            case EnginePacket.PONG -> pong();
            default -> session.close(CloseReason.PARSE_ERROR);
        }
    }

    private void ping(String packet) {
        if (!clientPings) {
            session.close(CloseReason.TRANSPORT_ERROR);
        } else if (!faults.omitsHeartbeat(session)) {
            session.send(EngineFrame.text(EnginePacket.PONG + packet.substring(1)));
        }
    }

    private void pong() {
        if (clientPings) {
            session.close(CloseReason.TRANSPORT_ERROR);
        } else {
            heartbeat.pongReceived();
        }
    }
}
