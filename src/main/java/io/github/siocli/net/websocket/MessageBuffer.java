package io.github.siocli.net.websocket;

import io.github.siocli.text.Utf8Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects a message that arrives in fragments, or is larger than the input's buffer. Its memory grows with the bytes
 * received, not with the announced length, and no byte is copied again when more arrive. Text is validated piece by
 * piece while it arrives (RFC 6455, 8.1).
 */
final class MessageBuffer {

    private static final int PIECE = 64 << 10;

    /** Bytes of a message, from the beginning of the array. */
    private record Piece(byte[] bytes, int length) {}

    private final List<Piece> pieces = new ArrayList<>();
    private byte[] current = new byte[0];
    private int inCurrent;
    /** Number of bytes in {@link #pieces}. */
    private int inPieces;

    /** Returns the number of bytes received so far. */
    int size() {
        return inPieces + inCurrent;
    }

    /**
     * Reads the payload of a frame from the input.
     *
     * @param kind the kind of the message: {@link Opcode#TEXT} or {@link Opcode#BINARY}
     * @throws ProtocolViolationException if the message is text and not UTF-8
     */
    void append(ByteInput in, Opcode kind, int length) throws IOException {
        for (int left = length; left > 0; ) {
            in.require(1);
            if (inCurrent == current.length) {
                beginPiece(kind);
            }
            int taken = Math.min(Math.min(left, in.available()), current.length - inCurrent);
            System.arraycopy(in.buffer(), in.position(), current, inCurrent, taken);
            in.skip(taken);
            inCurrent += taken;
            left -= taken;
        }
    }

    private void beginPiece(Opcode kind) throws ProtocolViolationException {
        byte[] next = new byte[PIECE];
        // The beginning of a character that is cut moves to the next piece.
        int complete = kind == Opcode.TEXT ? Utf8Text.completeLength(current, 0, inCurrent) : inCurrent;
        int rest = inCurrent - complete;
        System.arraycopy(current, complete, next, 0, rest);
        endPiece(kind, complete);
        current = next;
        inCurrent = rest;
    }

    private void endPiece(Opcode kind, int length) throws ProtocolViolationException {
        if (kind == Opcode.TEXT) {
            ProtocolViolationException.requireUtf8(current, 0, length, inPieces);
        }
        if (length > 0) {
            pieces.add(new Piece(current, length));
            inPieces += length;
        }
    }

    /**
     * Returns the message, and resets the buffer for the next one.
     *
     * @throws ProtocolViolationException if the message is text and not UTF-8
     */
    byte[] take(Opcode kind) throws ProtocolViolationException {
        endPiece(kind, inCurrent);
        byte[] message = new byte[inPieces];
        int at = 0;
        for (Piece piece : pieces) {
            System.arraycopy(piece.bytes(), 0, message, at, piece.length());
            at += piece.length();
        }
        pieces.clear();
        current = new byte[0];
        inCurrent = 0;
        inPieces = 0;
        return message;
    }
}
