package io.github.siocli.event;

import io.github.siocli.json.Json;
import io.github.siocli.text.Utf8Builder;
import java.util.Arrays;
import java.util.Base64;

/** The bytes of one binary value in a packet. */
public final class Attachment {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static final String JSON_HEAD = "{\"$binary\":\"";
    private static final String JSON_END = "\"}";

    private final byte[] bytes;

    /**
     * Creates an attachment that uses the array without a copy, as attachments are large; the caller must not change
     * it.
     */
    public Attachment(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Decodes Base64 with padding (RFC 4648, section 4). Decoding is strict, as a lenient decoder would have to guess:
     * line breaks, other alphabets, missing padding and stray bits are errors.
     *
     * @throws Base64Exception if the text is not Base64 of this form
     */
    public static Attachment ofBase64(String text) throws Base64Exception {
        int length = text.length();
        int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        for (int i = 0; i < length - padding; i++) {
            if (!isDigit(text.charAt(i))) {
                throw new Base64Exception("unexpected " + Json.string(text.substring(i, i + 1)), i);
            }
        }
        if (length % 4 != 0) {
            throw new Base64Exception("the padding is wrong", length - padding);
        }
        int strayBits =
                padding == 0 ? 0 : ALPHABET.indexOf(text.charAt(length - padding - 1)) & (padding == 2 ? 15 : 3);
        if (strayBits != 0) {
            throw new Base64Exception("stray bits", length - padding - 1);
        }
        return new Attachment(Base64.getDecoder().decode(text));
    }

    private static boolean isDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }

    /** Returns the number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** Returns the bytes without a copy; the caller must not change them. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the bytes in Base64 with padding (RFC 4648, section 4). */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Returns the JSON object that represents the bytes in text: {@code {"$binary":"<base64>"}}. */
    public String toJson() {
        return JSON_HEAD + base64() + JSON_END;
    }

    /** Appends the JSON object that represents the bytes in text. */
    void appendJsonTo(Utf8Builder out) {
        out.append(JSON_HEAD).append(Base64.getEncoder().encode(bytes)).append(JSON_END);
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
