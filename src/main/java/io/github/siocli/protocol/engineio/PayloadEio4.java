package io.github.siocli.protocol.engineio;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.Base64Exception;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Encodes and decodes polling payloads (Engine.IO protocol 4, "Payload encoding"): packets with a separator between
 * them, binary data in Base64.
 */
public final class PayloadEio4 {

    private PayloadEio4() {}

    public static String encode(List<EngineFrame> frames) {
        StringBuilder payload = new StringBuilder();
        for (EngineFrame frame : frames) {
            if (!payload.isEmpty()) {
                payload.append(EnginePacket.SEPARATOR);
            }
            if (frame instanceof EngineFrame.Binary binary) {
                payload.append(base64(binary));
            } else if (frame instanceof EngineFrame.Text text) {
                payload.append(text.packet());
            }
        }
        return payload.toString();
    }

    /** Returns a binary message as a text packet in Base64. */
    public static String base64(EngineFrame.Binary message) {
        return EnginePacket.BINARY + Base64.getEncoder().encodeToString(message.bytes());
    }

    public static List<EngineFrame> decode(String payload) throws PayloadException {
        List<EngineFrame> frames = new ArrayList<>();
        int from = 0;
        while (from <= payload.length()) {
            int separator = payload.indexOf(EnginePacket.SEPARATOR, from);
            int end = separator < 0 ? payload.length() : separator;
            frames.add(frame(payload.substring(from, end)));
            from = end + 1;
        }
        return frames;
    }

    /** Decodes a text packet, which may be a binary message in Base64. */
    public static EngineFrame frame(String packet) throws PayloadException {
        if (packet.isEmpty()) {
            throw new PayloadException("an empty packet");
        }
        return packet.charAt(0) == EnginePacket.BINARY
                ? new EngineFrame.Binary(bytes(packet.substring(1)))
                : EngineFrame.text(packet);
    }

    /** Decodes Base64. */
    static byte[] bytes(String base64) throws PayloadException {
        try {
            // The official Java client breaks Base64 into lines; no other characters are accepted.
            boolean lines = base64.indexOf('\n') >= 0;
            return Attachment.ofBase64(lines ? base64.replace("\r", "").replace("\n", "") : base64)
                    .bytes();
        } catch (Base64Exception e) {
            throw new PayloadException("a binary packet that is not Base64: " + e.getMessage());
        }
    }

    /** Decodes a text that must be UTF-8. */
    public static String text(byte[] utf8) throws PayloadException {
        try {
            return StrictUtf8.decode(utf8);
        } catch (PacketSyntaxException e) {
            throw new PayloadException(e.getMessage());
        }
    }
}
