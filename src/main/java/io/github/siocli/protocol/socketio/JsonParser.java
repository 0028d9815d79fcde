package io.github.siocli.protocol.socketio;

import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.util.List;
import java.util.Optional;

/** Socket.IO's default parser: JSON with a short header, followed by binary messages for attachments. */
public final class JsonParser implements PacketParser {

    private final PacketDecoder decoder;

    /** Creates a strict parser without limits. */
    public JsonParser() {
        decoder = new PacketDecoder();
    }

    /**
     * Creates a lenient parser with limits. It continues after attachments that do not match their packet, and reports
     * them as faults.
     *
     * @param mostAttachments largest number of binary messages of one packet
     * @param mostBytes largest number of bytes of these messages together
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
        // Every value is JSON already, so only this ambiguity can occur.
        boolean isAmbiguous =
                packet instanceof Packet.Event event && event.args().isAmbiguous()
                        || packet instanceof Packet.Ack ack && ack.args().isAmbiguous();
        if (isAmbiguous) {
            throw new UnencodableException(
                    "an object with \"_placeholder\":true", "with bytes in the same packet, servers read it as bytes");
        }
    }

    @Override
    public Optional<Packet> decodeText(byte[] message, int from) throws PacketSyntaxException {
        return decoder.decodeText(message, from);
    }

    @Override
    public Optional<Packet> decodeBinary(byte[] bytes) throws PacketSyntaxException {
        return decoder.decodeBinary(bytes);
    }

    @Override
    public List<PacketFault> takeFaults() {
        return decoder.takeFaults();
    }

    @Override
    public boolean isForeignText(byte[] message, int from) {
        return message.length > from && message[from] == '{';
    }

    @Override
    public boolean isBinaryForeign() {
        return true;
    }

    @Override
    public void reset() {
        decoder.reset();
    }
}
