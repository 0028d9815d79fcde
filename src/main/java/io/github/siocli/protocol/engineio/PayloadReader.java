package io.github.siocli.protocol.engineio;

import io.github.siocli.text.Utf8Text;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a polling payload packet by packet while it arrives, in the framings of Engine.IO 3 and 4. In Engine.IO 3 the
 * first byte of each packet shows which of its two framings it has. For one thread at a time.
 */
public final class PayloadReader {

    /**
     * A packet of a payload, not decoded.
     *
     * @param bytes its data, without the framing
     * @param isBinary whether it is binary data of Engine.IO 3, which begins with the packet type; otherwise it is text
     * @param offset index in the payload at which the packet begins with its framing
     */
    public record RawPacket(byte[] bytes, boolean isBinary, long offset) {}

    private static final int FIRST_CAPACITY = 512;

    private final Generation generation;
    private final long maxBytes;
    private byte[] buffer = new byte[FIRST_CAPACITY];
    /** Start of the incomplete packet in the buffer, and end of the buffered bytes. */
    private int start;

    private int end;
    /** Index in the payload of the first byte in the buffer. */
    private long bufferOffset;
    /** Index up to which the incomplete packet was scanned. */
    private int scanned;
    /** UTF-16 units up to that index, and the bytes that its last character still needs. */
    private long units;

    private int missingBytes;
    private boolean isEnded;
    private boolean isSeparatorLast;

    /**
     * Creates a reader.
     *
     * @param maxBytes largest size of a packet, so that an endless one cannot exhaust the memory
     */
    public PayloadReader(Generation generation, long maxBytes) {
        this.generation = generation;
        this.maxBytes = maxBytes;
    }

    /** Returns true if a payload of a generation can begin with this byte. */
    public static boolean canBegin(Generation generation, byte first) {
        return generation == Generation.EIO4
                ? EnginePacket.isBeginning(first)
                : first == 0 || first == 1 || first >= '0' && first <= '9';
    }

    /** Adds bytes of the payload, from an index up to another. */
    public void add(byte[] bytes, int from, int to) {
        int count = to - from;
        if (end + count > buffer.length) {
            int left = end - start;
            byte[] larger = new byte[Math.max(2 * left, left + count)];
            System.arraycopy(buffer, start, larger, 0, left);
            buffer = larger;
            bufferOffset += start;
            scanned = Math.max(0, scanned - start);
            start = 0;
            end = left;
        }
        System.arraycopy(bytes, from, buffer, end, count);
        end += count;
    }

    /** Notes that the payload has no more bytes. */
    public void end() {
        isEnded = true;
    }

    /**
     * Returns the next packet.
     *
     * @return empty if more bytes are needed, or after the last packet
     * @throws PacketSyntaxException if the framing is invalid or the payload ends inside a packet
     */
    public Optional<RawPacket> next() throws PacketSyntaxException {
        Optional<RawPacket> packet;
        if (generation == Generation.EIO4) {
            packet = nextSeparated();
        } else if (start == end) {
            return Optional.empty();
        } else {
            packet = buffer[start] == 0 || buffer[start] == 1 ? nextBinary() : nextCounted();
            if (packet.isEmpty() && isEnded) {
                throw new PacketSyntaxException("it ends inside a packet");
            }
        }
        if (packet.isEmpty() && end - start > maxBytes) {
            throw new PacketSyntaxException("a packet of more than " + maxBytes + " bytes");
        }
        return packet;
    }

    /** Returns the bytes that no packet has taken; after an exception, from the beginning of the invalid packet. */
    public byte[] remaining() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    private Optional<RawPacket> nextSeparated() {
        int at = Math.max(start, scanned);
        while (at < end && buffer[at] != EnginePacket.SEPARATOR) {
            at++;
        }
        scanned = at;
        if (at < end) {
            isSeparatorLast = true;
            return Optional.of(take(start, at, at + 1, false));
        }
        if (isEnded && (start < end || isSeparatorLast)) {
            isSeparatorLast = false;
            return Optional.of(take(start, end, end, false));
        }
        return Optional.empty();
    }

    private Optional<RawPacket> nextCounted() throws PacketSyntaxException {
        int colon = start;
        while (colon < end && colon - start < PayloadFraming.MAX_DIGITS && isDigit(buffer[colon] - '0')) {
            colon++;
        }
        if (colon == end) {
            return Optional.empty();
        }
        if (colon == start || buffer[colon] != ':') {
            throw new PacketSyntaxException("the length of a packet is missing");
        }
        long wanted = length(start, colon, '0');
        int at = Math.max(colon + 1, scanned);
        while (at < end && (units < wanted || missingBytes > 0)) {
            count(buffer[at]);
            at++;
        }
        scanned = at;
        if (units > wanted) {
            // An invalid character is reported when the packet is decoded.
            requireCharacters(colon + 1, at);
        }
        return units < wanted || missingBytes > 0 ? Optional.empty() : Optional.of(take(colon + 1, at, at, false));
    }

    private void requireCharacters(int from, int to) throws PacketSyntaxException {
        if (missingBytes == 0 && Utf8Text.firstInvalid(buffer, from, to) < 0) {
            throw new PacketSyntaxException("the length of a packet ends inside a character");
        }
    }

    /** Counts the UTF-16 units of UTF-8 text: two for a character of four bytes, otherwise one. */
    private void count(byte next) {
        if ((next & 0xc0) == 0x80) {
            missingBytes = Math.max(0, missingBytes - 1);
            return;
        }
        int size = (next & 0x80) == 0 ? 1 : (next & 0xe0) == 0xc0 ? 2 : (next & 0xf0) == 0xe0 ? 3 : 4;
        missingBytes = size - 1;
        units += size == 4 ? 2 : 1;
    }

    private Optional<RawPacket> nextBinary() throws PacketSyntaxException {
        int at = start + 1;
        while (at < end && at - start - 1 < PayloadFraming.MAX_DIGITS && isDigit(buffer[at])) {
            at++;
        }
        if (at == end) {
            return Optional.empty();
        }
        if (at == start + 1 || (buffer[at] & 0xff) != PayloadFraming.END_OF_LENGTH) {
            throw new PacketSyntaxException("the length of a packet is missing");
        }
        long length = length(start + 1, at, 0);
        int from = at + 1;
        if (end - from < length) {
            return Optional.empty();
        }
        int to = from + (int) length;
        return Optional.of(take(from, to, to, buffer[start] == 1));
    }

    private long length(int from, int to, int zero) throws PacketSyntaxException {
        long length = 0;
        for (int i = from; i < to; i++) {
            length = length * 10 + (buffer[i] - zero);
        }
        if (length > maxBytes) {
            throw new PacketSyntaxException("a packet of " + length + " bytes");
        }
        return length;
    }

    private static boolean isDigit(int digit) {
        return digit >= 0 && digit <= 9;
    }

    private RawPacket take(int from, int to, int next, boolean isBinary) {
        RawPacket packet = new RawPacket(Arrays.copyOfRange(buffer, from, to), isBinary, bufferOffset + start);
        start = next;
        scanned = next;
        units = 0;
        missingBytes = 0;
        return packet;
    }
}
