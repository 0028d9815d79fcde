package io.github.siocli.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches in bytes, eight at a time.
 *
 * <p>A word of eight bytes is compared with the usual bit tricks: {@code (w - ONES) & ~w & HIGHS} has the high bit of
 * the first zero byte set (Hacker's Delight, 6-1). Bits above the first match may be wrong, so only the lowest counts.
 */
public final class ByteScan {

    /** Up to this length the words, whose handle takes time to link, are not used: most texts are short. */
    private static final int SHORT = 32;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private ByteScan() {}

    /** The handle in a class of its own, so that short texts do not load it. */
    private static final class Words {

        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private Words() {}

        private static long at(byte[] bytes, int index) {
            return (long) LONGS.get(bytes, index);
        }

        private static int endOfPlain(byte[] bytes, int from, int to) {
            int i = from;
            for (; i <= to - Long.BYTES; i += Long.BYTES) {
                long word = at(bytes, i);
                // Bytes below a space. Bytes from 0x80 on do not count as such.
                long control = word - ONES * ' ' & ~word;
                long found = (zeros(word ^ ONES * '"') | zeros(word ^ ONES * '\\') | control) & HIGHS;
                if (found != 0) {
                    return i + (Long.numberOfTrailingZeros(found) >>> 3);
                }
            }
            return i;
        }

        private static int firstDollarOrBackslash(byte[] bytes, int from, int to) {
            int i = from;
            for (; i <= to - Long.BYTES; i += Long.BYTES) {
                long word = at(bytes, i);
                long found = (zeros(word ^ ONES * '$') | zeros(word ^ ONES * '\\')) & HIGHS;
                if (found != 0) {
                    return i + (Long.numberOfTrailingZeros(found) >>> 3);
                }
            }
            return i;
        }

        private static int firstControl(byte[] bytes, int from, int to) {
            int i = from;
            for (; i <= to - Long.BYTES; i += Long.BYTES) {
                long word = at(bytes, i);
                long found = word - ONES * ' ' & ~word & HIGHS;
                if (found != 0) {
                    return i + (Long.numberOfTrailingZeros(found) >>> 3);
                }
            }
            return i;
        }

        private static int firstNonAscii(byte[] bytes, int from, int to) {
            int i = from;
            for (; i <= to - Long.BYTES; i += Long.BYTES) {
                long found = at(bytes, i) & HIGHS;
                if (found != 0) {
                    return i + (Long.numberOfTrailingZeros(found) >>> 3);
                }
            }
            return i;
        }

        private static int indexOf(byte[] bytes, byte value, int from, int to) {
            long pattern = ONES * (value & 0xff);
            int i = from;
            for (; i <= to - Long.BYTES; i += Long.BYTES) {
                long found = zeros(at(bytes, i) ^ pattern) & HIGHS;
                if (found != 0) {
                    return i + (Long.numberOfTrailingZeros(found) >>> 3);
                }
            }
            return i;
        }

        private static long zeros(long word) {
            return word - ONES & ~word;
        }
    }

    /** Returns the index of the first quote, backslash or control character (C0) between two indexes, or {@code to}. */
    public static int endOfPlain(byte[] bytes, int from, int to) {
        int i = from;
        int near = Math.min(to, from + SHORT);
        while (i < near && isPlain(bytes[i])) {
            i++;
        }
        if (i < near || i == to) {
            return i;
        }
        i = Words.endOfPlain(bytes, i, to);
        while (i < to && isPlain(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isPlain(byte b) {
        return (b >= ' ' || b < 0) && b != '"' && b != '\\';
    }

    /** Returns the index of the first dollar sign or backslash between two indexes, or {@code to}. */
    public static int firstDollarOrBackslash(byte[] bytes, int from, int to) {
        int i = to - from > SHORT ? Words.firstDollarOrBackslash(bytes, from, to) : from;
        while (i < to && bytes[i] != '$' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Returns the index of the first control character (C0) between two indexes, or {@code to}. */
    public static int firstControl(byte[] bytes, int from, int to) {
        int i = to - from > SHORT ? Words.firstControl(bytes, from, to) : from;
        while (i < to && (bytes[i] >= ' ' || bytes[i] < 0)) {
            i++;
        }
        return i;
    }

    /** Returns the index of the first byte that is not ASCII between two indexes, or {@code to}. */
    public static int firstNonAscii(byte[] bytes, int from, int to) {
        int i = to - from > SHORT ? Words.firstNonAscii(bytes, from, to) : from;
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Returns the index of a byte between two indexes, or {@code to} if it does not occur. */
    public static int indexOf(byte[] bytes, byte value, int from, int to) {
        int i = to - from > SHORT ? Words.indexOf(bytes, value, from, to) : from;
        while (i < to && bytes[i] != value) {
            i++;
        }
        return i;
    }

    /** Returns true if an ASCII text occurs between two indexes. */
    public static boolean contains(byte[] bytes, int from, int to, String ascii) {
        byte first = (byte) ascii.charAt(0);
        int last = to - ascii.length();
        for (int i = indexOf(bytes, first, from, to); i <= last; i = indexOf(bytes, first, i + 1, to)) {
            int same = 1;
            while (same < ascii.length() && bytes[i + same] == ascii.charAt(same)) {
                same++;
            }
            if (same == ascii.length()) {
                return true;
            }
        }
        return false;
    }
}
