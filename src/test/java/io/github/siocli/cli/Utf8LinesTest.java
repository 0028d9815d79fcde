package io.github.siocli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8LinesTest {

    private static final String TEXT = "one\n\n  two é😀\r\n\r\n" + "x".repeat(200_000) + "\nlast";

    /** However the bytes come in, also with a character in two reads. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1 << 16, 1 << 20})
    void linesAreCutAtLineBreaks(int piece) throws IOException {
        assertThat(all(new Pieces(TEXT.getBytes(StandardCharsets.UTF_8), piece)))
                .containsExactly("one", "", "  two é😀", "", "x".repeat(200_000), "last");
    }

    @Test
    void aLineBreakAtTheEndBeginsNoLine() throws IOException {
        assertThat(all(new Pieces("one\n".getBytes(StandardCharsets.UTF_8), 9))).containsExactly("one");
        assertThat(all(new Pieces(new byte[0], 9))).isEmpty();
    }

    @Test
    void aLineThatIsNotUtf8TakesNothingElseWithIt() throws IOException {
        Utf8Lines lines = new Utf8Lines(new ByteArrayInputStream("a\n\u00e9\nb".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(lines.next()).contains("a");
        assertThatThrownBy(lines::next).isInstanceOf(CharacterCodingException.class);
        assertThat(lines.next()).contains("b");
        assertThat(lines.next()).isEmpty();
    }

    private static List<String> all(InputStream in) throws IOException {
        Utf8Lines lines = new Utf8Lines(in);
        List<String> all = new ArrayList<>();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(line.get());
        }
        return all;
    }

    private static final class Pieces extends ByteArrayInputStream {

        private final int piece;

        private Pieces(byte[] bytes, int piece) {
            super(bytes);
            this.piece = piece;
        }

        @Override
        public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(piece, length));
        }
    }
}
