package io.github.siocli.protocol.msgpack;

import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.text.ByteScan;
import io.github.siocli.text.Utf8Builder;
import io.github.siocli.text.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a message sequentially, and never beyond its end. */
final class MsgpackInput {

    private final byte[] bytes;
    private int at;

    MsgpackInput(byte[] bytes) {
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.length - at;
    }

    /** Returns the next byte, from 0 to 255, without consuming it. */
    int peek() throws PacketSyntaxException {
        require(1);
        return bytes[at] & 0xff;
    }

    /** Returns a later byte, from 0 to 255, without consuming it. */
    int peekAt(int distance) throws PacketSyntaxException {
        require(distance + 1L);
        return bytes[at + distance] & 0xff;
    }

    /** Returns the next byte, from 0 to 255. */
    int next() throws PacketSyntaxException {
        int next = peek();
        at++;
        return next;
    }

    /** Reads an unsigned big-endian integer. With eight bytes its highest bit is the sign bit of the result. */
    long unsigned(int size) throws PacketSyntaxException {
        require(size);
        long number = 0;
        for (int i = 0; i < size; i++) {
            number = number << 8 | bytes[at++] & 0xff;
        }
        return number;
    }

    /** Reads a signed big-endian integer. */
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

    /** Appends text as a JSON string. Replaces invalid UTF-8 with U+FFFD. */
    void appendText(long length, Utf8Builder out) throws PacketSyntaxException {
        require(length);
        int from = at;
        int to = from + (int) length;
        if (ByteScan.endOfPlain(bytes, from, to) == to && Utf8Text.firstInvalid(bytes, from, to) < 0) {
            at = to;
            out.append('"').append(bytes, from, to).append('"');
        } else {
            Json.string(text(length)).appendTo(out);
        }
    }

    /** Reads text. Replaces invalid UTF-8 with U+FFFD. */
    String text(long length) throws PacketSyntaxException {
        require(length);
        int from = at;
        at += (int) length;
        return new String(bytes, from, (int) length, StandardCharsets.UTF_8);
    }

    /**
     * Throws if fewer bytes remain. Called with each announced length or number of values, before memory is allocated
     * for it.
     */
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
