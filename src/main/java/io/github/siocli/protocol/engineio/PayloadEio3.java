package io.github.siocli.protocol.engineio;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Encodes and decodes polling payloads in their two framings (Engine.IO protocol 3, "Payload").
 *
 * <p>Text: {@code length:packet}, with the length in UTF-16 units and binary data in Base64. Binary: {@code 0} for text
 * or {@code 1} for binary data, the digits of the length in bytes, {@code 255}, the packet.
 */
public final class PayloadEio3 {

    private static final int MAX_DIGITS = 9;
    private static final int END_OF_LENGTH = 0xff;
    private static final byte MESSAGE = 4;

    private PayloadEio3() {}

    /** Encodes packets in the text framing. */
    public static String encodeText(List<EngineFrame> frames) {
        StringBuilder payload = new StringBuilder();
        for (EngineFrame frame : frames) {
            String packet = "";
            if (frame instanceof EngineFrame.Binary binary) {
                packet = base64(binary);
            } else if (frame instanceof EngineFrame.Text text) {
                packet = text.packet();
            }
            payload.append(packet.length()).append(':').append(packet);
        }
        return payload.toString();
    }

    /** Returns a binary message as a text packet in Base64. */
    public static String base64(EngineFrame.Binary message) {
        return "" + EnginePacket.BINARY
                + EnginePacket.MESSAGE
                + Base64.getEncoder().encodeToString(message.bytes());
    }

    /** Encodes packets in the binary framing. */
    public static byte[] encodeBinary(List<EngineFrame> frames) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (EngineFrame frame : frames) {
            if (frame instanceof EngineFrame.Binary binary) {
                head(payload, 1, binary.bytes().length + 1);
                payload.write(MESSAGE);
                payload.writeBytes(binary.bytes());
            } else if (frame instanceof EngineFrame.Text text) {
                head(payload, 0, text.utf8().length);
                payload.writeBytes(text.utf8());
            }
        }
        return payload.toByteArray();
    }

    private static void head(ByteArrayOutputStream payload, int kind, int length) {
        payload.write(kind);
        String.valueOf(length).chars().forEach(digit -> payload.write(digit - '0'));
        payload.write(END_OF_LENGTH);
    }

    /** Decodes the text framing. */
    public static List<EngineFrame> decodeText(String payload) throws PayloadException {
        List<EngineFrame> frames = new ArrayList<>();
        int at = 0;
        while (at < payload.length()) {
            int colon = payload.indexOf(':', at);
            if (colon <= at || colon - at > MAX_DIGITS) {
                throw new PayloadException("the length of a packet is missing");
            }
            int length = 0;
            for (int i = at; i < colon; i++) {
                length = appended(length, payload.charAt(i) - '0');
            }
            at = colon + 1 + length;
            if (length == 0 || at > payload.length()) {
                throw new PayloadException("it ends inside a packet");
            }
            frames.add(frame(payload.substring(colon + 1, at)));
        }
        return frames;
    }

    /** Decodes a text packet, which may be a binary message in Base64. */
    public static EngineFrame frame(String packet) throws PayloadException {
        if (packet.isEmpty() || packet.charAt(0) != EnginePacket.BINARY) {
            return EngineFrame.text(packet);
        }
        if (packet.length() < 2 || packet.charAt(1) != EnginePacket.MESSAGE) {
            throw new PayloadException("a binary packet without a type");
        }
        return new EngineFrame.Binary(PayloadEio4.bytes(packet.substring(2)));
    }

    /** Decodes the binary framing. */
    public static List<EngineFrame> decodeBinary(byte[] payload) throws PayloadException {
        List<EngineFrame> frames = new ArrayList<>();
        int at = 0;
        while (at < payload.length) {
            int kind = payload[at];
            int end = at + 1;
            int length = 0;
            while (end < payload.length && end - at <= MAX_DIGITS && (payload[end] & 0xff) != END_OF_LENGTH) {
                length = appended(length, payload[end++]);
            }
            if (end >= payload.length || end == at + 1 || (payload[end] & 0xff) != END_OF_LENGTH) {
                throw new PayloadException("the length of a packet is missing");
            }
            int start = end + 1;
            if (length == 0 || length > payload.length - start) {
                throw new PayloadException("it ends inside a packet");
            }
            if (kind == 0) {
                frames.add(frame(PayloadEio4.text(Arrays.copyOfRange(payload, start, end + 1 + length))));
            } else if (kind == 1) {
                frames.add(message(payload, start, length));
            } else {
                throw new PayloadException("neither text nor bytes");
            }
            at = start + length;
        }
        return frames;
    }

    /** Decodes binary data that starts with its packet type. Websocket uses this form too. */
    public static EngineFrame message(byte[] typed, int from, int length) throws PayloadException {
        if (length == 0 || typed[from] != MESSAGE) {
            throw new PayloadException("a binary packet without a type");
        }
        byte[] bytes = new byte[length - 1];
        System.arraycopy(typed, from + 1, bytes, 0, bytes.length);
        return new EngineFrame.Binary(bytes);
    }

    private static int appended(int length, int digit) throws PayloadException {
        if (digit < 0 || digit > 9) {
            throw new PayloadException("the length of a packet is missing");
        }
        return length * 10 + digit;
    }
}
