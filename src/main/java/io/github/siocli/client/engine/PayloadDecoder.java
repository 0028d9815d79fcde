package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.InvalidPayloadException;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.StrictUtf8;
import java.io.EOFException;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import okio.BufferedSource;

/**
 * Reads the payload of a poll packet by packet (Engine.IO protocol 3, "Payload"), in either of its two framings.
 *
 * <p>Text: {@code length:packet}, the length in UTF-16 units. Binary: {@code 0} for text or {@code 1} for bytes, the
 * digits of the length in bytes, {@code 255}, the packet. The first byte of each packet shows its framing.
 */
final class PayloadDecoder {

    /** Maximum length of a packet; larger lengths are treated as malicious. */
    static final long MAX_LENGTH = 256L << 20;

    private static final int MAX_DIGITS = 10;
    private static final int END_OF_LENGTH = 0xff;
    private static final byte MESSAGE = 4;

    private final BufferedSource payload;
    private final Utf16Reader texts;

    PayloadDecoder(BufferedSource payload) {
        this.payload = payload;
        this.texts = new Utf16Reader(payload);
    }

    /** Returns true if a response is empty or begins like a payload. */
    static boolean isPayload(BufferedSource response) throws IOException {
        if (response.exhausted()) {
            return true;
        }
        byte first = response.getBuffer().getByte(0);
        return first == 0 || first == 1 || first >= '0' && first <= '9';
    }

    /**
     * Returns the next packet as Engine.IO 4 writes it in a payload: text unchanged, bytes as {@code b} and Base64.
     *
     * @return empty after the last packet
     * @throws InvalidPayloadException if the data is not a packet
     */
    Optional<String> next() throws IOException {
        if (payload.exhausted()) {
            return Optional.empty();
        }
        try {
            byte first = payload.getBuffer().getByte(0);
            if (first == 0 || first == 1) {
                payload.skip(1);
                long length = binaryLength();
                return Optional.of(first == 0 ? utf8(length) : bytes(length));
            }
            return Optional.of(text(texts.read(textLength())));
        } catch (EOFException e) {
            throw new InvalidPayloadException("it ends inside a packet", e);
        }
    }

    private String utf8(long length) throws IOException {
        try {
            return StrictUtf8.decode(payload.readByteArray(length));
        } catch (PacketSyntaxException e) {
            throw new InvalidPayloadException(e.getMessage() + " of a packet", e);
        }
    }

    /** Converts a text packet; it contains bytes in Base64 if the server was asked for that. */
    private static String text(String packet) throws InvalidPayloadException {
        if (packet.isEmpty() || packet.charAt(0) != EnginePacket.BINARY) {
            return packet;
        }
        if (packet.length() < 2 || packet.charAt(1) != EnginePacket.MESSAGE) {
            throw new InvalidPayloadException("a binary packet without a type");
        }
        return EnginePacket.BINARY + packet.substring(2);
    }

    private String bytes(long length) throws IOException {
        if (length == 0) {
            throw new InvalidPayloadException("a binary packet without a type");
        }
        byte type = payload.readByte();
        if (type != MESSAGE) {
            throw new InvalidPayloadException("a binary packet of type " + type);
        }
        return EnginePacket.BINARY + Base64.getEncoder().encodeToString(payload.readByteArray(length - 1));
    }

    private long binaryLength() throws IOException {
        long length = 0;
        for (int digits = 0; ; digits++) {
            int digit = payload.readByte() & 0xff;
            if (digit == END_OF_LENGTH && digits > 0) {
                return checkLength(length);
            }
            length = appendDigit(length, digit, digits);
        }
    }

    private long textLength() throws IOException {
        long length = 0;
        for (int digits = 0; ; digits++) {
            int character = payload.readByte() & 0xff;
            if (character == ':' && digits > 0) {
                return checkLength(length);
            }
            length = appendDigit(length, character - '0', digits);
        }
    }

    private static long appendDigit(long length, int digit, int digits) throws InvalidPayloadException {
        if (digit < 0 || digit > 9 || digits == MAX_DIGITS) {
            throw new InvalidPayloadException("the length of a packet is missing");
        }
        return length * 10 + digit;
    }

    private static long checkLength(long length) throws InvalidPayloadException {
        if (length > MAX_LENGTH) {
            throw new InvalidPayloadException("a packet of " + length + " bytes");
        }
        return length;
    }
}
