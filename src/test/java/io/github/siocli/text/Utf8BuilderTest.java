package io.github.siocli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.testing.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8BuilderTest {

    private static final String[] PARTS = {
        "a", "é", "→", "😀", "\ud800", "\udc00", "\n", "\u0000", "x".repeat(300) + "é"
    };

    @Test
    void encodesAsTheJdkDoes() {
        Property.holds(5_000, random -> {
            StringBuilder expected = new StringBuilder();
            Utf8Builder out = new Utf8Builder(random.nextInt(3));
            for (int i = random.nextInt(12); i > 0; i--) {
                appendRandom(random, expected, out);
            }
            byte[] bytes = expected.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(out.toBytes()).isEqualTo(bytes);
            assertThat(out.length()).isEqualTo(bytes.length);
        });
    }

    private static void appendRandom(Random random, StringBuilder expected, Utf8Builder out) {
        // A part ends where no surrogate pair can be cut by the next one.
        String part = PARTS[random.nextInt(PARTS.length)] + PARTS[random.nextInt(PARTS.length)] + ".";
        switch (random.nextInt(5)) {
            case 0 -> {
                expected.append(part, 1, part.length());
                out.append(part, 1, part.length());
            }
            case 1 -> {
                long number = random.nextLong() >> random.nextInt(64);
                expected.append(number);
                out.append(number);
            }
            case 2 -> {
                expected.append(part);
                out.append(part.getBytes(StandardCharsets.UTF_8));
            }
            case 3 -> {
                expected.appendCodePoint(0x1f600).append('é');
                out.appendCodePoint(0x1f600).append('é');
            }
            default -> {
                expected.append(part);
                out.append(part);
            }
        }
        expected.append('|');
        out.append('|');
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, -1, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE})
    void writesNumbers(long number) {
        assertThat(new Utf8Builder(0).append(number)).hasToString(Long.toString(number));
    }

    @Test
    void reservesLittleAfterLargePayload() {
        byte[] large = new byte[1 << 20];
        Utf8Builder out = new Utf8Builder().append("{\"args\":").append(large).append("}\n");
        assertThat(out.capacity()).isLessThan(large.length + 1024);
    }

    @Test
    void freesLargeBufferWhenCleared() {
        Utf8Builder out = new Utf8Builder().append(new byte[4 << 20]);
        out.clear();
        assertThat(out.length()).isZero();
        assertThat(out.capacity()).isLessThan(1024);
    }

    @Test
    void replacesLineBreaksFromAnIndexOn() {
        Utf8Builder out = new Utf8Builder().append("a\n{\n\"é\\n\"\r\n\t}");
        out.replaceLineBreaks(2);
        assertThat(out).hasToString("a\n{ \"é\\n\"  \t}");
    }

    @Test
    void cutsAndWritesText() throws IOException {
        Utf8Builder out = new Utf8Builder().append("abc");
        out.setLength(1);
        assertThatThrownBy(() -> out.setLength(2)).isInstanceOf(IndexOutOfBoundsException.class);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        out.append(new Utf8Builder().append("é")).writeTo(written);
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("aé");
        assertThat(out.substring(1)).isEqualTo("é");
    }
}
