package io.github.siocli.net.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds frames as a server sends them, valid and invalid ones. */
final class FrameBytes {

    static final int LAST = 0x80;

    private FrameBytes() {}

    /** Builds a frame with this first byte and the shortest form of the length. */
    static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(10 + payload.length).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    static byte[] frame(int first, String payload) {
        return frame(first, utf8(payload));
    }

    static byte[] text(String text) {
        return frame(LAST | 1, text);
    }

    static byte[] binary(byte[] bytes) {
        return frame(LAST | 2, bytes);
    }

    static byte[] ping(String payload) {
        return frame(LAST | 9, payload);
    }

    static byte[] close(int code, String reason) {
        return frame(LAST | 8, concat(new byte[] {(byte) (code >> 8), (byte) code}, utf8(reason)));
    }

    /** Parses hexadecimal digits with spaces between the bytes. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
