package io.github.siocli.event;

import java.util.Arrays;
import java.util.Base64;

/** The bytes of one binary value in a packet. */
public final class Attachment {

    private final byte[] bytes;

    /** Takes over the array, which must not be changed afterwards: attachments are large, and are not copied. */
    public Attachment(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** The bytes themselves, which must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bytes in Base64 with padding (RFC 4648, section 4). */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The JSON object that stands for the bytes where there can be text only: {@code {"$binary":"<base64>"}}. */
    public String mark() {
        return "{\"$binary\":\"" + base64() + "\"}";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attachment attachment && Arrays.equals(bytes, attachment.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return size() + " bytes";
    }
}
