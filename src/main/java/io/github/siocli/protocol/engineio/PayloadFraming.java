package io.github.siocli.protocol.engineio;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a polling payload separates its packets. */
public enum PayloadFraming {
    /** Engine.IO 4, "Payload encoding": a separator between packets, binary data in Base64. */
    SEPARATED,
    /** Engine.IO 3, "Payload": the length in UTF-16 units, a colon, the packet; binary data in Base64. */
    COUNTED,
    /** Engine.IO 3, "Payload": 0 for text or 1 for binary data, the digits of the length in bytes, 255, the packet. */
    BINARY;

    /** Number of bytes from which the framing of a handshake can be recognized. */
    public static final int PREFIX_BYTES = 16;

    static final int MAX_DIGITS = 10;
    static final int END_OF_LENGTH = 0xff;

    /**
     * Returns the framing of a payload that begins with a handshake; empty if it does not.
     *
     * @param start the first {@link #PREFIX_BYTES} of the payload, or all of it if it is shorter
     */
    public static Optional<PayloadFraming> ofHandshake(byte[] start) {
        if (isHandshake(start, 0)) {
            return Optional.of(SEPARATED);
        }
        int at = 0;
        while (at < start.length && start[at] >= '0' && start[at] <= '9') {
            at++;
        }
        if (at > 0 && at <= MAX_DIGITS && at < start.length && start[at] == ':' && isHandshake(start, at + 1)) {
            return Optional.of(COUNTED);
        }
        at = 1;
        while (at < start.length && start[at] >= 0 && start[at] <= 9) {
            at++;
        }
        boolean isBinary = start.length > 0
                && start[0] == 0
                && at > 1
                && at <= MAX_DIGITS + 1
                && at < start.length
                && (start[at] & 0xff) == END_OF_LENGTH
                && isHandshake(start, at + 1);
        return isBinary ? Optional.of(BINARY) : Optional.empty();
    }

    /**
     * As {@link #ofHandshake(byte[])}, for a payload that was decoded as UTF-8, which has no character for the end of a
     * length.
     */
    public static Optional<PayloadFraming> ofHandshake(String start) {
        String prefix = start.substring(0, Math.min(start.length(), PREFIX_BYTES));
        return ofHandshake(prefix.replace('\ufffd', (char) END_OF_LENGTH).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isHandshake(byte[] start, int from) {
        return from + 1 < start.length && start[from] == EnginePacket.OPEN && start[from + 1] == '{';
    }
}
