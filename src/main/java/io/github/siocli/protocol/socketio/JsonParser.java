package io.github.siocli.protocol.socketio;

import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.util.List;
import java.util.Optional;

/** The parser that Socket.IO has by itself: JSON with a few characters before it, and binary messages behind. */
public final class JsonParser implements PacketParser {

    private final PacketDecoder decoder;

    /** A parser that takes packets of any size. */
    public JsonParser() {
        decoder = new PacketDecoder();
    }

    /**
     * A parser that takes so many binary messages in one packet, and so many bytes in these, and goes on where they do not
     * fit their packet.
     */
    public JsonParser(int mostAttachments, long mostBytes) {
        decoder = PacketDecoder.lenient(mostAttachments, mostBytes);
    }

    @Override
    public PacketFrames encode(Packet packet) {
        return PacketEncoder.encode(packet);
    }

    @Override
    public void requireEncodable(Packet packet) throws UnencodableException {
        // Every value is JSON already.
        boolean isAmbiguous =
                packet instanceof Packet.Event event && event.args().isAmbiguous()
                        || packet instanceof Packet.Ack ack && ack.args().isAmbiguous();
        if (isAmbiguous) {
            throw new UnencodableException(
                    "an object with \"_placeholder\":true", "beside bytes, servers take it for bytes too");
        }
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
    public List<PacketFault> takeFaults() {
        return decoder.takeFaults();
    }

    @Override
    public void reset() {
        decoder.reset();
    }
}
