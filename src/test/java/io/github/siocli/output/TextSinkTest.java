package io.github.siocli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSinkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TextSink sink = new TextSink(out);

    @Test
    void writesSameBytesAsStringEncoder() throws IOException {
        Random random = new Random(1);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String piece = piece(random);
            all.append(piece);
            sink.text().append(piece);
            if (random.nextInt(4) == 0) {
                sink.flush();
            }
            sink.appended();
        }
        sink.flush();
        assertThat(out.toByteArray()).isEqualTo(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns text with surrogate pairs, so that chunks often end in the middle of a pair. */
    private static String piece(Random random) {
        String unit = random.nextBoolean() ? "x" : "a\u20ac\ud83d\ude00";
        return unit.repeat(random.nextInt(random.nextInt(10) == 0 ? 100_000 : 100));
    }

    @Test
    void replacesUnpairedSurrogatesLikeTheJdk() throws IOException {
        sink.text().append("a\ud83db");
        sink.flush();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a?b");
    }

    @Test
    void buffersUntilThreshold() throws IOException {
        sink.text().append("x".repeat(1000));
        sink.appended();
        assertThat(out.size()).isZero();
        sink.text().append("x".repeat(100_000));
        sink.appended();
        assertThat(out.size()).isBetween(64 << 10, 101_000);
        sink.flush();
        assertThat(out.size()).isEqualTo(101_000);
    }
}
