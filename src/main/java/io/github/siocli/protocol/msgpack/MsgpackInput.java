package io.github.siocli.protocol.msgpack;

import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes a message apart from its beginning to its end, and nothing beyond. */
final class MsgpackInput {

    private final byte[] bytes;
    private int at;

    MsgpackInput(byte[] bytes) {
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.length - at;
    }

    /** The next byte, from 0 to 255, which stays. */
    int peek() throws PacketSyntaxException {
        require(1);
        return bytes[at] & 0xff;
    }

    /** A byte further on, from 0 to 255, which stays. */
    int peekAt(int distance) throws PacketSyntaxException {
        require(distance + 1L);
        return bytes[at + distance] & 0xff;
    }

    /** The next byte, from 0 to 255. */
    int next() throws PacketSyntaxException {
        int next = peek();
        at++;
        return next;
    }

    /** A whole number without a sign, big end first; with eight bytes the highest bit is part of it. */
    long unsigned(int size) throws PacketSyntaxException {
        require(size);
        long number = 0;
        for (int i = 0; i < size; i++) {
            number = number << 8 | bytes[at++] & 0xff;
        }
        return number;
    }

    /** A whole number with a sign, big end first. */
    long signed(int size) throws PacketSyntaxException {
        int unused = 64 - size * 8;
        return unsigned(size) << unused >> unused;
    }

    byte[] bytes(long length) throws PacketSyntaxException {
        require(length);
        int from = at;
        at += (int) length;
        return Arrays.copyOfRange(bytes, from, at);
    }

    /** Text; what is not valid UTF-8 becomes U+FFFD. */
    String text(long length) throws PacketSyntaxException {
        require(length);
        int from = at;
        at += (int) length;
        return new String(bytes, from, (int) length, StandardCharsets.UTF_8);
    }

    /** A length or a number of values cannot be true where the message does not hold as many bytes. */
    void require(long length) throws PacketSyntaxException {
        if (length > remaining()) {
            throw new PacketSyntaxException("broken msgpack at byte " + at + ": it needs " + length + " more, and "
                    + remaining() + " are left");
        }
    }

    PacketSyntaxException broken(String problem) {
        return new PacketSyntaxException("broken msgpack at byte " + at + ": " + problem);
    }
}
