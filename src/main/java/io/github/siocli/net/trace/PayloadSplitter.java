package io.github.siocli.net.trace;

import io.github.siocli.protocol.engineio.EnginePacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits the payload of a poll into packets while it arrives ("Payload" in the Engine.IO protocols 3 and 4). A payload
 * with broken framing becomes one packet, so that the trace shows it. For one thread.
 */
final class PayloadSplitter {

    /** Gets the packets. */
    interface PacketReceiver {

        void text(String packet);

        void binary(byte[] packet);
    }

    private enum Framing {
        UNKNOWN,
        /** Engine.IO 4: packets with a separator between them. */
        SEPARATED,
        /** Engine.IO 3: the length in UTF-16 units, a colon, the packet. */
        TEXT,
        /** Engine.IO 3: 0 or 1, the digits of the length in bytes, 255, the packet. */
        BINARY,
        /** None of these framings. */
        BROKEN
    }

    private static final int SMALL = 512;
    private static final int MAX_DIGITS = 10;
    private static final int END_OF_LENGTH = 0xff;
    /** Number of bytes that suffice to recognize a handshake in the text framing. */
    private static final int ENOUGH = MAX_DIGITS + 3;

    private final boolean eio3;
    private final PacketReceiver receiver;
    private Framing framing = Framing.UNKNOWN;
    private byte[] bytes = new byte[SMALL];
    /** Start of the incomplete packet, and end of the buffered bytes. */
    private int packetStart;

    private int end;
    /**
     * Index up to which the incomplete packet was scanned, the UTF-16 units counted so far, and the bytes missing from
     * its last character.
     */
    private int scanned;

    private long units;
    private int missing;

    /**
     * Creates a splitter.
     *
     * @param eio3 true if the request asked for Engine.IO 3; a response may use the framing of Engine.IO 3 even if it
     *     did not
     */
    PayloadSplitter(boolean eio3, PacketReceiver receiver) {
        this.eio3 = eio3;
        this.receiver = receiver;
    }

    /** Returns true if a payload may begin with this byte. */
    static boolean mayBegin(byte first) {
        return first == 0 || first == 1 || first >= '0' && first <= '9' || first == EnginePacket.BINARY;
    }

    /** Adds received bytes, and reports the packets that are complete. */
    void add(byte[] more) {
        if (end + more.length > bytes.length) {
            int left = end - packetStart;
            byte[] room = new byte[Math.max(2 * left, left + more.length)];
            System.arraycopy(bytes, packetStart, room, 0, left);
            bytes = room;
            scanned = Math.max(0, scanned - packetStart);
            packetStart = 0;
            end = left;
        }
        System.arraycopy(more, 0, bytes, end, more.length);
        end += more.length;
        split(false);
    }

    /** Ends the payload, and reports the remaining bytes as a packet. */
    void end() {
        split(true);
        if (packetStart < end) {
            reportText(end);
        }
    }

    private void split(boolean last) {
        if (framing == Framing.UNKNOWN) {
            framing = framing(last);
        }
        boolean more = packetStart < end;
        while (more) {
            int before = packetStart;
            switch (framing) {
                case SEPARATED -> splitSeparated();
                case TEXT -> splitCounted();
                case BINARY -> splitBinary();
                default -> {
                    // Reported as one packet in end().
                }
            }
            more = packetStart > before && packetStart < end;
        }
    }

    private Framing framing(boolean last) {
        int size = end - packetStart;
        if (size == 0) {
            return Framing.UNKNOWN;
        }
        if (bytes[packetStart] == 0 || bytes[packetStart] == 1) {
            return Framing.BINARY;
        }
        if (eio3) {
            return Framing.TEXT;
        }
        if (size < ENOUGH && !last) {
            return Framing.UNKNOWN;
        }
        String start = new String(bytes, packetStart, Math.min(size, ENOUGH), StandardCharsets.ISO_8859_1);
        return start.matches("(?s)\\d{1,10}:0\\{.*") ? Framing.TEXT : Framing.SEPARATED;
    }

    private void splitSeparated() {
        int at = Math.max(packetStart, scanned);
        while (at < end && bytes[at] != EnginePacket.SEPARATOR) {
            at++;
        }
        scanned = at;
        if (at < end) {
            reportText(at);
            packetStart = at + 1;
        }
    }

    private void splitCounted() {
        int colon = packetStart;
        while (colon < end && colon - packetStart <= MAX_DIGITS && bytes[colon] >= '0' && bytes[colon] <= '9') {
            colon++;
        }
        if (colon == end && colon - packetStart <= MAX_DIGITS) {
            return;
        }
        if (colon == packetStart || colon == end || bytes[colon] != ':') {
            framing = Framing.BROKEN;
            return;
        }
        long wanted = Long.parseLong(new String(bytes, packetStart, colon - packetStart, StandardCharsets.ISO_8859_1));
        int at = Math.max(colon + 1, scanned);
        while (at < end && (units < wanted || missing > 0)) {
            count(bytes[at]);
            at++;
        }
        scanned = at;
        if (units >= wanted && missing == 0) {
            packetStart = colon + 1;
            reportText(at);
        }
    }

    /** Counts the UTF-16 units of UTF-8 text: two for a character of four bytes, otherwise one. */
    private void count(byte b) {
        boolean continues = (b & 0xc0) == 0x80;
        if (continues) {
            missing = Math.max(0, missing - 1);
            return;
        }
        int length = (b & 0x80) == 0 ? 1 : (b & 0xe0) == 0xc0 ? 2 : (b & 0xf0) == 0xe0 ? 3 : 4;
        missing = length - 1;
        units += length == 4 ? 2 : 1;
    }

    private void splitBinary() {
        int at = packetStart + 1;
        long length = 0;
        while (at < end && at - packetStart <= MAX_DIGITS && bytes[at] >= 0 && bytes[at] <= 9) {
            length = length * 10 + bytes[at];
            at++;
        }
        if (at == end && at - packetStart <= MAX_DIGITS) {
            return;
        }
        boolean known = bytes[packetStart] == 0 || bytes[packetStart] == 1;
        if (!known || at == packetStart + 1 || at == end || (bytes[at] & 0xff) != END_OF_LENGTH) {
            framing = Framing.BROKEN;
            return;
        }
        int start = at + 1;
        if (end - start < length) {
            return;
        }
        boolean text = bytes[packetStart] == 0;
        packetStart = start;
        if (text) {
            reportText(start + (int) length);
        } else {
            packetStart = start + (int) length;
            receiver.binary(Arrays.copyOfRange(bytes, start, packetStart));
        }
    }

    /** Reports a text packet that ends at an index. */
    private void reportText(int until) {
        String packet = new String(bytes, packetStart, until - packetStart, StandardCharsets.UTF_8);
        packetStart = until;
        scanned = until;
        units = 0;
        missing = 0;
        receiver.text(packet);
    }
}
