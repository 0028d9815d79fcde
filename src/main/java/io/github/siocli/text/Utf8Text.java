package io.github.siocli.text;

import java.util.Arrays;

/** Validates UTF-8 text strictly (RFC 3629). */
public final class Utf8Text {

    private static final int SURROGATES = 0xd800;
    private static final int AFTER_SURROGATES = 0xe000;

    private Utf8Text() {}

    /**
     * Returns the bytes of an input without its byte order mark; the array itself if it has none.
     *
     * @throws NotUtf8Exception if it is not UTF-8
     */
    public static byte[] withoutMark(byte[] bytes) throws NotUtf8Exception {
        int start = start(bytes, 0, bytes.length);
        requireValid(bytes, start, bytes.length);
        return start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length);
    }

    /**
     * Returns the index of the first byte after the byte order mark of an input; {@code from} if there is none.
     *
     * @throws NotUtf8Exception if the mark belongs to another encoding (Unicode 15, section 23.8)
     */
    public static int start(byte[] bytes, int from, int to) throws NotUtf8Exception {
        int length = to - from;
        int first = length > 0 ? bytes[from] & 0xff : -1;
        int second = length > 1 ? bytes[from + 1] & 0xff : -1;
        if (first == 0xef && second == 0xbb && length > 2 && (bytes[from + 2] & 0xff) == 0xbf) {
            return from + 3;
        }
        if (first == 0xfe && second == 0xff || first == 0xff && second == 0xfe) {
            boolean wide = first == 0xff && length > 3 && bytes[from + 2] == 0 && bytes[from + 3] == 0;
            throw NotUtf8Exception.otherEncoding(wide ? "UTF-32" : "UTF-16");
        }
        if (length > 3 && first == 0 && second == 0 && (bytes[from + 2] & 0xff) == 0xfe && bytes[from + 3] == -1) {
            throw NotUtf8Exception.otherEncoding("UTF-32");
        }
        return from;
    }

    /**
     * Checks the bytes between two indexes.
     *
     * @throws NotUtf8Exception if they are not UTF-8
     */
    public static void requireValid(byte[] bytes, int from, int to) throws NotUtf8Exception {
        if (firstInvalid(bytes, from, to) >= 0) {
            throw new NotUtf8Exception();
        }
    }

    /**
     * Returns the index of the first byte of a sequence that is not UTF-8, between two indexes; -1 if all bytes are
     * valid. Overlong sequences, surrogates and code points above U+10FFFF are not valid.
     */
    public static int firstInvalid(byte[] bytes, int from, int to) {
        int i = ByteScan.firstNonAscii(bytes, from, to);
        while (i < to) {
            int b = bytes[i];
            if (b >= 0) {
                i++;
                // Texts in other scripts have single spaces and digits; only a longer run is worth a search.
                if (i < to && bytes[i] >= 0) {
                    i = ByteScan.firstNonAscii(bytes, i, to);
                }
                continue;
            }
            int length = sequenceLength(b);
            if (length == 0 || to - i < length || !isSequence(bytes, i, length)) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** Returns the length of the sequence that begins with a byte that is not ASCII; 0 if none begins with it. */
    private static int sequenceLength(int first) {
        int b = first & 0xff;
        return b < 0xc2 ? 0 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : b < 0xf5 ? 4 : 0;
    }

    private static boolean isSequence(byte[] bytes, int at, int length) {
        int codePoint = bytes[at] & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return false;
            }
            codePoint = codePoint << 6 | bytes[at + i] & 0x3f;
        }
        return switch (length) {
            case 2 -> true;
            case 3 -> codePoint >= 0x800 && (codePoint < SURROGATES || codePoint >= AFTER_SURROGATES);
            default -> codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT && codePoint <= Character.MAX_CODE_POINT;
        };
    }

    /**
     * Returns how many bytes between two indexes belong to complete sequences; fewer than all if the last sequence is
     * cut.
     */
    public static int completeLength(byte[] bytes, int from, int to) {
        for (int i = to - 1; i >= Math.max(from, to - 3); i--) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return bytes[i] < 0 && sequenceLength(bytes[i]) > to - i ? i - from : to - from;
            }
        }
        return to - from;
    }

    /** Returns the number of characters (UTF-16 code units) of the valid text between two indexes. */
    public static int countChars(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            // Counts the first byte of each sequence, and a sequence of four bytes twice.
            count += (b & 0xc0) == 0x80 ? 0 : b >= 0xf0 ? 2 : 1;
        }
        return count;
    }
}
