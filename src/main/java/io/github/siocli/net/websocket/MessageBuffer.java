package io.github.siocli.net.websocket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.ByteString;

/**
 * Collects a message that arrives in fragments, or is larger than the input's buffer. Its memory grows with the bytes
 * received, not with the announced length, and no byte is copied again when more arrive: text is decoded piece by piece
 * while it arrives, binary data is kept in the segments of a buffer.
 */
final class MessageBuffer {

    private static final int PIECE = 64 << 10;

    private final List<String> pieces = new ArrayList<>();
    private byte[] undecoded = new byte[0];
    private int undecodedSize;
    private int decodedSize;
    private Buffer binary;
    private int size;

    /** Returns the number of bytes received so far. */
    int size() {
        return size;
    }

    /**
     * Reads the payload of a frame from the input.
     *
     * @param kind the kind of the message: {@link Opcode#TEXT} or {@link Opcode#BINARY}
     */
    void append(ByteInput in, Opcode kind, int length) throws IOException {
        for (int left = length; left > 0; ) {
            in.require(1);
            int available = Math.min(left, in.available());
            int taken = kind == Opcode.TEXT ? takeText(in, available) : takeBinary(in, available);
            in.skip(taken);
            size += taken;
            left -= taken;
        }
    }

    private int takeText(ByteInput in, int available) throws ProtocolViolationException {
        if (undecoded.length == 0) {
            undecoded = new byte[PIECE];
        }
        int taken = Math.min(available, PIECE - undecodedSize);
        System.arraycopy(in.buffer(), in.position(), undecoded, undecodedSize, taken);
        undecodedSize += taken;
        if (undecodedSize == PIECE) {
            decode(Utf8Decoder.completeLength(undecoded, PIECE));
        }
        return taken;
    }

    private int takeBinary(ByteInput in, int available) {
        if (binary == null) {
            binary = new Buffer();
        }
        binary.write(in.buffer(), in.position(), available);
        return available;
    }

    private void decode(int length) throws ProtocolViolationException {
        pieces.add(Utf8Decoder.decode(undecoded, 0, length, decodedSize));
        decodedSize += length;
        undecodedSize -= length;
        System.arraycopy(undecoded, length, undecoded, 0, undecodedSize);
    }

    /** Returns the message as text, and resets the buffer for the next message. */
    String takeText() throws ProtocolViolationException {
        decode(undecodedSize);
        // Joins the pieces with one copy. A StringBuilder would grow and copy the text again.
        String text = pieces.size() == 1 ? pieces.get(0) : String.join("", pieces);
        pieces.clear();
        decodedSize = 0;
        size = 0;
        return text;
    }

    /** Returns the message as bytes, and resets the buffer for the next message. */
    ByteString takeBytes() {
        size = 0;
        return binary == null ? ByteString.EMPTY : binary.readByteString();
    }
}
