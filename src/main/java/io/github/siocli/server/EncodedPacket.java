package io.github.siocli.server;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketEncoder;
import io.github.siocli.protocol.socketio.PacketFrames;
import java.util.ArrayList;
import java.util.List;

/**
 * A packet and the Engine.IO frames that carry it. A broadcast encodes them once for all clients.
 *
 * @param frames in the order of the wire
 */
record EncodedPacket(Packet packet, List<EngineFrame> frames) {

    static EncodedPacket of(Packet packet) {
        PacketFrames messages = PacketEncoder.encode(packet);
        List<EngineFrame> frames = new ArrayList<>();
        messages.text().ifPresent(text -> frames.add(EngineFrame.text(text)));
        messages.binary().forEach(attachment -> frames.add(EngineFrame.binary(attachment.bytes())));
        return new EncodedPacket(packet, List.copyOf(frames));
    }
}
