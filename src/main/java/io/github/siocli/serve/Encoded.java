package io.github.siocli.serve;

import io.github.siocli.serve.engine.EngineFrame;
import io.github.siocli.wire.Packet;
import io.github.siocli.wire.PacketEncoder;
import java.util.List;

/** A packet and the frames that it is sent as; those of a broadcast are made once. */
record Encoded(Packet packet, List<EngineFrame> frames) {

    static Encoded of(Packet packet) {
        return new Encoded(packet, EngineFrame.of(PacketEncoder.encode(packet)));
    }
}
