package io.github.siocli.net.tls;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value in DER (X.690). Supports the subset that is needed to convert private keys.
 *
 * @param tag the tag, one byte
 * @param content the bytes after the length
 */
record Der(int tag, byte[] content) {

    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_ID = 0x06;

    private static final int SEQUENCE = 0x30;
    private static final int LONG_FORM = 0x80;
    private static final int MAX_LENGTH_BYTES = 3;

    static Der of(int tag, byte... content) {
        return new Der(tag, content);
    }

    static Der sequence(Der... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Der part : parts) {
            content.writeBytes(part.encoded());
        }
        return new Der(SEQUENCE, content.toByteArray());
    }

    /**
     * Reads the value at the beginning of these bytes.
     *
     * @throws IllegalArgumentException if they do not begin with a value
     */
    static Der read(byte[] bytes) {
        return read(bytes, 0);
    }

    /**
     * Returns the elements of this sequence, at least one.
     *
     * @throws IllegalArgumentException if this value is not a sequence, or is empty
     */
    List<Der> parts() {
        List<Der> parts = new ArrayList<>();
        for (int at = 0; at < content.length; ) {
            Der part = read(content, at);
            parts.add(part);
            at += part.encoded().length;
        }
        if (tag != SEQUENCE || parts.isEmpty()) {
            throw new IllegalArgumentException("not a sequence");
        }
        return parts;
    }

    byte[] encoded() {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.write(tag);
        if (content.length < LONG_FORM) {
            encoded.write(content.length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            encoded.write(LONG_FORM | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                encoded.write(content.length >> shift);
            }
        }
        encoded.writeBytes(content);
        return encoded.toByteArray();
    }

    private static Der read(byte[] bytes, int start) {
        int at = start + 2;
        if (at > bytes.length) {
            throw new IllegalArgumentException("too short");
        }
        int length = bytes[start + 1] & 0xff;
        if (length >= LONG_FORM) {
            int count = length - LONG_FORM;
            if (count == 0 || count > MAX_LENGTH_BYTES || at + count > bytes.length) {
                throw new IllegalArgumentException("no length");
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | bytes[at++] & 0xff;
            }
        }
        if (at + length > bytes.length) {
            throw new IllegalArgumentException("too short");
        }
        return new Der(bytes[start] & 0xff, Arrays.copyOfRange(bytes, at, at + length));
    }
}
