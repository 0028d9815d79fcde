package io.github.siocli.protocol.socketio;

import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.util.List;
import java.util.Optional;

/** The default parser of Socket.IO: JSON after a few characters, followed by binary messages. */
public final class JsonParser implements PacketParser {

    private final PacketDecoder decoder;

    /** Creates a parser without limits. */
    public JsonParser() {
        decoder = new PacketDecoder();
    }

    /**
     * Creates a parser with limits for the number of attachments of a packet and their total size. It continues after
     * attachments that do not fit their packet.
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
        // Only an ambiguous placeholder cannot be encoded; all other values are JSON.
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
