package io.github.siocli.client.websocket;

import java.io.IOException;
import java.util.Arrays;
import okio.ByteString;

/**
 * A message that comes in fragments, or is larger than the input's buffer. Grows with what has come, not with what is
 * announced.
 */
final class Message {

    private static final int FIRST = 64 << 10;

    private byte[] bytes = new byte[0];
    private int size;

    /** Bytes so far. */
    int size() {
        return size;
    }

    /** Takes the payload of a frame from the input. */
    void append(ByteInput in, int length) throws IOException {
        int whole = size + length;
        while (size < whole) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(whole, Math.max(FIRST, 2L * size)));
            }
            size += in.read(bytes, size, Math.min(whole, bytes.length) - size);
        }
    }

    /** The message as text; the next one begins. */
    String takeText() throws ProtocolViolation {
        String text = Utf8.decode(bytes, 0, size);
        clear();
        return text;
    }

    /** The message as bytes; the next one begins. */
    ByteString takeBytes() {
        ByteString all = ByteString.of(bytes, 0, size);
        clear();
        return all;
    }

    private void clear() {
        if (bytes.length > FIRST) {
            bytes = new byte[0];
        }
        size = 0;
    }
}
