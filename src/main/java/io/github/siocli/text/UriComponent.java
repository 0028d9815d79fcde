package io.github.siocli.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encodes names and values of a query exactly as JavaScript's {@code encodeURIComponent} does, which the
 * official client uses. A plus sign stands for itself, never for a space.
 */
public final class UriComponent {

    private static final String UNRESERVED_MARKS = "-_.!~*'()";
    private static final String HEX = "0123456789ABCDEF";

    private UriComponent() {}

    /** Encodes a text: letters, digits and {@code -_.!~*'()} stay, everything else becomes percent-encoded UTF-8. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.charAt(b >> 4 & 0xf)).append(HEX.charAt(b & 0xf));
            }
        }
        return encoded.toString();
    }

    /**
     * Decodes a text; characters that are not percent-encoded stay as they are.
     *
     * @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits, or if the bytes are
     *     not UTF-8
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded.put(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("a percent sign without two hexadecimal digits");
            }
            decoded.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    private static boolean isUnreserved(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b > 0 && UNRESERVED_MARKS.indexOf(b) >= 0;
    }
}
