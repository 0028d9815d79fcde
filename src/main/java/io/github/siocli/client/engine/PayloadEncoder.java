package io.github.siocli.client.engine;

import io.github.siocli.protocol.engineio.EnginePacket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import okio.Buffer;
import okio.ByteString;
import okio.Utf8;

/**
 * Writes payloads in the binary framing (Engine.IO protocol 3, "Payload"), which every server reads the same way. In
 * the text framing, 1.x expects texts to be encoded twice, 2.x does not.
 */
final class PayloadEncoder {

    private static final int TEXT = 0;
    private static final int BYTES = 1;
    private static final int MESSAGE = 4;
    private static final int END_OF_LENGTH = 0xff;

    private PayloadEncoder() {}

    /** Returns the payload of packets that are written as in a payload of Engine.IO 4. */
    static ByteString encode(List<String> packets) {
        Buffer payload = new Buffer();
        for (String packet : packets) {
            if (packet.charAt(0) == EnginePacket.BINARY) {
                byte[] data = Base64.getDecoder().decode(packet.substring(1));
                head(payload, BYTES, data.length + 1);
                payload.writeByte(MESSAGE).write(data);
            } else {
                byte[] text = packet.getBytes(StandardCharsets.UTF_8);
                head(payload, TEXT, text.length);
                payload.write(text);
            }
        }
        return payload.readByteString();
    }

    /** Returns the size of a packet in a payload, in bytes. */
    static long size(String packet) {
        long length = packet.charAt(0) == EnginePacket.BINARY
                ? 1 + Base64.getDecoder().decode(packet.substring(1)).length
                : Utf8.size(packet);
        return 2 + String.valueOf(length).length() + length;
    }

    private static void head(Buffer payload, int kind, int length) {
        payload.writeByte(kind);
        String.valueOf(length).chars().forEach(digit -> payload.writeByte(digit - '0'));
        payload.writeByte(END_OF_LENGTH);
    }
}
