package io.github.siocli.wire;

import java.util.Optional;

/** The parser that Socket.IO has by itself: JSON with a few characters before it, and binary messages behind. */
public final class JsonParser implements PacketParser {

    private final PacketDecoder decoder = new PacketDecoder();

    @Override
    public Frames encode(Packet packet) {
        return PacketEncoder.encode(packet);
    }

    @Override
    public void requireEncodable(Packet packet) {
        // Every value is JSON already.
    }

    @Override
    public Optional<Packet> text(String message, int from) throws PacketSyntaxException {
        return decoder.text(message, from);
    }

    @Override
    public Optional<Packet> binary(byte[] bytes) throws PacketSyntaxException {
        return decoder.binary(bytes);
    }

    @Override
    public void reset() {
        decoder.reset();
    }
}
