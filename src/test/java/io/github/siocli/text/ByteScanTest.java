package io.github.siocli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.Property;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ByteScanTest {

    /** Bytes around those that the searches look for. */
    private static final byte[] BYTES = {
        0, 1, 0x1f, 0x20, 0x21, '"', 0x23, '\\', 0x5b, '$', 0x23, 0x25, 'a', 0x7f, -128, -1, (byte) 0xa2
    };

    @Test
    void findsTheSameIndexesAsByteByByte() {
        Property.holds(20_000, random -> {
            byte[] bytes = new byte[random.nextInt(120)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(30) == 0 ? BYTES[random.nextInt(BYTES.length)] : (byte) ('a' + i % 26);
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            assertThat(ByteScan.endOfPlain(bytes, from, to))
                    .isEqualTo(first(bytes, from, to, b -> b == '"' || b == '\\' || b >= 0 && b < ' '));
            assertThat(ByteScan.firstDollarOrBackslash(bytes, from, to))
                    .isEqualTo(first(bytes, from, to, b -> b == '$' || b == '\\'));
            assertThat(ByteScan.firstControl(bytes, from, to))
                    .isEqualTo(first(bytes, from, to, b -> b >= 0 && b < ' '));
            assertThat(ByteScan.firstNonAscii(bytes, from, to)).isEqualTo(first(bytes, from, to, b -> b < 0));
            byte value = BYTES[random.nextInt(BYTES.length)];
            assertThat(ByteScan.indexOf(bytes, value, from, to)).isEqualTo(first(bytes, from, to, b -> b == value));
        });
    }

    private static int first(byte[] bytes, int from, int to, IntPredicate wanted) {
        int i = from;
        while (i < to && !wanted.test(bytes[i])) {
            i++;
        }
        return i;
    }
}
