package io.github.siocli.protocol.engineio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes polling payloads. */
public final class PayloadWriter {

    private PayloadWriter() {}

    /** Returns the payload of some packets. */
    public static byte[] write(PayloadFraming framing, List<EngineFrame> frames) {
        return switch (framing) {
            case SEPARATED -> utf8(separated(frames));
            case COUNTED -> utf8(counted(frames));
            case BINARY -> binary(frames);
        };
    }

    private static byte[] utf8(StringBuilder payload) {
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static StringBuilder separated(List<EngineFrame> frames) {
        StringBuilder payload = new StringBuilder();
        for (EngineFrame frame : frames) {
            if (!payload.isEmpty()) {
                payload.append(EnginePacket.SEPARATOR);
            }
            payload.append(text(Generation.EIO4, frame));
        }
        return payload;
    }

    private static StringBuilder counted(List<EngineFrame> frames) {
        StringBuilder payload = new StringBuilder();
        for (EngineFrame frame : frames) {
            String packet = text(Generation.EIO3, frame);
            payload.append(packet.length()).append(':').append(packet);
        }
        return payload;
    }

    private static String text(Generation generation, EngineFrame frame) {
        if (frame instanceof EngineFrame.Text text) {
            return text.packet();
        }
        return generation.base64((EngineFrame.Binary) frame);
    }

    private static byte[] binary(List<EngineFrame> frames) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (EngineFrame frame : frames) {
            if (frame instanceof EngineFrame.Binary binary) {
                writeLength(payload, 1, binary.bytes().length + 1);
                payload.write(Generation.EIO3_MESSAGE);
                payload.writeBytes(binary.bytes());
            } else if (frame instanceof EngineFrame.Text text) {
                writeLength(payload, 0, text.utf8().length);
                payload.writeBytes(text.utf8());
            }
        }
        return payload.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream payload, int kind, int length) {
        payload.write(kind);
        for (char digit : String.valueOf(length).toCharArray()) {
            payload.write(digit - '0');
        }
        payload.write(PayloadFraming.END_OF_LENGTH);
    }
}
